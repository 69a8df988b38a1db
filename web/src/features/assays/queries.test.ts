import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { type Artifact, useCards, useHeads, useRunModel, useTables } from "./queries";
import { HEAD_BYTES, UNREAD } from "./reading";

const RUN = { model: "urinary-panel", specimen: "U1", isCohort: false, artifacts: ["a1"] };
const artifact = (change: object) =>
  ({ id: "a1", name: "urine.csv", size: 100, is_received: true, ...change }) as Artifact;

test("a model is run on one specimen, and an earlier run is shown at once", async () => {
  server.answers("POST /api/v1/cases/c1/risk-scores", { id: "j1" });
  const { result, queries } = renderHookInApp(() => useRunModel("c1"));
  const stale = cached(queries, ["jobs", {}], ["case", "c1", "risk-scores"], ["case", "c2", "risk-scores"]);
  await act(() => result.current.mutateAsync(RUN));
  expect(server.sent("POST /api/v1/cases/c1/risk-scores")[0]?.body).toEqual({
    artifacts: ["a1"],
    model: "urinary-panel",
    specimen: "U1",
    orientation: "auto",
    level: 0.9,
    override: false,
    priority: "routine",
  });
  expect(stale()).toEqual([
    ["jobs", {}],
    ["case", "c1", "risk-scores"],
  ]);
});

test("a run on every row names no specimen", async () => {
  server.answers("POST /api/v1/cases/c1/cohort-scores", { id: "j1" });
  const { result } = renderHookInApp(() => useRunModel("c1"));
  await act(() => result.current.mutateAsync({ ...RUN, isCohort: true }));
  expect(server.sent("POST /api/v1/cases/c1/cohort-scores")[0]?.body).not.toHaveProperty("specimen");
  expect(server.count("POST /api/v1/cases/c1/risk-scores")).toBe(0);
});

test("tables are the received files that a model can read", async () => {
  server.answers(
    "GET /api/v1/cases/c1/artifacts",
    pageOf([
      artifact({ id: "a1" }),
      artifact({ id: "a2", name: "scores.csv", is_received: false }),
      artifact({ id: "a3", name: "scan.dcm" }),
      artifact({ id: "a4", name: "CELLS.H5AD" }),
    ]),
  );
  const { result } = renderHookInApp(() => useTables("c1"));
  await waitFor(() => expect(result.current.data?.map(({ id }) => id)).toEqual(["a1", "a4"]));
});

test("the heads of tables are read here; large ones, and those that fail, are left to the server", async () => {
  server.answers("GET /api/v1/artifacts/a1/content", () => new Response("sample,age\nU1,67\n"));
  server.refuses("GET /api/v1/artifacts/a3/content", 404);
  const tables = [artifact({}), artifact({ id: "a2", size: HEAD_BYTES + 1 }), artifact({ id: "a3" })];
  const { result } = renderHookInApp(() => useHeads(tables));
  expect(result.current).toBeNull();
  await waitFor(() => expect(result.current).not.toBeNull());
  expect(result.current?.[0]?.header).toEqual(["sample", "age"]);
  expect(result.current?.slice(1)).toEqual([UNREAD, UNREAD]);
  expect(server.count("GET /api/v1/artifacts/a2/content")).toBe(0);
});

test("a model card that fails to load is left out", async () => {
  server.answers("GET /api/v1/omics-models/one", { card: "One" });
  server.refuses("GET /api/v1/omics-models/two", 500);
  const { result } = renderHookInApp(() => useCards(["one", "two"]));
  expect(result.current).toBeNull();
  await waitFor(() => expect(result.current).toEqual([{ card: "One" }]));
});
