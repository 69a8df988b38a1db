interface Axis {
  count: number;
  /** Whether the file counts its slices against the axis of the patient. */
  isFlipped: boolean;
}

/** The slice, counted from 1 as the file has them, at a place of its axis from 0 to 1. */
export function numberOf({ count, isFlipped, place }: Axis & { place: number }): number {
  const at = Math.min(count - 1, Math.max(0, Math.floor(place * count)));
  return isFlipped ? count - at : at + 1;
}

/** The middle of a slice on its axis, from 0 to 1. */
export function placeOnAxis({ count, isFlipped, number }: Axis & { number: number }): number {
  const at = isFlipped ? count - number : number - 1;
  return (Math.min(count - 1, Math.max(0, at)) + 0.5) / count;
}
