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
/** What is read anew in a moment: a stream begins with every job, one after the other. */
const due = new Set<string>();

/** Follow every job while somebody looks: a hidden tab leaves its connection to the others. */
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
  const told = new Map<string, Job["state"]>();
  while (!signal.aborted) {
    try {
      for await (const job of jobEvents("/jobs/events", signal)) {
        queries.setQueryData(LIVE, true);
        pause = PAUSE_MS;
        note(queries, job, told);
      }
    } catch {
      queries.setQueryData(LIVE, false); // polling goes on meanwhile
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    await new Promise((go) => setTimeout(go, pause));
  }
}

/**
 * Put what is told of a job where the lists hold it. A state that the stream had not told of changes more: a list may
 * have learnt of it before, and a quick job has ended before any list held it.
 */
export function note(queries: QueryClient, job: Job, told: Map<string, Job["state"]>): void {
  queries.setQueriesData<InfiniteData<Listed>>(
    { queryKey: ["jobs"] },
    (lists) =>
      lists && {
        ...lists,
        pages: lists.pages.map((page) => ({ ...page, items: page.items.map(replaced(job)) })),
      },
  );
  if (told.get(job.id) === job.state) return;
  told.set(job.id, job.state);
  readAnew(queries, ["jobs"]);
  if (job.is_finished) readAnew(queries, ["case", job.case]);
}

function readAnew(queries: QueryClient, queryKey: string[]): void {
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
