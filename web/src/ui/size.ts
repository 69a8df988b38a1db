import type { Words } from "@/words";

const STEP = 1024;
const UNITS = ["B", "KB", "MB", "GB"];

/** Return a number of bytes in B, KB, MB or GB. */
export function sizeText(bytes: number, { number }: Words): string {
  const power = Math.min(Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(STEP)), UNITS.length - 1);
  return `${number(bytes / STEP ** power, power > 1 ? 1 : 0)} ${UNITS[power] ?? ""}`;
}
