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

export interface Told {
  /** Bytes that have arrived, of those that were to be sent. */
  onBytes: (bytes: number) => void;
  /** The server is out of reach, or again within it. */
  onOffline: (isOffline: boolean) => void;
  signal: AbortSignal;
}

/**
 * Send files into a case and give their artifacts. What the case holds already is not sent again; a lost connection is
 * waited for, and every large file goes on where it stopped.
 */
export async function send(caseId: string, files: File[], told: Told): Promise<string[]> {
  const before = await storedBefore(caseId, files);
  const artifacts = [...before.values()];
  let bytes = [...before.keys()].reduce((sum, file) => sum + file.size, 0);
  told.onBytes(bytes);
  for (const batch of batches(files.filter((file) => !before.has(file)))) {
    const start = bytes;
    const sent = (loaded: number) => {
      told.onOffline(false);
      told.onBytes(start + Math.min(loaded, sizeOf(batch)));
    };
    artifacts.push(
      ...(await persistently(() => sendBatch(caseId, batch, { signal: told.signal, told: sent }), told)),
    );
    bytes = start + sizeOf(batch);
    told.onBytes(bytes);
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
  const found: File[][] = [];
  let open: File[] = [];
  for (const file of files) {
    if (file.size > LARGE) found.push([file]);
    else {
      if (open.length === BATCH_FILES || sizeOf([...open, file]) > BATCH_BYTES) open = [];
      if (!open.length) found.push(open);
      open.push(file);
    }
  }
  return found;
}

export function sizeOf(files: File[]): number {
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** Try until it is done or refused; a server that is out of reach is waited for. */
async function persistently<T>(work: () => Promise<T>, { onOffline, signal }: Told): Promise<T> {
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
  const found = new Map<File, string>();
  for (const file of files) {
    const alike = stored.get(`${file.size} ${file.name.normalize("NFC")}`);
    if (!alike) continue;
    const sum = await checksum(file);
    const same = alike.find(({ sha256 }) => sha256 === sum);
    if (same) found.set(file, same.id);
  }
  return found;
}

async function artifactsOf(case_id: string): Promise<Schemas["ArtifactOut"][]> {
  const found: Schemas["ArtifactOut"][] = [];
  let cursor: string | null = null;
  do {
    const query: { size: number; cursor?: string } = { size: 100, ...(cursor ? { cursor } : {}) };
    const page: Schemas["PageOut_ArtifactOut_"] = await answered(
      api.GET("/api/v1/cases/{case_id}/artifacts", { params: { path: { case_id }, query } }),
    );
    found.push(...page.items.filter(({ is_received }) => is_received));
    cursor = page.next;
  } while (cursor);
  return found;
}

/** What the case shows of its files is out of date. */
export async function forgetFiles(queries: QueryClient, caseId: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: ["case", caseId] });
}
