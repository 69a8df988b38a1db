import { groupedBy } from "@/ui/grouping";
import type { Kind, Recognised } from "./recognising";

/** Files that belong together: one CT series, one volume, or all documents. */
export interface Group {
  id: string;
  kind: Kind;
  files: File[];
  /** Warnings, with a message `check-<name>` in the catalogue. */
  warnings: Warning[];
  modality: string;
  shape?: number[];
}

export type Warning = "few-slices" | "not-ct" | "two-patients" | "not-3d" | "unknown";

const FEWEST_SLICES = 10;
const SEPARATE: Kind[] = ["nifti", "archive"];

/** Group recognised files: slices by series, volumes and archives one by one, others by kind. */
export function grouped(files: Recognised[]): Group[] {
  const byKey = groupedBy(files, keyOf);
  return [...byKey.entries()]
    .map(([id, members]) => groupOf(id, members))
    .sort((a, b) => b.files.length - a.files.length);
}

function keyOf({ file, kind, dicom }: Recognised): string {
  if (dicom) return `dicom ${dicom.seriesUid}`;
  return SEPARATE.includes(kind) ? `${kind} ${file.name} ${file.size}` : kind;
}

function groupOf(id: string, members: Recognised[]): Group {
  const [first] = members;
  const shape = first?.shape;
  return {
    id,
    kind: first?.kind ?? "unknown",
    files: members.map(({ file }) => file),
    warnings: warningsOf(members),
    modality: first?.dicom?.modality ?? "",
    ...(shape ? { shape } : {}),
  };
}

function warningsOf(members: Recognised[]): Warning[] {
  const [first] = members;
  const warnings: Warning[] = [];
  if (first?.kind === "unknown") warnings.push("unknown");
  if (first?.shape && first.shape.filter((size) => size > 1).length !== 3) warnings.push("not-3d");
  if (first?.kind !== "dicom") return warnings;
  if (new Set(members.map(({ dicom }) => dicom?.patient)).size > 1) warnings.push("two-patients");
  if (first.dicom?.modality !== "CT") warnings.push("not-ct");
  else if (members.length < FEWEST_SLICES) warnings.push("few-slices");
  return warnings;
}

/** Whether two patients are among what was dropped: then nothing of it is sent before somebody has looked. */
export function areOfTwoPatients(files: Recognised[]): boolean {
  return new Set(files.flatMap(({ dicom }) => (dicom ? [dicom.patient] : []))).size > 1;
}
