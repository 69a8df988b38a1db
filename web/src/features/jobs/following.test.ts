import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { note } from "./following";
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

test("a job that ends has its case read anew, also one that no list held yet", () => {
  for (const before of [[job({})], []]) {
    const { queries, isOld } = seen(...before);
    note(queries, ended);
    vi.advanceTimersByTime(1_000);
    expect(isOld()).toBe(true);
  }
});

test("what was known already changes nothing, and a job on its way leaves the case alone", () => {
  for (const [before, now] of [
    [ended, ended],
    [job({ state: "pending" }), job({})],
  ] as const) {
    const { queries, isOld } = seen(before);
    note(queries, now);
    vi.advanceTimersByTime(1_000);
    expect(isOld()).toBe(false);
  }
});

test("many jobs of a case that end at once read it anew once", () => {
  const { queries } = seen();
  const asked = vi.spyOn(queries, "invalidateQueries");
  for (const id of ["a", "b", "c"]) note(queries, { ...ended, id });
  vi.advanceTimersByTime(1_000);
  expect(asked.mock.calls.filter(([filters]) => filters?.queryKey?.[0] === "case")).toHaveLength(1);
});
