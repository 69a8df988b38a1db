export type Trust = "sure" | "fair" | "low";

const SURE = 0.95;
const FAIR = 0.8;

/** How the box of a word is drawn: by the confidence of its least certain character. */
export function trustOf(confidence: number): Trust {
  if (confidence >= SURE) return "sure";
  return confidence >= FAIR ? "fair" : "low";
}
