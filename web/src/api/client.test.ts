import { beforeEach, expect, test, vi } from "vitest";
import { server } from "@/testing/server";
import { api } from "./client";
import { jobEvents, lines } from "./events";
import { blobOf, bytesOf, save } from "./files";
import { language } from "./language";
import { answered, Refusal } from "./problem";
import { session } from "./session";

const FILE = "GET /api/v1/artifacts/a1/content";
const REFRESH = "POST /api/v1/auth/refresh";

beforeEach(() => {
  session.open({ access_token: "old", refresh_token: "r1", expires_in: 900 });
  language.choose("ko");
});

const get = () => answered(api.GET("/api/v1/networks"));

test("a request carries the user's token and language", async () => {
  server.answers("GET /api/v1/networks", []);
  expect(await get()).toEqual([]);
  const [sent] = server.sent();
  expect(sent?.headers.get("Authorization")).toBe("Bearer old");
  expect(sent?.headers.get("Accept-Language")).toBe("ko");
});

test("a token that ran out is renewed once, and the request repeated with its body", async () => {
  server.answers("POST /api/v1/webhooks", () => new Response("{}", { status: 401 }), { secret: "s" });
  server.answers(REFRESH, { access_token: "new", refresh_token: "r2", expires_in: 900 });
  const body = { url: "https://a", events: [] };
  expect(await answered(api.POST("/api/v1/webhooks", { body }))).toMatchObject({ secret: "s" });
  const sent = server.sent("POST /api/v1/webhooks");
  expect(sent.map(({ headers }) => headers.get("Authorization"))).toEqual(["Bearer old", "Bearer new"]);
  expect(sent.map((request) => request.body)).toEqual([body, body]);
});

test("a refusal has the words of the server", async () => {
  server.refuses("GET /api/v1/networks", 403, "Not allowed");
  const refusal = await get().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect((refusal as Refusal).problem).toMatchObject({
    status: 403,
    title: "Not allowed",
    remedy: "What to do.",
  });
  expect((refusal as Refusal).isOffline).toBe(false);
});

test("the error page of a proxy is known by its status only", async () => {
  server.answers("GET /api/v1/networks", () => new Response("<html>", { status: 502 }));
  await expect(get()).rejects.toMatchObject({ problem: { status: 502, title: "HTTP 502" } });
});

test("a server out of reach is offline, an error of the app is not", async () => {
  server.isOutOfReach("GET /api/v1/networks");
  await expect(get()).rejects.toMatchObject({ isOffline: true });
  server.answers("GET /api/v1/networks", () => {
    throw new RangeError("a bug");
  });
  await expect(get()).rejects.toThrow(RangeError);
});

test("a stored file comes with its progress in whole percents", async () => {
  const parts = [new Uint8Array([1, 2]), new Uint8Array([3]), new Uint8Array([4])];
  server.answers(FILE, () => new Response(binary(...parts), { headers: { "Content-Length": "4" } }));
  const shares: number[] = [];
  const bytes = await bytesOf("a1", { onShare: (share) => shares.push(share) });
  expect([...new Uint8Array(bytes)]).toEqual([1, 2, 3, 4]);
  expect(shares).toEqual([0.5, 0.75, 1]);
});

test("a file that is refused, or out of reach, is a refusal", async () => {
  server.refuses(FILE, 404, "Gone");
  await expect(blobOf("/artifacts/a1/content")).rejects.toThrow("Gone");
  server.isOutOfReach(FILE);
  await expect(blobOf("/artifacts/a1/content")).rejects.toMatchObject({ isOffline: true });
});

test("saving downloads under the name of the file, and frees its memory later", async () => {
  vi.useFakeTimers();
  server.answers(FILE, () => new Response("text"));
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
  const freed = vi.spyOn(URL, "revokeObjectURL").mockReturnValue(undefined);
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue(undefined);
  await save("/artifacts/a1/content", "scan.zip");
  expect(clicked.mock.instances[0]).toMatchObject({ download: "scan.zip", href: "blob:x" });
  expect(freed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(freed).toHaveBeenCalledWith("blob:x");
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function binary(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(to) {
      chunks.forEach((chunk) => to.enqueue(chunk));
      to.close();
    },
  });
}

function streamOf(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return binary(...chunks.map((chunk) => encoder.encode(chunk)));
}

test("lines are put together from pieces that break anywhere", async () => {
  const read: string[] = [];
  for await (const line of lines(streamOf("one\ntw", "o\n", "\nunfinished"))) read.push(line);
  expect(read).toEqual(["one", "two", ""]);
});

test("job events are read from the stream, and its comments skipped", async () => {
  const text = ': keep-alive\n\nevent: job\ndata: {"id": "j1"}\n\ndata: {"id": "j2"}\n\n';
  server.answers("GET /api/v1/jobs/events", () => new Response(streamOf(text)));
  const ids: string[] = [];
  for await (const { id } of jobEvents("/jobs/events", new AbortController().signal)) ids.push(id);
  expect(ids).toEqual(["j1", "j2"]);
});

test("a stream that is refused is a refusal", async () => {
  server.refuses("GET /api/v1/jobs/events", 403, "Not allowed");
  const events = jobEvents("/jobs/events", new AbortController().signal);
  await expect(events.next()).rejects.toThrow("Not allowed");
});
