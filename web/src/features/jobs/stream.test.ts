import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { useFollowedJobs } from "./following";
import { LIVE } from "./queries";

const STREAM = "GET /api/v1/jobs/events";
const event = (job: object) => `event: job\ndata: ${JSON.stringify(job)}\n\n`;

/** A stream that stays open after these. */
function open(...texts: string[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({ start: (to) => texts.forEach((text) => to.enqueue(encoder.encode(text))) }),
  );
}

function isHidden(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(document, "hidden", { value: false, configurable: true });
});

test("a reported job replaces the one in the lists, and its case is fetched again when it ends", async () => {
  const running = { id: "j1", case: "c1", state: "processing", is_finished: false, progress: 0.5 };
  const ended = { ...running, state: "completed", is_finished: true, progress: 1 };
  server.answers(STREAM, () => open(event(running), event(ended)));
  const { queries, unmount } = renderHookInApp(useFollowedJobs);
  queries.setQueryData(["jobs", {}], { pages: [{ items: [{ id: "j1" }, { id: "j2" }], next: null }] });
  const stale = cached(queries, ["case", "c1", "reports"], ["case", "c2", "reports"]);
  await waitFor(() => expect(stale()).toEqual([["case", "c1", "reports"]]));
  expect(queries.getQueryData(["jobs", {}])).toMatchObject({ pages: [{ items: [ended, { id: "j2" }] }] });
  expect(queries.getQueryData(LIVE)).toBe(true);
  unmount();
});

test("a stream that fails is opened again, each time after a longer pause, and polling goes on meanwhile", async () => {
  vi.useFakeTimers();
  server.isOutOfReach(STREAM);
  const { queries, unmount } = renderHookInApp(useFollowedJobs);
  await act(() => vi.advanceTimersByTimeAsync(1_999));
  expect(server.count(STREAM)).toBe(1);
  expect(queries.getQueryData(LIVE)).toBe(false);
  await act(() => vi.advanceTimersByTimeAsync(1));
  expect(server.count(STREAM)).toBe(2);
  await act(() => vi.advanceTimersByTimeAsync(3_999));
  expect(server.count(STREAM)).toBe(2);
  unmount();
});

test("a hidden tab has no stream, and opens one when it is shown", async () => {
  server.answers(STREAM, () => open());
  isHidden(true);
  const { unmount } = renderHookInApp(useFollowedJobs);
  expect(server.count(STREAM)).toBe(0);
  isHidden(false);
  await waitFor(() => expect(server.count(STREAM)).toBe(1));
  unmount();
});
