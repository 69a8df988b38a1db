import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Job = Schemas["JobOut"];
export type State = Schemas["JobState"];

export interface JobFilter {
  state?: State;
  kind?: string;
  case?: string;
}

const JOBS = ["jobs"] as const;
const POLL_MS = 4_000;
const POLL_LIVE_MS = 30_000;
/** Cache key of whether the stream of jobs is open. While it is, lists are polled rarely. */
export const LIVE = ["jobs-live"] as const;

interface JobsPage {
  items: Job[];
  next: string | null;
}

/** The jobs one may see, newest first, page after page. */
export function useJobs(filter: JobFilter) {
  const queries = useQueryClient();
  return useInfiniteQuery({
    queryKey: [...JOBS, filter],
    queryFn: ({ pageParam }): Promise<JobsPage> =>
      answered(
        api.GET("/api/v1/jobs", {
          params: { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    refetchInterval: () => (queries.getQueryData(LIVE) === true ? POLL_LIVE_MS : POLL_MS),
  });
}

/** Whether the stream of jobs is open. Otherwise jobs are polled every few seconds. */
export function useIsLive(): boolean {
  return useQuery({ queryKey: LIVE, queryFn: () => false, staleTime: Infinity, initialData: false }).data;
}

/** Stop a job. */
export function useCancel() {
  return useJobChange((job_id) =>
    answered(api.POST("/api/v1/jobs/{job_id}/cancel", { params: { path: { job_id } } })),
  );
}

/** Run a finished job again. */
export function useRepeat() {
  return useJobChange((job_id) =>
    answered(api.POST("/api/v1/jobs/{job_id}/repeat", { params: { path: { job_id } } })),
  );
}

function useJobChange(change: (id: string) => Promise<Job>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: JOBS }) });
}
