import { authorised } from "./client";
import { problemOf, Refusal, refuseAsOffline } from "./problem";

const PIECE = 8 * 1024 * 1024;
const TUS = { "Tus-Resumable": "1.0.0" };
const STORAGE_KEY = "jindan.uploads";
const HASHED_AT_MOST = 1024 * 1024 * 1024;
/** Statuses of a begun upload that is gone: expired, ended by its owner, or another user's. */
const GONE = [404, 410];

interface Sending {
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
}

/**
 * Send one large file in pieces (tus 1.0) and return the id of its artifact. An interrupted upload resumes, even after
 * a reload: its address is stored in this browser under a fingerprint of the file, never under its name.
 */
export async function uploadResumably(
  caseId: string,
  file: File,
  { signal, onBytes }: Sending,
): Promise<string> {
  const key = await fingerprint(caseId, file);
  const begun = storedUrls()[key];
  const status = begun ? await askStatus(begun, signal) : null;
  const upload = status ?? { url: await begin(caseId, file, signal), offset: 0, artifact: null };
  storeUrl(key, upload.url);
  let { offset, artifact } = upload;
  onBytes(offset);
  while (artifact === null) {
    ({ offset, artifact } = await append(upload.url, file, offset, signal));
    onBytes(offset);
  }
  storeUrl(key, null);
  return artifact;
}

interface UploadStatus {
  url: string;
  offset: number;
  artifact: string | null;
}

async function begin(caseId: string, file: File, signal: AbortSignal): Promise<string> {
  const metadata = [`filename ${base64(new TextEncoder().encode(file.name.normalize("NFC")))}`];
  const sum = await checksum(file);
  if (sum) metadata.push(`sha256 ${base64(new TextEncoder().encode(sum))}`);
  const headers = { ...TUS, "Upload-Length": String(file.size), "Upload-Metadata": metadata.join(",") };
  const answer = await asked(`/api/v1/cases/${caseId}/uploads`, { method: "POST", headers, signal });
  return answer.headers.get("Location") ?? "";
}

async function askStatus(url: string, signal: AbortSignal): Promise<UploadStatus | null> {
  try {
    return statusOf(url, await asked(url, { method: "HEAD", headers: TUS, signal }));
  } catch (error) {
    if (error instanceof Refusal && GONE.includes(error.problem.status)) return null;
    throw error;
  }
}

async function append(url: string, file: File, offset: number, signal: AbortSignal): Promise<UploadStatus> {
  const headers = {
    ...TUS,
    "Upload-Offset": String(offset),
    "Content-Type": "application/offset+octet-stream",
  };
  const body = await file.slice(offset, offset + PIECE).arrayBuffer();
  return statusOf(url, await asked(url, { method: "PATCH", headers, body, signal }));
}

function statusOf(url: string, { headers }: Response): UploadStatus {
  return { url, offset: Number(headers.get("Upload-Offset")), artifact: headers.get("Jindan-Artifact") };
}

async function asked(path: string, init: RequestInit): Promise<Response> {
  const answer = await authorised(new Request(`${location.origin}${path}`, init)).catch(refuseAsOffline);
  if (!answer.ok) throw new Refusal(problemOf(await answer.json().catch(() => null), answer));
  return answer;
}

/** Return the SHA-256 of a file in hexadecimal. It is empty if the browser cannot hash or the file exceeds 1 GiB. */
export async function checksum(file: File): Promise<string> {
  if (!("subtle" in crypto) || file.size > HASHED_AT_MOST) return "";
  return hexadecimal(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
}

async function fingerprint(caseId: string, file: File): Promise<string> {
  const known = `${caseId} ${file.name} ${file.size} ${file.lastModified}`;
  if (!("subtle" in crypto)) return `${caseId} ${file.size} ${file.lastModified}`;
  return hexadecimal(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(known)));
}

function hexadecimal(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function storedUrls(): Record<string, string> {
  return JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") as Record<string, string>;
}

function storeUrl(key: string, url: string | null): void {
  const others = Object.entries(storedUrls()).filter(([other]) => other !== key);
  const all = url === null ? others : [...others, [key, url]];
  localStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(all)));
}
