import { beforeEach, expect, test, vi } from "vitest";
import { server } from "@/testing/server";
import { checksum, uploadResumably } from "./resumable";
import { session } from "./session";

const BEGIN = "POST /api/v1/cases/c1/uploads";
const HEAD = "HEAD /api/v1/uploads/u1";
const PATCH = "PATCH /api/v1/uploads/u1";
const PIECE = 8 * 1024 * 1024;

beforeEach(() => {
  session.open({ access_token: "access", refresh_token: "r1", expires_in: 900 });
});

const file = (bytes: number, name = "스캔.zip") =>
  new File([new Uint8Array(bytes)], name, { lastModified: 1 });
const at = (offset: number, artifact?: string) => () =>
  new Response(null, {
    status: 204,
    headers: { "Upload-Offset": String(offset), ...(artifact ? { "Jindan-Artifact": artifact } : {}) },
  });
const begun = () => new Response(null, { status: 201, headers: { Location: "/api/v1/uploads/u1" } });
const sending = () => ({ signal: new AbortController().signal, onBytes: vi.fn() });

test("a large file goes in pieces, with its name and its checksum", async () => {
  server.answers(BEGIN, begun);
  server.answers(PATCH, at(PIECE), at(PIECE + 5, "a1"));
  const how = sending();
  expect(await uploadResumably("c1", file(PIECE + 5), how)).toBe("a1");
  expect(how.onBytes.mock.calls.flat()).toEqual([0, PIECE, PIECE + 5]);
  const [first] = server.sent(BEGIN);
  expect(first?.headers.get("Upload-Length")).toBe(String(PIECE + 5));
  const [name, sum] = first?.headers.get("Upload-Metadata")?.split(",") ?? [];
  expect(Buffer.from(name?.split(" ")[1] ?? "", "base64").toString()).toBe("스캔.zip");
  expect(Buffer.from(sum?.split(" ")[1] ?? "", "base64").toString()).toMatch(/^[0-9a-f]{64}$/);
  const pieces = server.sent(PATCH);
  expect(pieces.map(({ headers }) => headers.get("Upload-Offset"))).toEqual(["0", String(PIECE)]);
  expect(pieces.map(({ body }) => (body as Uint8Array).length)).toEqual([PIECE, 5]);
});

test("an upload that broke off resumes where the server has it, also after a reload", async () => {
  server.answers(BEGIN, begun);
  server.isOutOfReach(PATCH);
  await expect(uploadResumably("c1", file(10), sending())).rejects.toMatchObject({ isOffline: true });
  server.answers(HEAD, at(4));
  server.answers(PATCH, at(10, "a1"));
  expect(await uploadResumably("c1", file(10), sending())).toBe("a1");
  expect(server.count(BEGIN)).toBe(1);
  expect(server.sent(PATCH).at(-1)?.headers.get("Upload-Offset")).toBe("4");
});

test.each([404, 410])("an upload that is gone (%i) begins anew", async (status) => {
  server.answers(BEGIN, begun);
  server.isOutOfReach(PATCH);
  await uploadResumably("c1", file(10), sending()).catch(() => undefined);
  server.answers(HEAD, () => new Response(null, { status }));
  server.answers(PATCH, at(10, "a1"));
  expect(await uploadResumably("c1", file(10), sending())).toBe("a1");
  expect(server.count(BEGIN)).toBe(2);
});

test("an upload that cannot be asked about is not begun a second time", async () => {
  server.answers(BEGIN, begun);
  server.isOutOfReach(PATCH);
  await uploadResumably("c1", file(10), sending()).catch(() => undefined);
  server.answers(HEAD, () => new Response(null, { status: 503 }));
  await expect(uploadResumably("c1", file(10), sending())).rejects.toMatchObject({
    problem: { status: 503 },
  });
  expect(server.count(BEGIN)).toBe(1);
});

test("the browser remembers an upload under a fingerprint, never under its name, and forgets it when it is done", async () => {
  server.answers(BEGIN, begun);
  server.isOutOfReach(PATCH);
  await uploadResumably("c1", file(10, "hong.zip"), sending()).catch(() => undefined);
  const stored = localStorage.getItem("jindan.uploads") ?? "";
  expect(stored).toContain("/api/v1/uploads/u1");
  expect(stored).not.toContain("hong");
  server.answers(HEAD, at(10, "a1"));
  await uploadResumably("c1", file(10, "hong.zip"), sending());
  expect(localStorage.getItem("jindan.uploads")).toBe("{}");
});

test("a checksum is the SHA-256 of the bytes", async () => {
  expect(await checksum(new File(["text"], "x"))).toBe(
    "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1",
  );
});
