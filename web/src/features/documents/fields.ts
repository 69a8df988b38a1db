import { groupedBy } from "@/ui/grouping";
import type { Field } from "./queries";

/** Values of one kind of row, such as laboratory results: a column for each name, a row for each group. */
export interface Rows {
  head: string;
  columns: { name: string; text: string }[];
  rows: Map<string, Field>[];
}

/** How a field is shown and written: its value where it stands so on the page, or else as it stands there. */
export function shownOf({ value, read }: Field): string {
  return read.includes(value) ? value : read;
}

const SHORT = 24;

/** Whether a text is never broken over lines: a number that is, is misread. */
export function isShort(text: string): boolean {
  return text.length <= SHORT;
}

/** The fields that stand alone, in the order in which they were read. */
export function singlesOf(fields: Field[]): Field[] {
  return fields.filter(({ group }) => group === null);
}

/** The fields that belong together, as tables: rows that begin with the same field are of one kind. */
export function rowsOf(fields: Field[]): Rows[] {
  const grouped = fields.filter(({ group }) => group !== null);
  const rows = [...groupedBy(grouped, ({ group }) => String(group)).values()];
  const kinds = groupedBy(rows, ([first]) => first?.name ?? "");
  return [...kinds].map(([head, members]) => ({
    head,
    columns: columnsOf(members.flat()),
    rows: members.map((row) => new Map(row.map((field) => [field.name, field]))),
  }));
}

function columnsOf(fields: Field[]): Rows["columns"] {
  const texts = new Map(fields.map(({ name, name_text }) => [name, name_text]));
  return [...texts].map(([name, text]) => ({ name, text }));
}
