import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { applyJob } from "./following";
import type { Job } from "./queries";

const job = (change: Partial<Job>) =>
  ({ id: "j", case: "c", state: "processing", is_finished: false, ...change }) as Job;
const ended = job({ state: "completed", is_finished: true });

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function seen(...jobs: Job[]) {
  const queries = new QueryClient();
  queries.setQueryData(["jobs"], { pages: [{ items: jobs, next: null }], pageParams: [] });
  queries.setQueryData(["case", "c", "scores"], "as they were");
  const isOld = () => queries.getQueryState(["case", "c", "scores"])?.isInvalidated;
  return { queries, isOld };
}

test("a job that ends has its case fetched again, whether or not a list knew it", () => {
  for (const before of [[job({})], [], [ended]]) {
    const { queries, isOld } = seen(...before);
    applyJob(queries, ended, new Map());
    vi.advanceTimersByTime(1_000);
    expect(isOld()).toBe(true);
  }
});

test("a state reported before changes nothing, and a job that runs leaves the case alone", () => {
  const { queries, isOld } = seen();
  applyJob(queries, ended, new Map([[ended.id, ended.state]]));
  applyJob(queries, job({}), new Map());
  vi.advanceTimersByTime(1_000);
  expect(isOld()).toBe(false);
});

test("many jobs of a case that end at once fetch it again once", () => {
  const { queries } = seen();
  const asked = vi.spyOn(queries, "invalidateQueries");
  for (const id of ["a", "b", "c"]) applyJob(queries, { ...ended, id }, new Map());
  vi.advanceTimersByTime(1_000);
  expect(asked.mock.calls.map(([filters]) => filters?.queryKey?.[0])).toEqual(["jobs", "case"]);
});
