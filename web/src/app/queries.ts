import { QueryClient } from "@tanstack/react-query";
import { Refusal } from "@/api/problem";

const TRIES = 4;

/** Return the query cache. It retries only when the server was out of reach or answered with 5xx. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: isWorthAnother, staleTime: 5_000 }, mutations: { retry: false } },
  });
}

function isWorthAnother(failures: number, error: unknown): boolean {
  const passes = error instanceof Refusal && (error.isOffline || error.problem.status >= 500);
  return passes && failures < TRIES;
}
