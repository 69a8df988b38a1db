import type { Words } from "@/words";
import type { Measurement, Segmentation } from "./queries";

/** Oldest first. */
export function inOrder(segmentations: Segmentation[]): Segmentation[] {
  return [...segmentations].sort((a, b) => a.created_at.localeCompare(b.created_at));
}

/** From the first to the last value, in percent; nothing where one is missing or only a bound. */
export function changesOf(volumes: (Measurement | undefined)[], { number }: Words): string {
  const [first, last] = [volumes[0], volumes.at(-1)];
  if (!first || !last || first.comparator || last.comparator || first.value === 0) return "–";
  const percent = (last.value / first.value - 1) * 100;
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${number(Math.abs(percent), 1)} %`;
}
