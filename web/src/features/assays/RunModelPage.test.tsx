import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Route, Routes } from "react-router";
import { beforeEach, expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { RunModelPage } from "./RunModelPage";

const MODEL = {
  name: "urinary-panel",
  title: "Urinary panel",
  is_usable: true,
  panels: [{ name: "urine", text: "Urine", features: 2, min_coverage: 1 }],
  figures: [{ name: "held-out/auc", value: 0.912, how: "cross-validated" }],
  limits: [{ code: "one-centre", text: "One centre only.", values: {} }],
  patients: 590,
};
const feature = (name: string) => ({ name, text: name, unit: "", keys: [name], low: 0, high: 1 });
const TABLE = {
  id: "a1",
  name: "urine.csv",
  size: 100,
  is_received: true,
  created_at: "2026-11-28T09:00:00Z",
};

beforeEach(() => {
  server.answers("GET /api/v1/cases/c1/artifacts", pageOf([TABLE]));
  server.answers("GET /api/v1/omics-models", [
    MODEL,
    { ...MODEL, name: "chance", title: "Chance", is_usable: false },
  ]);
  server.answers("GET /api/v1/omics-models/urinary-panel", {
    model: MODEL,
    panels: [{ name: "urine", features: [feature("age"), feature("lyve1")] }],
    card: "",
  });
});

function shown() {
  return renderInApp(
    <Routes>
      <Route path="cases/:caseId/risk-model" element={<RunModelPage />} />
      <Route path="*" element={null} />
    </Routes>,
    { at: "/cases/c1/risk-model" },
  );
}

test("a table of several specimens is run on the chosen one, and the case is shown again", async () => {
  const user = userEvent.setup();
  server.answers(
    "GET /api/v1/artifacts/a1/content",
    () => new Response("sample,age,LYVE1\nU1,67,4\nU2,50,1\n"),
  );
  server.answers("POST /api/v1/cases/c1/risk-scores", { id: "j1" });
  const { address } = shown();
  await user.click(await screen.findByRole("checkbox", { name: "urine.csv" }));
  await user.click(await screen.findByRole("radio", { name: "Urinary panel" }));
  expect(screen.getByText("Urine: 2 of 2 features found")).toBeTruthy();
  expect(screen.getByText(/AUC 0.912 \(cross-validated; 590 patients\) · One centre only./)).toBeTruthy();
  expect(screen.queryByRole("radio", { name: "Chance" })).toBeNull();
  await user.click(screen.getByRole("combobox", { name: "Specimen" }));
  await user.click(await screen.findByRole("option", { name: "U2" }));
  await user.click(screen.getByRole("button", { name: "Run risk model" }));
  await waitFor(() => expect(address()).toBe("/cases/c1"));
  expect(server.sent("POST /api/v1/cases/c1/risk-scores")[0]?.body).toMatchObject({ specimen: "U2" });
});

test("what a table lacks for a model is named before it is run", async () => {
  const user = userEvent.setup();
  server.answers("GET /api/v1/artifacts/a1/content", () => new Response("sample,age\nU1,67\n"));
  shown();
  await user.click(await screen.findByRole("checkbox", { name: "urine.csv" }));
  expect(await screen.findByText("Urine: 1 of 2 features found, without lyve1")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Run risk model" }).disabled).toBe(true);
});

test("a case without tables leads to adding them", async () => {
  server.answers("GET /api/v1/cases/c1/artifacts", pageOf([]));
  shown();
  expect((await screen.findByRole("link", { name: "Add files" })).getAttribute("href")).toBe("/new?case=c1");
});
