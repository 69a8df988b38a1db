import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { jobEvents } from "@/api/events";
import { type Job, LIVE } from "./queries";

interface Listed {
  items: Job[];
  next: string | null;
}

const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const AT_ONCE_MS = 100;
/** Keys to refetch in a moment: a stream begins by reporting every job, one after the other. */
const due = new Set<string>();

/** Follow every job while the tab is visible. A hidden tab closes its connection, as browsers allow only a few. */
export function useFollowedJobs(): void {
  const queries = useQueryClient();
  useEffect(() => {
    let following: AbortController | null = null;
    const look = () => {
      if (document.hidden) following?.abort();
      else if (!following || following.signal.aborted)
        void follow(queries, (following = new AbortController()).signal);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      following?.abort();
    };
  }, [queries]);
}

async function follow(queries: QueryClient, signal: AbortSignal): Promise<void> {
  let pause = PAUSE_MS;
  const known = new Map<string, Job["state"]>();
  while (!signal.aborted) {
    try {
      for await (const job of jobEvents("/jobs/events", signal)) {
        queries.setQueryData(LIVE, true);
        pause = PAUSE_MS;
        applyJob(queries, job, known);
      }
    } catch {
      queries.setQueryData(LIVE, false); // polling goes on meanwhile
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    await new Promise((go) => setTimeout(go, pause));
  }
}

/**
 * Put a reported job into the lists that hold it. A state that is new to the stream also refetches the lists, and
 * with an ended job its case: a list may know the state already, and a quick job ends before any list holds it.
 */
export function applyJob(queries: QueryClient, job: Job, known: Map<string, Job["state"]>): void {
  queries.setQueriesData<InfiniteData<Listed>>(
    { queryKey: ["jobs"] },
    (lists) =>
      lists && {
        ...lists,
        pages: lists.pages.map((page) => ({ ...page, items: page.items.map(replaced(job)) })),
      },
  );
  if (known.get(job.id) === job.state) return;
  known.set(job.id, job.state);
  refetchSoon(queries, ["jobs"]);
  if (job.is_finished) refetchSoon(queries, ["case", job.case]);
}

function refetchSoon(queries: QueryClient, queryKey: string[]): void {
  const key = queryKey.join(" ");
  if (due.has(key)) return;
  due.add(key);
  setTimeout(() => {
    due.delete(key);
    void queries.invalidateQueries({ queryKey });
  }, AT_ONCE_MS);
}

function replaced(job: Job): (other: Job) => Job {
  return (other) => (other.id === job.id ? job : other);
}
