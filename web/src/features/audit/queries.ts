import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type AuditEvent = Schemas["AuditEventOut"];

export interface AuditFilter {
  action?: string;
  case_id?: string;
  patient_id?: string;
  outcome?: AuditEvent["outcome"];
  since?: string;
  until?: string;
}

/** Audit events, newest first. */
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

/** The names of the organisation's users by id. */
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

/** How far the chain of events is, and when it was last signed and verified. */
export function useChain() {
  return useQuery({
    queryKey: ["audit-chain"],
    queryFn: () => answered(api.GET("/api/v1/audit-chain")),
  });
}
