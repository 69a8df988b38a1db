import { type DicomFacts, dicomFacts, isDicom } from "./dicom";

export type Kind = "dicom" | "nifti" | "archive" | "table" | "pdf" | "picture" | "unknown";

/** A file and what it is, by its content; the name decides only where the content cannot. */
export interface Recognised {
  file: File;
  kind: Kind;
  dicom?: DicomFacts;
  /** Voxels along each axis of a NIfTI volume. */
  shape?: number[];
}

const HEAD = 256 * 1024;
const NIFTI_HEADER = 348;
const NIFTI_MAGIC_AT = 344;
const HDF5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const PARQUET = [0x50, 0x41, 0x52, 0x31];

/** Recognise a file by its first bytes, on this device. */
export async function recognise(file: File): Promise<Recognised> {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  if (isDicom(bytes)) return { file, kind: "dicom", dicom: dicomFacts(bytes) };
  if (starts(bytes, 0x1f, 0x8b)) return compressed(file);
  const shape = niftiShape(bytes);
  if (shape) return { file, kind: "nifti", shape };
  return { file, kind: kindOf(bytes, file.name) };
}

async function compressed(file: File): Promise<Recognised> {
  const shape = niftiShape(await firstUnpacked(file));
  if (shape) return { file, kind: "nifti", shape };
  return { file, kind: /\.(?:csv|tsv|txt)\.gz$/i.test(file.name) ? "table" : "archive" };
}

/** What a file is that is neither DICOM nor compressed, by its first bytes; its name decides only where they cannot. */
export function kindOf(bytes: Uint8Array, name: string): Kind {
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return "pdf";
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff)) return "picture";
  if (/^RIFF.{4}WEBP/s.test(ascii(bytes.subarray(0, 12)))) return "picture";
  if (/^ftyp(?:hei[cxms]|mif1|msf1)/.test(ascii(bytes.subarray(4, 12)))) return "picture";
  if (/^(?:II\*\0|MM\0\*)/.test(ascii(bytes.subarray(0, 4)))) return "picture";
  if (starts(bytes, ...HDF5) || starts(bytes, ...PARQUET)) return "table";
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return /\.xlsx$/i.test(name) ? "table" : "archive";
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff))
    return /\.(?:csv|tsv|txt|tab)$/i.test(name) ? "table" : "unknown";
  return isText(bytes) && /[,\t;]/.test(ascii(bytes.subarray(0, 4096))) ? "table" : "unknown";
}

/** The shape that a NIfTI-1 header states; null where the bytes are none. */
export function niftiShape(bytes: Uint8Array): number[] | null {
  if (bytes.length < NIFTI_HEADER) return null;
  const magic = ascii(bytes.subarray(NIFTI_MAGIC_AT, NIFTI_MAGIC_AT + 3));
  if (magic !== "n+1" && magic !== "ni1") return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = view.getInt32(0, true) === NIFTI_HEADER;
  const axes = view.getInt16(40, isLittle);
  return Array.from({ length: Math.min(Math.max(axes, 0), 7) }, (_, axis) =>
    view.getInt16(42 + 2 * axis, isLittle),
  );
}

async function firstUnpacked(file: File): Promise<Uint8Array> {
  const reader = file.slice(0, HEAD).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    const { value } = await reader.read();
    return value ?? new Uint8Array();
  } catch {
    return new Uint8Array(); // not gzip after all, or cut before its first block
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function isText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && !bytes.subarray(0, 4096).includes(0);
}

function starts(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
