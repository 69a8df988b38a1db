import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Document = Schemas["DocumentOut"];
export type Reading = Schemas["ReadingOut"];
export type Page = Schemas["DocumentPageOut"];
export type Field = Schemas["FieldOut"];
export type Version = Schemas["DocumentVersionOut"];
export type Hit = Schemas["HitOut"];
export type Correction = Schemas["CorrectionIn"];
export type Review = Schemas["DocumentReview"];

export const HITS = 20;
const READ_AGAIN_MS = 60_000;
const FILING_POLL_MS = 3_000;
const FILING_POLLS = 40;

/** The documents of a case, newest first, for those who may see any. */
export function useDocuments(caseId: string, isAllowed = true) {
  return useQuery({
    enabled: isAllowed,
    queryKey: ["case", caseId, "documents"],
    queryFn: () => answered(api.GET("/api/v1/documents", { params: { query: { case: caseId, size: 100 } } })),
  });
}

/** The newest documents of all cases that wait for a first or second review. */
export function useWaiting(review: Review) {
  return useQuery({
    queryKey: ["documents", "waiting", review],
    queryFn: () => answered(api.GET("/api/v1/documents", { params: { query: { review, size: 20 } } })),
  });
}

/** The reading of a document: the newest version, or the one with a number. */
export function useReading(document_id: string, number: number | null) {
  return useQuery({
    queryKey: ["document", document_id, "reading", number],
    queryFn: () =>
      answered(
        api.GET("/api/v1/documents/{document_id}", {
          params: { path: { document_id }, query: number === null ? {} : { number } },
        }),
      ) as Promise<Reading>, // the client makes arrays of the boxes' tuples
    staleTime: READ_AGAIN_MS, // each look is noted in the audit
  });
}

/** Every version of a document, newest first; asked for again while the PDF of the newest is being made. */
export function useVersions(document_id: string) {
  return useInfiniteQuery({
    queryKey: ["document", document_id, "versions"],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/documents/{document_id}/versions", {
          params: { path: { document_id }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.pages[0]?.items[0]?.is_filed || dataUpdateCount > FILING_POLLS ? false : FILING_POLL_MS,
  });
}

/** Request the reading of uploaded files, one by one: a failure of one stops none of the others. Safe to repeat. */
export function useRead(case_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (artifacts: string[]) => {
      const answers = await Promise.allSettled(artifacts.map((artifact) => read(case_id, artifact)));
      const refused = answers.find((answer) => answer.status === "rejected");
      if (refused) throw refused.reason;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

function read(case_id: string, artifact: string) {
  return answered(
    api.POST("/api/v1/cases/{case_id}/readings", {
      params: { path: { case_id }, header: { "Idempotency-Key": `reading ${artifact}` } },
      body: { artifact, engine: "", priority: "routine", fresh: false },
    }),
  );
}

/** Add a version with decisions on fields or words. The newest version is fetched when somebody else was quicker. */
export function useCorrect({ id: document_id, case: caseId }: Document) {
  const queries = useQueryClient();
  const refetch = useRefetch(document_id, caseId);
  return useMutation({
    mutationFn: (body: Correction) =>
      answered(
        api.POST("/api/v1/documents/{document_id}/corrections", { params: { path: { document_id } }, body }),
      ),
    onSuccess: (reading) => queries.setQueryData(["document", document_id, "reading", null], reading),
    onSettled: refetch,
  });
}

/** Confirm a whole version. */
export function useConfirm({ id: document_id, case: caseId }: Document) {
  const refetch = useRefetch(document_id, caseId);
  return useMutation({
    mutationFn: (number: number) =>
      answered(
        api.POST("/api/v1/documents/{document_id}/confirmations", {
          params: { path: { document_id } },
          body: { number },
        }),
      ),
    onSettled: refetch,
  });
}

/** Return a function that refetches a document and its case. */
function useRefetch(document_id: string, caseId: string): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [["document", document_id], ["case", caseId], ["documents"], ["jobs"]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
}

/** The documents that match a query. The query is held in memory only, never in an address. */
export function useSearch(query: string) {
  return useQuery({
    queryKey: ["documents", "search", query],
    queryFn: () =>
      answered(api.POST("/api/v1/documents/search", { body: { query, size: HITS } })) as Promise<Hit[]>,
    enabled: query !== "",
  });
}
