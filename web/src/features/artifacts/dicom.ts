/** Facts in the header of a DICOM object. They are read on this device and not stored. */
export interface DicomFacts {
  modality: string;
  seriesUid: string;
  /** A mark of the patient for comparison only: objects of two patients differ in it. */
  patient: string;
}

export const PREAMBLE = 128;
const LONG_VR = new Set(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]);
const SEQUENCE_OF_UNKNOWN_LENGTH = 0xffffffff;
const PIXELS = 0x7fe00010;
const WANTED: Record<number, keyof DicomFacts> = {
  0x00080060: "modality",
  0x0020000e: "seriesUid",
  0x00100020: "patient",
};
const IMPLICIT = "1.2.840.10008.1.2";

/** Whether the bytes begin as a DICOM file does (PS3.10, section 7.1). */
export function isDicom(bytes: Uint8Array): boolean {
  return text(bytes, PREAMBLE, 4) === "DICM";
}

/** Modality, series and patient, from the first part of a file; what that part does not hold stays empty. */
export function dicomFacts(bytes: Uint8Array): DicomFacts {
  const facts: DicomFacts = { modality: "", seriesUid: "", patient: "" };
  let isExplicit = true;
  for (const { tag, value } of elements(bytes, () => isExplicit)) {
    const said = text(bytes, value.start, value.length).replace(/[\0 ]+$/, "");
    if (tag === 0x00020010) isExplicit = said !== IMPLICIT;
    const name = WANTED[tag];
    if (name) facts[name] = said;
  }
  return facts;
}

interface Element {
  tag: number;
  value: { start: number; length: number };
}

/** The elements at the top level, in order, up to the pixels or the end of what is there. */
function* elements(bytes: Uint8Array, isExplicit: () => boolean): Generator<Element> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = PREAMBLE + 4;
  while (at + 12 <= bytes.length) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    if (tag === PIXELS) return;
    const isMeta = tag < 0x00030000;
    const vr = isMeta || isExplicit() ? text(bytes, at + 4, 2) : "";
    const [header, length] = LONG_VR.has(vr)
      ? [12, view.getUint32(at + 8, true)]
      : vr
        ? [8, view.getUint16(at + 6, true)]
        : [8, view.getUint32(at + 4, true)];
    const start = at + header;
    if (length === SEQUENCE_OF_UNKNOWN_LENGTH) at = endOfSequence(view, start);
    else {
      yield { tag, value: { start, length } };
      at = start + length;
    }
  }
}

/** Where a sequence of unknown length ends: after its delimiter (FFFE,E0DD) and four bytes of length. */
function endOfSequence(view: DataView, start: number): number {
  let depth = 1;
  for (let at = start; at + 8 <= view.byteLength; at += 2) {
    if (view.getUint16(at, true) !== 0xfffe || view.getUint16(at + 2, true) !== 0xe0dd) continue;
    if (view.getUint32(at + 4, true) === 0 && --depth === 0) return at + 8;
  }
  return view.byteLength;
}

function text(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + Math.min(length, 1024)));
}
