import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";
import type { Prove } from "@/features/proofs/proof";

export type Erasure = Schemas["ErasureOut"];
export type Kept = Schemas["KeptOut"];
export type Reason = Schemas["ErasureReason"];

const ERASURES = ["erasures"];

/** What keeps a patient's records from being erased, and the proposal that waits. */
export function useErasability(patient_id: string) {
  return useQuery({
    queryKey: ["patient", patient_id, "erasure"],
    queryFn: () =>
      answered(api.GET("/api/v1/patients/{patient_id}/erasure", { params: { path: { patient_id } } })),
  });
}

/** Propose to erase all records of a patient. */
export function usePropose(patient_id: string) {
  return useDecision((reason: Reason) =>
    answered(
      api.POST("/api/v1/patients/{patient_id}/erasure", {
        params: { path: { patient_id } },
        body: { reason },
      }),
    ),
  );
}

/** The erasures that wait for an administrator, newest first. */
export function useErasures() {
  return useInfiniteQuery({
    queryKey: ERASURES,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/v1/erasures", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** Approve what another person proposed, with the proof that it is one's own act. */
export function useApprove(erasure_id: string) {
  const params = { path: { erasure_id } };
  return useDecision(async (prove: Prove) => {
    const begin = () => answered(api.POST("/api/v1/erasures/{erasure_id}/approval/begin", { params }));
    const body = { proof: await prove(begin) };
    return answered(api.POST("/api/v1/erasures/{erasure_id}/approval", { params, body }));
  });
}

/** Refuse an erasure, or withdraw what one has proposed. */
export function useWithdraw(erasure_id: string) {
  return useDecision(() =>
    answered(api.DELETE("/api/v1/erasures/{erasure_id}", { params: { path: { erasure_id } } })),
  );
}

function useDecision<Body, Answer>(decide: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ERASURES }),
        queries.invalidateQueries({ queryKey: ["patient"] }),
      ]),
  });
}
