import type { Note } from "@/ui/notes";
import { shownOf } from "./fields";
import { type Box, holds, middleOf } from "./places";
import type { Field, Page, Reading } from "./queries";

/** A value on a page that a person can confirm or correct: a field, or a word outside every field. */
export interface Target {
  /** Identifies it in every version of the same machine reading. */
  key: string;
  page: number;
  line: number;
  box: Box;
  text: string;
  confidence: number;
  reasons: Note[];
  isFlagged: boolean;
  isCritical: boolean;
  /** The name of the field; none for a word. */
  name: string | null;
  /** How the API names it: a field by its position, a word by its place on its line. */
  position: number | null;
  word: number | null;
}

/** Return the flagged targets, in reading order. */
export function flaggedIn(reading: Reading): Target[] {
  return reading.flags.flatMap(({ page, line, position, word, reasons }) => {
    const target =
      position === null ? wordAt(reading, page, line, word ?? 0) : targetOf(reading, `field-${position}`);
    return target ? [{ ...target, reasons, isFlagged: true }] : [];
  });
}

/** Return the target of a key, flagged or not; null where this version has none. */
export function targetOf(reading: Reading, key: string): Target | null {
  const [kind, rest] = split(key);
  if (kind === "field") {
    const field = reading.fields.find(({ position }) => String(position) === rest);
    return field ? ofField(field, reading) : null;
  }
  const [page] = rest.split("-");
  const words = reading.pages.find(({ number }) => String(number) === page);
  return words ? (targetsOn(words, reading).find((target) => target.key === key) ?? null) : null;
}

/** Return the target under a point of a page: the field there, or else the word. */
export function targetAt(reading: Reading, page: Page, x: number, y: number): Target | null {
  const field = reading.fields.find(({ page: on, box }) => on === page.number && holds(box, x, y));
  if (field) return ofField(field, reading);
  return targetsOn(page, reading).find(({ box }) => holds(box, x, y)) ?? null;
}

/** Return the targets of a line: for each word the field it belongs to, or itself. */
export function targetsOfLine(reading: Reading, page: Page, line: number): Target[] {
  const words = targetsOn(page, reading).filter((word) => word.line === line);
  const targets = words.map((word) => targetAt(reading, page, ...middleOf(word.box)) ?? word);
  return targets.filter(({ key }, at) => targets.findIndex((other) => other.key === key) === at);
}

function targetsOn(page: Page, reading: Reading): Target[] {
  return page.lines.flatMap(({ number, words }) =>
    words.flatMap((_, at) => wordAt(reading, page.number, number, at + 1) ?? []),
  );
}

function wordAt({ pages, flags }: Reading, page: number, line: number, word: number): Target | null {
  const read = pages.find(({ number }) => number === page)?.lines.find(({ number }) => number === line)
    ?.words[word - 1];
  if (!read) return null;
  const flag = flags.find((other) => other.page === page && other.line === line && other.word === word);
  return {
    key: `word-${page}-${read.box.map(Math.round).join("-")}`, // by its box, as its place on the line may change
    page,
    line,
    box: read.box,
    text: read.text,
    confidence: read.confidence,
    reasons: read.flags,
    isFlagged: flag !== undefined,
    isCritical: false,
    name: null,
    position: null,
    word,
  };
}

function ofField(field: Field, { flags }: Reading): Target {
  return {
    key: `field-${field.position}`,
    page: field.page,
    line: field.line,
    box: field.box,
    text: shownOf(field),
    confidence: field.confidence,
    reasons: field.flags,
    isFlagged: flags.some(({ position }) => position === field.position),
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
