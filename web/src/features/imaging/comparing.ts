import type { Finding } from "@/features/findings/finding";
import type { Words } from "@/words";
import type { Segmentation } from "./queries";

/** Return segmentations by the dates of their scans, oldest first; those of one date in the order they were made. */
export function inOrder(segmentations: Segmentation[]): Segmentation[] {
  return [...segmentations].sort(
    (a, b) => dateOf(a).localeCompare(dateOf(b)) || a.created_at.localeCompare(b.created_at),
  );
}

/** Return the date of the scan; where it is not known, the time of the segmentation. */
export function dateOf({ at, created_at }: Segmentation): string {
  return at ?? created_at;
}

/** Return the change from the first to the last value in per cent; a dash where one is missing or only a bound. */
export function changesOf(volumes: (Finding | undefined)[], { number }: Words): string {
  const [first, last] = [volumes[0]?.value, volumes.at(-1)?.value];
  if (first?.kind !== "quantity" || last?.kind !== "quantity") return "–";
  if (first.comparator || last.comparator || first.unit !== last.unit || first.value === 0) return "–";
  const percent = (last.value / first.value - 1) * 100;
  return `${percent > 0 ? "+" : percent < 0 ? "−" : ""}${number(Math.abs(percent), 1)} %`;
}
