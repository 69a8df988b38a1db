import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { LIVE, useCancel, useIsLive, useJobs, useRepeat } from "./queries";

const LIST = "GET /api/v1/jobs";

afterEach(() => {
  vi.useRealTimers();
});

test("jobs come page after page, with their filter", async () => {
  server.answers(LIST, pageOf([{ id: "j2" }], "next"), pageOf([{ id: "j1" }]));
  const { result } = renderHookInApp(() => useJobs({ case: "c1" }));
  await waitFor(() => expect(result.current.hasNextPage).toBe(true));
  await act(() => result.current.fetchNextPage());
  await waitFor(() => expect(result.current.data?.pages).toHaveLength(2));
  expect(server.sent(LIST).map(({ query }) => query)).toEqual([
    { case: "c1" },
    { case: "c1", cursor: "next" },
  ]);
});

test.each([
  [false, 5],
  [true, 1],
])("with a live stream (%s) the list is asked for %i times in 17 seconds", async (isLive, times) => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server.answers(LIST, pageOf([]));
  const { queries } = renderHookInApp(() => useJobs({}));
  queries.setQueryData(LIVE, isLive);
  await act(() => vi.advanceTimersByTimeAsync(17_000));
  expect(server.count(LIST)).toBe(times);
});

test("whether the stream is open is known without asking the server", async () => {
  const { result, queries } = renderHookInApp(useIsLive);
  expect(result.current).toBe(false);
  queries.setQueryData(LIVE, true);
  await waitFor(() => expect(result.current).toBe(true));
  expect(server.sent()).toEqual([]);
});

test("a job is cancelled and run again, and the lists are fetched anew", async () => {
  server.answers("POST /api/v1/jobs/j1/cancel", { id: "j1" });
  server.answers("POST /api/v1/jobs/j1/repeat", { id: "j2" });
  const { result, queries } = renderHookInApp(() => ({ cancel: useCancel(), repeat: useRepeat() }));
  const stale = cached(queries, ["jobs", {}], ["case", "c1", "itself"]);
  await act(() => result.current.cancel.mutateAsync("j1"));
  expect(stale()).toEqual([["jobs", {}]]);
  await act(() => result.current.repeat.mutateAsync("j1"));
  expect(server.sent().map(({ route }) => route)).toEqual([
    "POST /api/v1/jobs/j1/cancel",
    "POST /api/v1/jobs/j1/repeat",
  ]);
});
