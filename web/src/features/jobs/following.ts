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
/** Cases that are read anew in a moment: a stream begins with all that is new, job after job. */
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
  while (!signal.aborted) {
    try {
      for await (const job of jobEvents("/jobs/events", signal)) {
        queries.setQueryData(LIVE, true);
        pause = PAUSE_MS;
        note(queries, job);
      }
    } catch {
      queries.setQueryData(LIVE, false); // polling goes on meanwhile
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    await new Promise((go) => setTimeout(go, pause));
  }
}

/**
 * Put what is told of a job where the lists hold it. A job no list holds, or one that has ended, changes more; a quick
 * one has ended before any list held it.
 */
export function note(queries: QueryClient, job: Job): void {
  let before: Job | undefined;
  queries.setQueriesData<InfiniteData<Listed>>({ queryKey: ["jobs"] }, (lists) => {
    before ??= lists?.pages.flatMap(({ items }) => items).find(({ id }) => id === job.id);
    return (
      lists && {
        ...lists,
        pages: lists.pages.map((page) => ({ ...page, items: page.items.map(replaced(job)) })),
      }
    );
  });
  if (before?.state === job.state) return;
  void queries.invalidateQueries({ queryKey: ["jobs"] });
  if (job.is_finished) readAnew(queries, job.case);
}

function readAnew(queries: QueryClient, caseId: string): void {
  if (due.has(caseId)) return;
  due.add(caseId);
  setTimeout(() => {
    due.delete(caseId);
    void queries.invalidateQueries({ queryKey: ["case", caseId] });
  }, AT_ONCE_MS);
}

function replaced(job: Job): (other: Job) => Job {
  return (other) => (other.id === job.id ? job : other);
}
