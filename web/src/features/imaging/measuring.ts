import { type Finding, volumeOf } from "@/features/findings/finding";
import type { Segment, Segmentation } from "./queries";

export type Millimetres = [number, number, number];

/** The quantities of the table of organs, by the names of their codes. */
export const COLUMNS = ["volume", "attenuation-mean", "longest-axial-diameter"];

/** Whether a structure is reported: a withheld one has no value. */
export function isMeasured({ findings }: Segment): boolean {
  return findings.some(({ value }) => value !== null);
}

/** Return the place of a finding in millimetres to the right, front and head; null where it has none in a scan. */
export function millimetresOf(finding: Finding | undefined): Millimetres | null {
  return finding?.place?.kind === "slice" ? finding.place.ras_mm : null;
}

/** Return the place that an address names as `at`, else where the liver is seen, or the first structure measured. */
export function firstPlace(shown: Segmentation | undefined, at: string | null): Millimetres | null {
  const [right, front, head, ...rest] = (at ?? "").split(",").filter(Boolean).map(Number);
  if (right !== undefined && front !== undefined && head !== undefined && !rest.length) {
    const named: Millimetres = [right, front, head];
    if (named.every(Number.isFinite)) return named;
  }
  const measured = shown?.segments.filter(isMeasured) ?? [];
  const first = measured.find(({ name }) => name === "liver") ?? measured[0];
  return millimetresOf(first && volumeOf(first));
}

/** Return the notes of a structure: why it is withheld, or what must be weighed. */
export function notesOf({ findings }: Segment): Finding["notes"] {
  const notes = findings.flatMap((finding) => [
    ...(finding.reason ? [finding.reason] : []),
    ...finding.notes,
  ]);
  return notes.filter(({ text }, at) => notes.findIndex((other) => other.text === text) === at);
}
