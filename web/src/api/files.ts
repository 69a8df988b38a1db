import { authorised } from "./client";
import { problemOf, Refusal, refuseAsOffline } from "./problem";

export type OnShare = (share: number) => void;

/** The bytes of a stored file; `onShare` is called with the share that has arrived, from 0 to 1. */
export async function bytesOf(
  artifact: string,
  { signal, onShare }: { signal?: AbortSignal; onShare?: OnShare } = {},
) {
  const answer = await asked(contentOf(artifact), signal);
  if (!onShare || !answer.body) return answer.arrayBuffer();
  const size = Number(answer.headers.get("Content-Length"));
  const bytes = new Uint8Array(size);
  let received = 0;
  let percent = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return bytes.buffer;
    bytes.set(value, received);
    received += value.length;
    if (Math.floor((100 * received) / size) === percent) continue;
    percent = Math.floor((100 * received) / size);
    onShare(percent / 100);
  }
}

/** A stored file, to be shown or saved. */
export async function blobOf(path: string, signal?: AbortSignal): Promise<Blob> {
  return (await asked(path, signal)).blob();
}

/** Return the path of the bytes of a stored file. */
export function contentOf(artifact: string): string {
  return `/artifacts/${artifact}/content`;
}

/** Save a file as a download of the browser. */
export async function save(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await blobOf(path));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function asked(path: string, signal?: AbortSignal): Promise<Response> {
  const request = new Request(`${location.origin}/api/v1${path}`, signal ? { signal } : {});
  const answer = await authorised(request).catch(refuseAsOffline);
  if (!answer.ok) throw new Refusal(problemOf(await answer.json().catch(() => null), answer));
  return answer;
}
