import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import {
  fileOf,
  type Segmentation,
  type Series,
  useAllSegmentations,
  useImport,
  useSegment,
  useSegmentations,
} from "./queries";

const segmentations = (id: string) => `GET /api/v1/series/${id}/segmentations`;

test("segmentations are asked for when the series is known", async () => {
  server.answers(segmentations("s1"), pageOf([{ id: "x1", version: 1 }]));
  const series: { current: { id: string; case: string } | undefined } = { current: undefined };
  const { result, rerender } = renderHookInApp(() => useSegmentations(series.current));
  expect(result.current.fetchStatus).toBe("idle");
  series.current = { id: "s1", case: "c1" };
  rerender();
  await waitFor(() => expect(result.current.data).toHaveLength(1));
});

test("one series that fails leaves the segmentations of the others", async () => {
  server.answers(segmentations("s1"), pageOf([{ id: "x1" }]));
  server.refuses(segmentations("s2"), 404);
  const series = ["s1", "s2"].map((id) => ({ id, case: "c1" }) as Series);
  const { result } = renderHookInApp(() => useAllSegmentations(series));
  await waitFor(() => expect(result.current.map(({ status }) => status)).toEqual(["success", "error"]));
});

test("an import of the same files is sent with the same key", async () => {
  const route = "POST /api/v1/cases/c1/studies";
  server.answers(route, { id: "j1" });
  const { result, queries } = renderHookInApp(() => useImport("c1"));
  const stale = cached(queries, ["jobs", {}]);
  await act(() => result.current.mutateAsync(["a1", "a2"]));
  await act(() => result.current.mutateAsync(["a1", "a2"]));
  const keys = server.sent(route).map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toEqual(["a1 2", "a1 2"]);
  expect(server.sent(route)[0]?.body).toEqual({
    artifacts: ["a1", "a2"],
    segment: true,
    priority: "routine",
  });
  expect(stale()).toHaveLength(1);
});

test("a series is segmented anew, whatever was there before", async () => {
  server.answers("POST /api/v1/series/s1/segmentations", { id: "j1" });
  const { result } = renderHookInApp(() => useSegment("s1"));
  await act(() => result.current.mutateAsync());
  expect(server.sent("POST /api/v1/series/s1/segmentations")[0]?.body).toMatchObject({ fresh: true });
});

test("a file of a segmentation is found by its name", () => {
  const files = [{ name: "labels.nii.gz", artifact: "a1" }];
  expect(fileOf({ files } as unknown as Segmentation, "labels.nii.gz")).toBe("a1");
  expect(fileOf({ files } as unknown as Segmentation, "scene.html")).toBeUndefined();
});
