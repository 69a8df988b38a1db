import type { Reading } from "./queries";

/** A difference between two versions. */
export interface Difference {
  key: string;
  /** The name of a field; null for a line of the text. */
  name: string | null;
  page: number;
  line: number;
  before: string;
  after: string;
}

/** Return the differences of a version from an earlier one: fields by position, then lines of text. */
export function differencesOf(before: Reading, after: Reading): Difference[] {
  return [...ofFields(before, after), ...ofLines(before, after)];
}

function ofFields(before: Reading, after: Reading): Difference[] {
  const earlier = new Map(before.fields.map((field) => [field.position, field]));
  return after.fields.flatMap(({ position, name, name_text, page, line, value }) => {
    const was = earlier.get(position);
    if (was?.name === name && was.value === value) return [];
    const earlierValue = was?.name === name ? was.value : "";
    return [{ key: `field-${position}`, name: name_text, page, line, before: earlierValue, after: value }];
  });
}

function ofLines(before: Reading, after: Reading): Difference[] {
  return after.pages.flatMap(({ number: page, lines }) => {
    const earlier = before.pages.find(({ number }) => number === page)?.lines ?? [];
    const rows = Array.from({ length: Math.max(lines.length, earlier.length) }, (_, at) => at);
    return rows.flatMap((at) => {
      const [was, is] = [earlier[at]?.text ?? "", lines[at]?.text ?? ""];
      if (was === is) return [];
      return [{ key: `line-${page}-${at + 1}`, name: null, page, line: at + 1, before: was, after: is }];
    });
  });
}
