import { expect, test } from "vitest";
import { dicomFacts, isDicom } from "./dicom";
import { kindOf, niftiShape, recognise } from "./recognising";

const codes = (text: string) => Array.from(text, (c) => c.charCodeAt(0));

function element(tag: [number, number], vr: string, value: string): number[] {
  const padded = value.length % 2 ? `${value} ` : value;
  const [group, number] = tag;
  const word = (of: number) => [of & 255, of >> 8];
  return [...word(group), ...word(number), ...codes(vr), ...word(padded.length), ...codes(padded)];
}

const OBJECT = new Uint8Array([
  ...new Array<number>(128).fill(0),
  ...codes("DICM"),
  ...element([0x0002, 0x0010], "UI", "1.2.840.10008.1.2.1"),
  ...element([0x0008, 0x0060], "CS", "CT"),
  ...element([0x0010, 0x0020], "LO", "P-1"),
  ...element([0x0020, 0x000e], "UI", "1.2.3"),
]);

test("modality, series and patient of a DICOM object are read", () => {
  expect(isDicom(OBJECT)).toBe(true);
  expect(dicomFacts(OBJECT)).toEqual({ modality: "CT", seriesUid: "1.2.3", patient: "P-1" });
});

test("what is cut off stays empty", () => {
  expect(dicomFacts(OBJECT.subarray(0, OBJECT.length - 20)).seriesUid).toBe("");
});

test("the shape of a NIfTI volume is read from its header", () => {
  const header = new Uint8Array(348);
  const view = new DataView(header.buffer);
  view.setInt32(0, 348, true);
  [3, 200, 168, 112].forEach((size, at) => view.setInt16(40 + 2 * at, size, true));
  header.set(codes("n+1"), 344);
  expect(niftiShape(header)).toEqual([200, 168, 112]);
  expect(niftiShape(new Uint8Array(348))).toBeNull();
});

test.each([
  ["labs.csv", codes("sample,age\nU1,67\n")],
  ["labs.xlsx", codes("PK\u0003\u0004")],
  ["cells.h5ad", [0x89, ...codes("HDF\r\n\u001a\n")]],
  ["views.parquet", codes("PAR1....")],
  ["labs.txt", [0xff, 0xfe, ...codes("s\0,\0")]],
])("%s is a table", async (name, bytes) => {
  expect((await recognise(new File([new Uint8Array(bytes)], name))).kind).toBe("table");
});

test.each([
  ["picture", [...codes("RIFF"), 1, 2, 3, 4, ...codes("WEBPVP8 ")]],
  ["picture", [0, 0, 0, 24, ...codes("ftypheic")]],
  ["picture", [...codes("II*\0"), 8, 0, 0, 0]],
  ["pdf", codes("%PDF-1.7")],
  ["unknown", [...codes("RIFF"), 1, 2, 3, 4, ...codes("WAVEfmt "), 0]],
])("%s is recognised by its first bytes", (kind, bytes) => {
  expect(kindOf(new Uint8Array(bytes), "scan")).toBe(kind);
});
