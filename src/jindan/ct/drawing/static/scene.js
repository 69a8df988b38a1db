"use strict";
// Shows the figure, and lets the reader choose organs, view and language. Nothing is fetched.
const figure = JSON.parse(document.getElementById("figure").textContent);
const scene = document.getElementById("scene");
const dark = matchMedia("(prefers-color-scheme: dark)");

function hasWebgl() {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2") || canvas.getContext("webgl"));
}

function ink() {
  return getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
}

// A camera on this side, far enough away for the whole frame to fit the width of the screen.
function camera(side) {
  const { eye, up } = figure.cameras[side];
  const distance = figure.reach * Math.max(1, 1.45 * scene.clientHeight / scene.clientWidth);
  return { eye: { x: eye.x * distance, y: eye.y * distance, z: eye.z * distance }, up };
}

function paintFrame() {
  Plotly.restyle(scene, { "line.color": ink(), "textfont.color": ink() }, figure.frame);
}

function seeThrough() {
  const opacity = document.getElementById("glass").checked ? 0.35 : 1;
  if (figure.large.length) Plotly.restyle(scene, { opacity }, figure.large);
}

function speak(language) {
  document.documentElement.lang = language;
  if (!scene.data) return;
  const labels = figure.names[language].map((name) => name + "<extra></extra>");
  Plotly.restyle(scene, { hovertemplate: labels }, labels.map((_, index) => index));
}

function listen() {
  for (const box of document.querySelectorAll("input[data-organ]")) {
    box.addEventListener("change", () =>
      Plotly.restyle(scene, { visible: box.checked }, [Number(box.dataset.organ)]));
  }
  for (const button of document.querySelectorAll("button[data-view]")) {
    button.addEventListener("click", () =>
      Plotly.relayout(scene, { "scene.camera": camera(button.dataset.view) }));
  }
  document.getElementById("glass").addEventListener("change", seeThrough);
  dark.addEventListener("change", paintFrame);
}

async function show() {
  // The frame's letters are drawn once, so the font must be there first.
  await document.fonts.load('16px "Jindan Korean"', "한");
  figure.layout.scene.camera = camera("start");
  await Plotly.newPlot(scene, figure.traces, figure.layout,
    { displayModeBar: false, responsive: true, scrollZoom: true });
  paintFrame();
  seeThrough();
  listen();
  speak(document.documentElement.lang);
}

document.getElementById("language").addEventListener("click", () =>
  speak(document.documentElement.lang === "ko" ? "en" : "ko"));

const asked = location.hash.slice(1);
speak(["ko", "en"].includes(asked) ? asked : navigator.language.startsWith("ko") ? "ko" : "en");
if (hasWebgl()) {
  show();
} else {
  document.getElementById("no-webgl").hidden = false;
  scene.hidden = true;
}
