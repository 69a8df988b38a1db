import { shownOf } from "./fields";
import { type Box, holds, middleOf } from "./places";
import type { Field, Page, Reading } from "./queries";

/** Something on a page that a person can settle: a field, or a word outside of every field. */
export interface Target {
  /** Its name for as long as the machine's reading stands: a later version has it under the same. */
  key: string;
  page: number;
  line: number;
  box: Box;
  text: string;
  confidence: number;
  reasons: string[];
  isDoubt: boolean;
  isCritical: boolean;
  /** The name of the field; none for a word. */
  name: string | null;
  /** How the API names it: a field by its position, a word by its place on its line. */
  position: number | null;
  word: number | null;
}

/** What is in doubt, in reading order. */
export function doubtsOf(reading: Reading): Target[] {
  return reading.doubts.flatMap(({ page, line, position, word, reasons }) => {
    const found =
      position === null ? wordAt(reading, page, line, word ?? 0) : targetOf(reading, `field-${position}`);
    return found ? [{ ...found, reasons, isDoubt: true }] : [];
  });
}

/** The target of a name, in doubt or not; none where this version has it no more. */
export function targetOf(reading: Reading, key: string): Target | null {
  const [kind, rest] = split(key);
  if (kind === "field") {
    const field = reading.fields.find(({ position }) => String(position) === rest);
    return field ? ofField(field, reading) : null;
  }
  const [page] = rest.split("-");
  const words = reading.pages.find(({ number }) => String(number) === page);
  return words ? (targetsOn(words, reading).find((each) => each.key === key) ?? null) : null;
}

/** What lies under a point of a page: the field there, or else the word. */
export function targetAt(reading: Reading, page: Page, x: number, y: number): Target | null {
  const field = reading.fields.find((each) => each.page === page.number && holds(each.box, x, y));
  if (field) return ofField(field, reading);
  return targetsOn(page, reading).find(({ box }) => holds(box, x, y)) ?? null;
}

/** The words of a line, each as what can be settled: the field it belongs to, or itself. */
export function targetsOfLine(reading: Reading, page: Page, line: number): Target[] {
  const words = targetsOn(page, reading).filter((each) => each.line === line);
  const found = words.map((word) => targetAt(reading, page, ...middleOf(word.box)) ?? word);
  return found.filter(({ key }, at) => found.findIndex((other) => other.key === key) === at);
}

function targetsOn(page: Page, reading: Reading): Target[] {
  return page.lines.flatMap(({ number, words }) =>
    words.flatMap((_, at) => wordAt(reading, page.number, number, at + 1) ?? []),
  );
}

function wordAt({ pages, doubts }: Reading, page: number, line: number, word: number): Target | null {
  const found = pages.find(({ number }) => number === page)?.lines.find(({ number }) => number === line)
    ?.words[word - 1];
  if (!found) return null;
  const doubt = doubts.find((each) => each.page === page && each.line === line && each.word === word);
  return {
    key: `word-${page}-${found.box.map(Math.round).join("-")}`, // a word is told by its box: its place on the line may move
    page,
    line,
    box: found.box,
    text: found.text,
    confidence: found.confidence,
    reasons: found.doubts,
    isDoubt: doubt !== undefined,
    isCritical: false,
    name: null,
    position: null,
    word,
  };
}

function ofField(field: Field, { doubts }: Reading): Target {
  return {
    key: `field-${field.position}`,
    page: field.page,
    line: field.line,
    box: field.box,
    text: shownOf(field),
    confidence: field.confidence,
    reasons: field.doubts,
    isDoubt: doubts.some(({ position }) => position === field.position),
    isCritical: field.is_critical,
    name: field.name_text,
    position: field.position,
    word: null,
  };
}

function split(key: string): [string, string] {
  const at = key.indexOf("-");
  return [key.slice(0, at), key.slice(at + 1)];
}
