import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { renderHookInApp } from "@/testing/app";
import { contentOf, finding } from "@/testing/findings";
import { server } from "@/testing/server";
import { marksIn, useContent, useMarks } from "./queries";

const CONTENT = "GET /api/v1/reports/r1/content";
const LIVER = { ...finding("ct-1/v1/liver/volume"), mark: "withdrawn" } as const;
const SPLEEN = { ...finding("ct-1/v1/spleen/volume"), mark: null };

afterEach(() => {
  vi.useRealTimers();
});

test("an earlier version is fetched once, the newest again when it is looked at later", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server.answers(CONTENT, contentOf([SPLEEN]));
  const number: { current: number | null } = { current: null };
  const { rerender } = renderHookInApp(() => useContent("r1", number.current));
  for (const shown of [1, null, 1, null]) {
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    number.current = shown;
    rerender();
  }
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(server.sent(CONTENT).map(({ query }) => query["number"])).toEqual([
    undefined,
    "1",
    undefined,
    undefined,
  ]);
});

test("findings and pictures are marked by id", () => {
  const picture = { role: "axial", artifact: "a1", caption: "", findings: [LIVER.id], mark: LIVER.mark };
  const marks = marksIn(contentOf([LIVER, SPLEEN], { pictures: [picture] }));
  expect([...marks]).toEqual([
    [LIVER.id, "withdrawn"],
    ["a1", "withdrawn"],
  ]);
});

test("the marks of a report are the request that its screen makes, and made once", async () => {
  server.answers(CONTENT, contentOf([LIVER, SPLEEN]));
  const { result } = renderHookInApp(
    () => ({ marks: useMarks(["r1", null, "r1"]), content: useContent("r1") }),
    { may: ["read-findings"] },
  );
  await waitFor(() => expect([...result.current.marks.keys()]).toEqual([LIVER.id]));
  expect(server.count(CONTENT)).toBe(1);
});

test("marks are not asked for without a report, or by those who may not read findings", async () => {
  const { result } = renderHookInApp(() => [useMarks([null]), useMarks(["r1"])]);
  await waitFor(() => expect(server.count("GET /api/v1/me")).toBe(1));
  expect(result.current.map(({ size }) => size)).toEqual([0, 0]);
  expect(server.count(CONTENT)).toBe(0);
});
