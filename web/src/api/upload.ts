import type { Schemas } from "./client";
import { language } from "./language";
import { offline, problemOf, Refusal } from "./problem";
import { session } from "./session";

type Artifact = Schemas["ArtifactOut"];

/** Send files into a case in one request; `onBytes` gets the bytes sent so far. XHR, as fetch reports no progress. */
export async function upload(
  caseId: string,
  files: File[],
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<Artifact[]> {
  const token = await session.token();
  const first = await sent(caseId, files, { token, signal, onBytes });
  if (first.status !== 401) return artifactsOf(first);
  return artifactsOf(await sent(caseId, files, { token: await session.renew(token), signal, onBytes }));
}

interface Sending {
  token: string;
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
}

function sent(caseId: string, files: File[], { token, signal, onBytes }: Sending): Promise<XMLHttpRequest> {
  const form = new FormData();
  files.forEach((file) => form.append("file", file, file.name));
  const request = new XMLHttpRequest();
  request.open("POST", `/api/v1/cases/${caseId}/artifacts`);
  request.setRequestHeader("Authorization", `Bearer ${token}`);
  request.setRequestHeader("Accept-Language", language.current());
  request.upload.onprogress = ({ loaded }) => onBytes(loaded);
  signal.addEventListener("abort", () => request.abort(), { once: true });
  return new Promise((resolve, reject) => {
    request.onload = () => resolve(request);
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.send(form);
  });
}

function artifactsOf(request: XMLHttpRequest): Artifact[] {
  const body: unknown = JSON.parse(request.responseText || "null");
  if (request.status === 201) return body as Artifact[];
  throw new Refusal(problemOf(body, new Response(null, { status: request.status })));
}
