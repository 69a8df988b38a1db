import { NVImage, Niivue, SLICE_TYPE } from "@niivue/niivue";
import { alone, sharesOf } from "./layout";
import { isMeasured, type Millimetres } from "./measuring";
import type { Segment } from "./queries";
import { numberOf, placeOnAxis } from "./slices";
import type { Location, Looks, Plane, Scan, Tile, View } from "./viewing";
import type { Window } from "./windows";

// All that the app does with niivue. It is most of the app's code, so it comes after the first picture, by `import()`.

const DRAWN: Record<Tile, SLICE_TYPE> = {
  axial: SLICE_TYPE.AXIAL,
  coronal: SLICE_TYPE.CORONAL,
  sagittal: SLICE_TYPE.SAGITTAL,
  space: SLICE_TYPE.RENDER,
};
/** Along which axis of the patient (right-left, back-front, feet-head) the slices of a plane follow one another. */
const ACROSS: Record<Plane, 0 | 1 | 2> = { sagittal: 0, coronal: 1, axial: 2 };
const ELEVATION = 12;
const AZIMUTH = 200;

/** A viewer on a canvas: the patient's right on the left of the picture, as radiologists read. */
export async function openScan(canvas: HTMLCanvasElement): Promise<Scan> {
  const nv = new Niivue({
    isRadiologicalConvention: true,
    isSliceMM: true,
    isOrientCube: false,
    isOrientationTextVisible: false, // `Markers` draws them, to be read on bone, too
    backColor: [0, 0, 0, 1],
    crosshairColor: [0.42, 0.76, 0.79, 0.9],
    crosshairWidth: 1.6, // thinner, a line falls between the pixels of a tile
    crosshairWidthUnit: "mm",
    crosshairGap: 8,
    dragAndDropEnabled: false,
    loadingText: "",
    logLevel: "error",
    viewModeHotKey: "",
    clipPlaneHotKey: "",
    cycleClipPlaneHotKey: "",
  });
  await nv.attachToCanvas(canvas);
  canvas.tabIndex = -1; // by the keyboard one works with the bars of the tiles
  nv.setRenderAzimuthElevation(AZIMUTH, ELEVATION);
  return scanOn(nv, canvas);
}

/** Skip settings that change nothing, as niivue colours every voxel again at each change. */
function scanOn(nv: Niivue, canvas: HTMLCanvasElement): Scan {
  let worn: Looks | null = null;
  let view: View = "planes";
  const show = (wanted: View) => lay(nv, (view = wanted), canvas);
  const resized = new ResizeObserver(() => show(view));
  resized.observe(canvas);
  return {
    showVolume: (bytes, window) => showVolume(nv, bytes, window),
    showLabels: (bytes, segments, looks) => {
      worn = looks;
      return showLabels(nv, bytes, segments, looks);
    },
    setLooks: (segments, looks) => {
      if (worn !== looks) setLooks(nv, segments, looks);
      worn = looks;
    },
    setWindow: (window) => setWindow(nv, window),
    setView: (wanted) => {
      if (wanted !== view) show(wanted);
    },
    goTo: (place) => goTo(nv, place),
    goToSlice: (plane, number) => goToSlice(nv, plane, number),
    turn: (degrees) => nv.setRenderAzimuthElevation(degrees, nv.scene.renderElevation),
    onLocation: (listener) => (nv.onLocationChange = (raw) => listener(locationOf(nv, raw))),
    close: () => {
      resized.disconnect();
      nv.cleanup();
    },
  };
}

/** Draw the tiles of a view where they belong on a canvas of this size. */
function lay(nv: Niivue, view: View, { clientHeight }: HTMLCanvasElement): void {
  const tiles = view === "planes" ? sharesOf(clientHeight) : [alone(view, clientHeight)];
  nv.setCustomLayout(tiles.map(({ tile, share }) => ({ sliceType: DRAWN[tile], position: share })));
}

