import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type OwnSession = Schemas["SignInRowOut"];
export type AccountChange = Schemas["AccountChangeOut"];

const SESSIONS = ["own-sessions"];
const CHANGES = ["account-changes"];

/** Where one is signed in. */
export function useSessions() {
  return useInfiniteQuery({
    queryKey: SESSIONS,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/v1/me/sessions", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** End one session of one's own, or without an id all others. */
export function useEndSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (session_id?: string) =>
      answered(
        session_id
          ? api.DELETE("/api/v1/me/sessions/{session_id}", { params: { path: { session_id } } })
          : api.DELETE("/api/v1/me/sessions"),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}

/** What others did to one's own account, newest first. */
export function useAccountChanges() {
  return useQuery({
    queryKey: CHANGES,
    queryFn: () => answered(api.GET("/api/v1/me/account-changes", { params: { query: { size: 20 } } })),
    refetchInterval: 5 * 60_000,
  });
}

/** Note that these changes were seen. */
export function useSeen() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: string[]) =>
      Promise.all(
        ids.map((account_change_id) =>
          answered(
            api.POST("/api/v1/me/account-changes/{account_change_id}/seen", {
              params: { path: { account_change_id } },
            }),
          ),
        ),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: CHANGES }),
  });
}
