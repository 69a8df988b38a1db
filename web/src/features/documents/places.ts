import type { Page, Reading } from "./queries";

/** Left, top, right, bottom in pixels of the picture of a page. */
export type Box = [number, number, number, number];

/** A spot of a document: boxes on a page. */
export interface Spot {
  page: number;
  boxes: Box[];
}

/** The upright box around some boxes; none around nothing. */
export function around(boxes: Box[]): Box | null {
  if (!boxes.length) return null;
  const side = (at: 0 | 1 | 2 | 3) => boxes.map((box) => box[at]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** Whether a point lies in a box. */
export function holds([left, top, right, bottom]: Box, x: number, y: number): boolean {
  return left <= x && x <= right && top <= y && y <= bottom;
}

/** The middle of a box. */
export function middleOf([left, top, right, bottom]: Box): [number, number] {
  return [(left + right) / 2, (top + bottom) / 2];
}

/** The boxes of the words of a line. */
export function boxesOfLine(page: Page | undefined, line: number): Box[] {
  return page?.lines.find(({ number }) => number === line)?.words.map(({ box }) => box) ?? [];
}

/** An address that leads to some boxes of a page: coordinates only, nothing of what is written there. */
export function addressOf(document: string, { page, boxes }: Spot): string {
  const at = boxes.map((box) => box.map(Math.round).join(",")).join(";");
  return `/documents/${document}?page=${page}&at=${at}`;
}

/** Return the spot that an address leads to: a page, and on it the boxes `at`, or a `line` counted on the page. */
export function spotOf(search: URLSearchParams, { pages }: Reading): Spot | null {
  const number = Number(search.get("page")) || 1;
  const line = Number(search.get("line"));
  if (line) {
    const page = pages.find((candidate) => candidate.number === number);
    const boxes = boxesOfLine(page, line);
    return boxes.length ? { page: number, boxes } : null;
  }
  const boxes = (search.get("at") ?? "").split(";").map((box) => box.split(",").map(Number));
  const whole = boxes.filter((box): box is Box => box.length === 4 && box.every(Number.isFinite));
  return whole.length ? { page: number, boxes: whole } : null;
}
