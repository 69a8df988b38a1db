import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { useConsent, useGive, useReadExternally, useWithdraw } from "./consent";
import {
  type Document,
  useConfirm,
  useCorrect,
  useDocuments,
  useRead,
  useReading,
  useSearch,
  useVersions,
} from "./queries";

const DOCUMENT = { id: "d1", case: "c1", source: "a1" } as Document;
const KEYS = [
  ["document", "d1", "versions"],
  ["case", "c1", "documents"],
  ["documents", "waiting"],
  ["jobs", {}],
];
const READINGS = "POST /api/v1/cases/c1/readings";

afterEach(() => {
  vi.useRealTimers();
});

test("a reading is the newest version, or the one with a number", async () => {
  server.answers("GET /api/v1/documents/d1", { version: { number: 2 } });
  renderHookInApp(() => [useReading("d1", null), useReading("d1", 1)]);
  await waitFor(() => expect(server.count("GET /api/v1/documents/d1")).toBe(2));
  expect(server.sent("GET /api/v1/documents/d1").map(({ query }) => query)).toEqual([{}, { number: "1" }]);
});

test("documents are asked for by those only who may see any", () => {
  const { result } = renderHookInApp(() => useDocuments("c1", false));
  expect(result.current.fetchStatus).toBe("idle");
});

test("versions are polled until the PDF of the newest is there", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const route = "GET /api/v1/documents/d1/versions";
  server.answers(
    route,
    pageOf([
      { number: 2, is_filed: false },
      { number: 1, is_filed: true },
    ]),
    pageOf([
      { number: 2, is_filed: true },
      { number: 1, is_filed: true },
    ]),
  );
  renderHookInApp(() => useVersions("d1"));
  await act(() => vi.advanceTimersByTimeAsync(20_000));
  expect(server.count(route)).toBe(2);
});

test("older versions come when they are asked for", async () => {
  const route = "GET /api/v1/documents/d1/versions";
  server.answers(
    route,
    pageOf([{ number: 2, is_filed: true }], "older"),
    pageOf([{ number: 1, is_filed: true }]),
  );
  const { result } = renderHookInApp(() => useVersions("d1"));
  await waitFor(() => expect(result.current.hasNextPage).toBe(true));
  await act(() => result.current.fetchNextPage());
  await waitFor(() => expect(result.current.data?.map(({ number }) => number)).toEqual([2, 1]));
  expect(server.sent(route)[1]?.query).toEqual({ cursor: "older" });
});

test("versions are not polled for ever", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const route = "GET /api/v1/documents/d1/versions";
  server.answers(route, pageOf([{ number: 1, is_filed: false }]));
  renderHookInApp(() => useVersions("d1"));
  await act(() => vi.advanceTimersByTimeAsync(10 * 60_000));
  expect(server.count(route)).toBeLessThan(50);
});

test("a file that cannot be read stops none of the others, and its problem is reported", async () => {
  server.answers(READINGS, ({ body }: { body: { artifact: string } }) =>
    body.artifact === "a2" ? Response.json({ title: "No image", remedy: "" }, { status: 422 }) : { id: "j" },
  );
  const { result, queries } = renderHookInApp(() => useRead("c1"));
  const stale = cached(queries, ["jobs", {}]);
  await act(() => result.current.mutateAsync(["a1", "a2", "a3"]).catch(() => undefined));
  await waitFor(() => expect(result.current.error?.message).toBe("No image"));
  expect(server.sent(READINGS).map(({ headers }) => headers.get("Idempotency-Key"))).toEqual([
    "reading a1",
    "reading a2",
    "reading a3",
  ]);
  expect(stale()).toEqual([["jobs", {}]]); // two of them run
});

test("a correction is shown at once, and the document and its case are fetched again", async () => {
  const reading = { document: { id: "d1" }, version: { number: 3 } };
  server.answers("POST /api/v1/documents/d1/corrections", reading);
  const { result, queries } = renderHookInApp(() => useCorrect(DOCUMENT));
  const stale = cached(queries, ...KEYS);
  await act(() => result.current.mutateAsync({ number: 2, fields: [], words: [] }));
  expect(queries.getQueryData(["document", "d1", "reading", null])).toEqual(reading);
  expect(stale()).toEqual(KEYS);
});

test("where somebody else was quicker, the newest version is fetched, too", async () => {
  server.refuses("POST /api/v1/documents/d1/corrections", 409, "Corrected meanwhile");
  const { result, queries } = renderHookInApp(() => useCorrect(DOCUMENT));
  const stale = cached(queries, ["document", "d1", "reading", null]);
  await act(() => result.current.mutateAsync({ number: 1, fields: [], words: [] }).catch(() => undefined));
  await waitFor(() => expect(result.current.error?.message).toBe("Corrected meanwhile"));
  expect(stale()).toEqual([["document", "d1", "reading", null]]);
});

test("a confirmation names the version that was read", async () => {
  server.answers("POST /api/v1/documents/d1/confirmations", { id: "d1" });
  const { result } = renderHookInApp(() => useConfirm(DOCUMENT));
  await act(() => result.current.mutateAsync(4));
  expect(server.sent("POST /api/v1/documents/d1/confirmations")[0]?.body).toEqual({ number: 4 });
});

test("a search is in the body of its request, never in an address, and an empty one is none", async () => {
  server.answers("POST /api/v1/documents/search", [{ document: "d1" }]);
  renderHookInApp(() => [useSearch(""), useSearch("홍길동")]);
  await waitFor(() => expect(server.count("POST /api/v1/documents/search")).toBe(1));
  const [sent] = server.sent("POST /api/v1/documents/search");
  expect(sent?.body).toEqual({ query: "홍길동", size: 20 });
  expect(sent?.query).toEqual({});
});

test("consent is given and withdrawn, and asked for again even where that failed", async () => {
  const route = "/api/v1/document-engines/upstage/consent";
  server.answers(`GET ${route}`, { given_at: null });
  server.answers(`PUT ${route}`, { given_at: "2026-11-28T09:00:00Z" });
  server.refuses(`DELETE ${route}`, 503);
  const { result } = renderHookInApp(() => ({
    consent: useConsent(),
    give: useGive(),
    withdraw: useWithdraw(),
  }));
  await waitFor(() => expect(result.current.consent.isSuccess).toBe(true));
  await act(() => result.current.give.mutateAsync());
  await waitFor(() => expect(server.count(`GET ${route}`)).toBe(2));
  await act(() => result.current.withdraw.mutateAsync().catch(() => undefined));
  await waitFor(() => expect(server.count(`GET ${route}`)).toBe(3));
});

test("the external service reads the source of the document anew", async () => {
  server.answers(READINGS, { id: "j1" });
  const { result } = renderHookInApp(() => useReadExternally(DOCUMENT));
  await act(() => result.current.mutateAsync());
  expect(server.sent(READINGS)[0]?.body).toEqual({
    artifact: "a1",
    engine: "upstage",
    priority: "routine",
    fresh: true,
  });
});

test("the documents of a case are asked for by its id", async () => {
  server.answers("GET /api/v1/documents", pageOf([DOCUMENT]));
  const { result } = renderHookInApp(() => useDocuments("c1"));
  await waitFor(() => expect(result.current.data?.items).toHaveLength(1));
  expect(server.sent("GET /api/v1/documents")[0]?.query).toEqual({ case: "c1", size: "100" });
});
