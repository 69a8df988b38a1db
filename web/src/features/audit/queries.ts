import { useInfiniteQuery } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type AuditEvent = Schemas["AuditEventOut"];

export interface AuditFilter {
  action?: string;
  case_id?: string;
  since?: string;
  until?: string;
}

/** What people did, newest first. */
export function useAuditEvents(filter: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ["audit", filter],
    queryFn: ({ pageParam }) => {
      const query = { ...filter, ...(pageParam ? { cursor: pageParam } : {}) };
      return answered(api.GET("/api/v1/audit-events", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** The people of the organisation by id, so that events tell who. */
export function usePeople() {
  return useInfiniteQuery({
    queryKey: ["audit-people"],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/users", {
          params: { query: { size: 100, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    select: ({ pages }) =>
      new Map(pages.flatMap(({ items }) => items).map((user) => [user.id, user.name || user.email])),
  });
}
