import type { Words } from "@/words";
import type { Measurement, Segment } from "./queries";

export type Millimetres = [number, number, number];

/** What the table shows of each organ, and with how many decimals. */
export const SHOWN = [
  { quantity: "volume", decimals: 1 },
  { quantity: "attenuation-mean", decimals: 0 },
  { quantity: "longest-axial-diameter", decimals: 0 },
] as const;

const UNITS: Record<string, string> = { "[hnsf'U]": "HU" };
/** Gas and food are inside the outline: their mean attenuation says nothing about the organ. */
const HOLLOW = new Set(["oesophagus", "stomach", "duodenum"]);

/** A measured quantity of a structure; none where it is withheld or says nothing. */
export function measured(segment: Segment, quantity: string): Measurement | undefined {
  if (quantity === "attenuation-mean" && HOLLOW.has(segment.name)) return undefined;
  return segment.measurements.find((each) => each.quantity === quantity);
}

/** A number with its unit, and `≥` where the scan cuts the structure. */
export function valueOf(
  { value, unit, comparator }: Measurement,
  decimals: number,
  { number }: Words,
): string {
  return `${comparator === ">=" ? "≥ " : ""}${number(value, decimals)} ${UNITS[unit] ?? unit}`;
}

/** Where a measurement can be looked at, in millimetres to the right, front and head. */
export function placeOf({ place }: Measurement): Millimetres | null {
  const at = place?.["ras_mm"];
  return Array.isArray(at) && at.length === 3 ? (at as Millimetres) : null;
}

/** Where a structure is best looked at: on the slice of its volume. */
export function placeOfSegment(segment: Segment): Millimetres | null {
  const volume = segment.measurements.find(({ quantity }) => quantity === "volume");
  return volume ? placeOf(volume) : null;
}
