import type { Box } from "./places";
import type { Field, Page, Reading } from "./queries";

type Words = string[][];

const EM = 20;
const ROW = 30;

/** For tests: a reading of one page whose lines are these words, each in a box of its own. No patient is real. */
export function reading(lines: Words, more: Partial<Reading> = {}): Reading {
  const page: Page = {
    number: 1,
    width: 800,
    height: 600,
    image: "",
    text: lines.map((words) => words.join(" ")).join("\n"),
    lines: lines.map((words, at) => ({
      number: at + 1,
      text: words.join(" "),
      words: words.map((text, place) => ({
        text,
        box: boxAt(at + 1, place + 1),
        confidence: 0.9,
        flags: [],
      })),
    })),
    blocks: [],
    notes: [],
    engine: "local",
    has_left: false,
  };
  return {
    document: {} as Reading["document"],
    version: { number: 1 } as Reading["version"],
    pages: [page],
    fields: [],
    flags: [],
    evidence: [],
    masked: 0,
    ...more,
  };
}

/** Where a word of the phantom stands; line and place count from 1. */
export function boxAt(line: number, place: number): Box {
  return [place * 5 * EM, line * ROW, place * 5 * EM + 4 * EM, line * ROW + EM];
}

/** A field that was read from one word of the phantom. */
export function field(
  position: number,
  value: string,
  place: [number, number],
  more: Partial<Field> = {},
): Field {
  return {
    position,
    name: "hospital",
    name_text: "Hospital",
    value,
    value_text: value,
    read: value,
    group: null,
    system: null,
    code: null,
    page: 1,
    line: place[0],
    box: boxAt(...place),
    confidence: 0.9,
    is_flagged: false,
    is_critical: false,
    flags: [],
    ...more,
  };
}

/** A flag on a field, or on the word at a place. */
export function flag(of: { position: number } | { place: [number, number] }): Reading["flags"][number] {
  const [line, word] = "place" in of ? of.place : [1, null];
  const position = "position" in of ? of.position : null;
  return { page: 1, line, position, word, text: "", box: boxAt(line, word ?? 1), reasons: [] };
}
