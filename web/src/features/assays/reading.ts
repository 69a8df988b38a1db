/** The head of a table before it is sent. It is read on this device and not stored. */
export interface TableHead {
  /** The first row; null where only the server can read the format. */
  header: string[] | null;
  /** The rows below it, as far as they were read. */
  rows: string[][];
  /** Whether the whole file was read. */
  isWhole: boolean;
  flags: TableFlag[];
}

/** Something to check: a message `table-flag-<kind>` of the catalogue, and where it is. */
export interface TableFlag {
  kind: "empty" | "encoding" | "repeated" | "unnamed" | "ragged" | "dates";
  row: number;
  column: string;
  name: string;
}

/** As much of a table is looked at here. */
export const HEAD_BYTES = 4 * 1024 * 1024;
const TEXT = /\.(?:csv|tsv|txt|tab|maf|vcf)$/i;
const DELIMITERS = ["\t", ",", ";"];
/** What a spreadsheet makes of gene names such as MARCH1 and SEPT2. */
const DATE =
  /^(?:\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{1,2}|\d{1,2}월 ?\d{1,2}일|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})$/;

/** A table that only the server reads. */
export const UNREAD: TableHead = { header: null, rows: [], isWhole: false, flags: [] };

/** Read the first part of a table. The formats that are not text are read by the server only. */
export async function readTable(file: File): Promise<TableHead> {
  if (!TEXT.test(file.name)) return UNREAD;
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const isWhole = file.size <= HEAD_BYTES;
  const text = decoded(isWhole ? bytes : uptoLastLine(bytes));
  if (text === null) return { header: [], rows: [], isWhole, flags: [flag("encoding", 1, 0)] };
  return headOf(text, isWhole);
}

/** The table that a text is. */
export function headOf(text: string, isWhole = true): TableHead {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "" && !line.startsWith("##"));
  const [first] = lines;
  if (first === undefined) return { header: [], rows: [], isWhole, flags: [flag("empty", 1, 0)] };
  const width = (delimiter: string) => cellsOf(first, delimiter).length;
  const delimiter = DELIMITERS.reduce((best, other) => (width(other) > width(best) ? other : best));
  const [header = [], ...rows] = lines.map((line) => cellsOf(line, delimiter));
  const flags = flagsOn(header, rows);
  const isEmpty = isWhole && !rows.length;
  return { header, rows, isWhole, flags: isEmpty ? [flag("empty", 2, 0), ...flags] : flags };
}

function flagsOn(header: string[], rows: string[][]): TableFlag[] {
  const repeated = header.findIndex((name, at) => name !== "" && header.indexOf(name) < at);
  const unnamed = header.findIndex((name, at) => at > 0 && name === "");
  const dates = header.findIndex((name) => DATE.test(name));
  const ragged = rows.findIndex((row) => row.length !== header.length);
  return [
    ...(repeated < 0 ? [] : [flag("repeated", 1, repeated, header[repeated])]),
    ...(unnamed < 0 ? [] : [flag("unnamed", 1, unnamed)]),
    ...(dates < 0 ? [] : [flag("dates", 1, dates, header[dates])]),
    ...(ragged < 0 ? [] : [flag("ragged", ragged + 2, 0)]),
  ];
}

function flag(kind: TableFlag["kind"], row: number, column: number, name = ""): TableFlag {
  return { kind, row, column: letterOf(column), name };
}

/** The letter of a column, as spreadsheets count: A, …, Z, AA. */
export function letterOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letterOf(Math.floor(column / 26) - 1) + last;
}

/** The cells of a line; quotes hold a delimiter together. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = [""];
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === delimiter && !isQuoted) cells.push("");
    else cells.push((cells.pop() ?? "") + letter);
  }
  return cells.map((cell) => cell.trim());
}

/** The text of bytes in UTF-8, UTF-16 or a Korean encoding; null where it is none of these. */
function decoded(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  const isUtf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  for (const encoding of isUtf16 ? [a === 0xff ? "utf-16le" : "utf-16be"] : ["utf-8", "euc-kr"])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // the next encoding
    }
  return null;
}

function uptoLastLine(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
}
