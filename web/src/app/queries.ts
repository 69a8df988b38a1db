import { QueryClient } from "@tanstack/react-query";
import { Refusal } from "@/api/problem";

const TRIES = 4;

/** What the app knows of the server; asks again only when the server was not reached or could not answer. */
export function queryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: isWorthAnother, staleTime: 5_000 }, mutations: { retry: false } },
  });
}

function isWorthAnother(failures: number, error: unknown): boolean {
  const passes = error instanceof Refusal && (error.isOffline || error.problem.status >= 500);
  return passes && failures < TRIES;
}