/** Where a volume is shown already, the new one takes its place, and the window and the crosshair stay. */
async function showVolume(nv: Niivue, bytes: ArrayBuffer, window: Window): Promise<void> {
  const volume = await NVImage.loadFromUrl({
    url: "volume.nii.gz",
    name: "volume.nii.gz",
    buffer: bytes,
    colormap: "gray",
  });
  const before = nv.volumes[0];
  volume.cal_min = before?.cal_min ?? window.low;
  volume.cal_max = before?.cal_max ?? window.high;
  if (!before) {
    nv.addVolume(volume);
    return;
  }
  const [x = 0, y = 0, z = 0] = nv.frac2mm(nv.scene.crosshairPos);
  volume.calculateRAS();
  if (volume.dimsRAS) volume.dims = volume.dimsRAS; // as niivue itself does for a volume that is added
  nv.volumes[0] = volume;
  nv.updateGLVolume();
  goTo(nv, [x, y, z]);
}

/** Each organ in its colour, over the scan. */
async function showLabels(nv: Niivue, bytes: ArrayBuffer, segments: Segment[], looks: Looks): Promise<void> {
  const labels = await NVImage.loadFromUrl({ url: "labels.nii.gz", name: "labels.nii.gz", buffer: bytes });
  labels.setColormapLabel(colours(segments, looks.hidden));
  labels.opacity = looks.opacity;
  nv.addVolume(labels);
}

function setLooks(nv: Niivue, segments: Segment[], { hidden, opacity }: Looks): void {
  const labels = nv.volumes[1];
  if (!labels) return;
  labels.setColormapLabel(colours(segments, hidden));
  labels.opacity = opacity;
  nv.updateGLVolume();
}

function setWindow(nv: Niivue, { low, high }: Window): void {
  const volume = nv.volumes[0];
  if (!volume || (volume.cal_min === low && volume.cal_max === high)) return;
  volume.cal_min = low;
  volume.cal_max = high;
  nv.updateGLVolume();
}

function goTo(nv: Niivue, [x, y, z]: Millimetres): void {
  if (!nv.volumes.length) return;
  nv.scene.crosshairPos = nv.mm2frac([x, y, z]);
  nv.drawScene();
  nv.createOnLocationChange();
}

function goToSlice(nv: Niivue, plane: Plane, number: number): void {
  const axis = ACROSS[plane];
  nv.scene.crosshairPos[axis] = placeOnAxis({ ...axisOf(nv, axis), number });
  nv.drawScene();
  nv.createOnLocationChange();
}

/** Return the number of slices along an axis of the patient, and whether the file counts them from the other end. */
function axisOf(nv: Niivue, axis: 0 | 1 | 2): { count: number; isFlipped: boolean } {
  const { dimsRAS, permRAS } = nv.volumes[0] ?? {};
  return { count: dimsRAS?.[axis + 1] ?? 1, isFlipped: (permRAS?.[axis] ?? 1) < 0 };
}

function locationOf(nv: Niivue, raw: unknown): Location {
  const { mm, values } = raw as { mm: number[]; values: { value: number }[] };
  const slice = (plane: Plane) => {
    const axis = axisOf(nv, ACROSS[plane]);
    const place = nv.scene.crosshairPos[ACROSS[plane]];
    return { number: numberOf({ ...axis, place }), count: axis.count };
  };
  return {
    mm: [mm[0] ?? 0, mm[1] ?? 0, mm[2] ?? 0],
    hu: values[0] ? Math.round(values[0].value) : null,
    label: Math.round(values[1]?.value ?? 0),
    slices: { axial: slice("axial"), coronal: slice("coronal"), sagittal: slice("sagittal") },
  };
}

function colours(segments: Segment[], hidden: ReadonlySet<string>) {
  const shown = segments.map((segment) => ({
    label: segment.label,
    rgb: [1, 3, 5].map((at) => parseInt(segment.colour.slice(at, at + 2), 16)),
    alpha: isMeasured(segment) && !hidden.has(segment.name) ? 255 : 0,
    name: segment.name,
  }));
  const all = [{ label: 0, rgb: [0, 0, 0], alpha: 0, name: "" }, ...shown];
  return {
    R: all.map(({ rgb }) => rgb[0] ?? 0),
    G: all.map(({ rgb }) => rgb[1] ?? 0),
    B: all.map(({ rgb }) => rgb[2] ?? 0),
    A: all.map(({ alpha }) => alpha),
    I: all.map(({ label }) => label),
    labels: all.map(({ name }) => name),
  };
}
