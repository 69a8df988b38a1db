import type { QueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered, Refusal } from "@/api/problem";
import { checksum, uploadResumably } from "@/api/resumable";
import { upload } from "@/api/upload";
import { groupedBy } from "@/ui/grouping";

const LARGE = 8 * 1024 * 1024;
const BATCH_FILES = 25;
const BATCH_BYTES = 24 * 1024 * 1024;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export interface SendProgress {
  /** Bytes that have arrived, of those that were to be sent. */
  onBytes: (bytes: number) => void;
  /** The server is out of reach, or again within it. */
  onOffline: (isOffline: boolean) => void;
  signal: AbortSignal;
}

/**
 * Send files into a case and return the ids of their artifacts. Files that the case holds already are not sent again.
 * After a lost connection sending resumes, with large files from where they stopped.
 */
export async function send(caseId: string, files: File[], progress: SendProgress): Promise<string[]> {
  const before = await storedBefore(caseId, files);
  const artifacts = [...before.values()];
  let bytes = [...before.keys()].reduce((sum, file) => sum + file.size, 0);
  progress.onBytes(bytes);
  for (const batch of batches(files.filter((file) => !before.has(file)))) {
    const start = bytes;
    const sent = (loaded: number) => {
      progress.onOffline(false);
      progress.onBytes(start + Math.min(loaded, sizeOf(batch)));
    };
    artifacts.push(
      ...(await persistently(
        () => sendBatch(caseId, batch, { signal: progress.signal, onBytes: sent }),
        progress,
      )),
    );
    bytes = start + sizeOf(batch);
    progress.onBytes(bytes);
  }
  return artifacts;
}

async function sendBatch(
  caseId: string,
  batch: File[],
  how: Parameters<typeof upload>[2],
): Promise<string[]> {
  const [first] = batch;
  if (first && batch.length === 1 && first.size > LARGE) return [await uploadResumably(caseId, first, how)];
  return (await upload(caseId, batch, how)).map(({ id }) => id);
}

/** Large files one by one, the others a few at a time. */
export function batches(files: File[]): File[][] {
  const all: File[][] = [];
  let open: File[] = [];
  for (const file of files) {
    if (file.size > LARGE) all.push([file]);
    else {
      if (open.length === BATCH_FILES || sizeOf([...open, file]) > BATCH_BYTES) open = [];
      if (!open.length) all.push(open);
      open.push(file);
    }
  }
  return all;
}

export function sizeOf(files: File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Repeat the work until it succeeds or is refused, with longer pauses while the server is out of reach. */
async function persistently<T>(work: () => Promise<T>, { onOffline, signal }: SendProgress): Promise<T> {
  for (let pause = PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const done = await work();
      onOffline(false);
      return done;
    } catch (error) {
      const passes = error instanceof Refusal && (error.isOffline || error.problem.status >= 500);
      if (!passes || signal.aborted) throw error;
      onOffline(true);
      await new Promise((go) => setTimeout(go, pause));
    }
  }
}

/** Which of the files the case holds already, by their content. */
async function storedBefore(caseId: string, files: File[]): Promise<Map<File, string>> {
  const stored = groupedBy(await artifactsOf(caseId), ({ name, size }) => `${size} ${name}`);
  const ids = new Map<File, string>();
  for (const file of files) {
    const alike = stored.get(`${file.size} ${file.name.normalize("NFC")}`);
    if (!alike) continue;
    const sum = await checksum(file);
    const same = alike.find(({ sha256 }) => sha256 === sum);
    if (same) ids.set(file, same.id);
  }
  return ids;
}

async function artifactsOf(case_id: string): Promise<Schemas["ArtifactOut"][]> {
  const artifacts: Schemas["ArtifactOut"][] = [];
  let cursor: string | null = null;
  do {
    const query: { size: number; cursor?: string } = { size: 100, ...(cursor ? { cursor } : {}) };
    const page: Schemas["PageOut_ArtifactOut_"] = await answered(
      api.GET("/api/v1/cases/{case_id}/artifacts", { params: { path: { case_id }, query } }),
    );
    artifacts.push(...page.items.filter(({ is_received }) => is_received));
    cursor = page.next;
  } while (cursor);
  return artifacts;
}

/** Refetch what is shown of a case after its files changed. */
export async function forgetFiles(queries: QueryClient, caseId: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: ["case", caseId] });
}
