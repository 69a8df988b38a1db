import { authorised, type Schemas } from "./client";
import { problemOf, Refusal, refuseAsOffline } from "./problem";

type Job = Schemas["JobOut"];

const DATA = "data: ";

/** Yield each job state that the server reports. Throws a Refusal if the server refuses or is out of reach. */
export async function* jobEvents(path: string, signal: AbortSignal): AsyncGenerator<Job> {
  const request = new Request(`${location.origin}/api/v1${path}`, { signal });
  const answer = await authorised(request).catch(refuseAsOffline);
  if (!answer.ok || !answer.body) throw new Refusal(problemOf(await answer.json().catch(() => null), answer));
  for await (const line of lines(answer.body)) {
    if (line.startsWith(DATA)) yield JSON.parse(line.slice(DATA.length)) as Job;
  }
}

/** The lines of a stream of text. */
export async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const whole = (rest + value).split("\n");
    rest = whole.pop() ?? "";
    yield* whole;
  }
}
