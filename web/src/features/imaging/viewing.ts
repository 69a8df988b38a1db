import type { Millimetres } from "./measuring";
import type { Segment } from "./queries";
import type { Window } from "./windows";

/** A scan on a canvas, whatever draws it. */
export interface Scan {
  /** Show a NIfTI volume as the scan; a finer one takes the place of a coarser. */
  showVolume: (bytes: ArrayBuffer, window: Window) => Promise<void>;
  showLabels: (bytes: ArrayBuffer, segments: Segment[], looks: Looks) => Promise<void>;
  setLooks: (segments: Segment[], looks: Looks) => void;
  setWindow: (window: Window) => void;
  setView: (view: View) => void;
  /** Put the crosshair at a place in the patient. */
  goTo: (place: Millimetres) => void;
  /** Put the crosshair on a slice of a plane, counted from 1 as the report counts them. */
  goToSlice: (plane: Plane, number: number) => void;
  /** Turn the picture in space: from the front is 180 degrees. */
  turn: (degrees: number) => void;
  /** Call `listener` whenever the crosshair moves. */
  onLocation: (listener: (location: Location) => void) => void;
  close: () => void;
}

export type Plane = "axial" | "coronal" | "sagittal";
export type Tile = Plane | "space";
/** All tiles at once, or one of them alone. */
export type View = Tile | "planes";

/** From the upper left to the lower right, as they stand where all are shown. */
export const TILES: [Tile, ...Tile[]] = ["axial", "coronal", "sagittal", "space"];

/** Which organs are hidden, and how strongly the others cover the scan, from 0 to 1. */
export interface Looks {
  hidden: ReadonlySet<string>;
  opacity: number;
}

/** Which slice of how many; counted from 1. */
export interface Slice {
  number: number;
  count: number;
}

/** Where the crosshair is, and what is there. */
export interface Location {
  mm: Millimetres;
  hu: number | null;
  /** Value of the labels at this place; 0 where there is no organ. */
  label: number;
  slices: Record<Plane, Slice>;
}

let drawing: boolean | null = null;

/** Whether this browser can draw volumes. It is tried once: each try costs one of the few contexts that a page has. */
export function canDraw(): boolean {
  drawing ??= hasContext();
  return drawing;
}

function hasContext(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}
