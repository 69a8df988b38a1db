import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Proposal = Schemas["ProposalOut"];
export type Act = Schemas["ProposedAct"];

const PROPOSALS = ["account-proposals"];

/** What other administrators propose, and what one has proposed oneself. */
export function useProposals() {
  return useInfiniteQuery({
    queryKey: PROPOSALS,
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/account-proposals", { params: { query: pageParam ? { cursor: pageParam } : {} } }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** Propose an act on an account that needs two persons. */
export function usePropose(user_id: string) {
  return useDecision((act: Act) =>
    answered(api.POST("/api/v1/users/{user_id}/proposals", { params: { path: { user_id } }, body: { act } })),
  );
}

/** Approve what another administrator proposed. The answer may have a link to hand over. */
export function useApprove(proposal_id: string) {
  return useDecision(() =>
    answered(
      api.POST("/api/v1/account-proposals/{proposal_id}/approval", { params: { path: { proposal_id } } }),
    ),
  );
}

/** Withdraw or refuse a proposal. */
export function useWithdraw(proposal_id: string) {
  return useDecision(() =>
    answered(api.DELETE("/api/v1/account-proposals/{proposal_id}", { params: { path: { proposal_id } } })),
  );
}

function useDecision<Body, Answer>(decide: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: PROPOSALS }),
        queries.invalidateQueries({ queryKey: ["users"] }),
      ]),
  });
}
