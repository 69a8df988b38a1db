import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";
import { type Content, showContent } from "@/features/findings/queries";
import type { Prove } from "@/features/proofs/proof";

export type Report = Schemas["ReportOut"];
export type Statement = Schemas["StatementOut"];
export type Verdict = Schemas["Verdict"];
export type Evidence = Schemas["EvidenceOut"];

const SETTING_POLL_MS = 2_000;

/** The reports of a case, newest first, for those who may read findings. */
export function useReports(case_id: string, isAllowed = true) {
  return useQuery({
    enabled: isAllowed,
    queryKey: ["case", case_id, "reports"],
    queryFn: () =>
      answered(
        api.GET("/api/v1/cases/{case_id}/reports", { params: { path: { case_id }, query: { size: 100 } } }),
      ),
  });
}

/** One report; asked for again while the PDF of its newest version is being set. */
export function useReport(report_id: string) {
  return useQuery({
    queryKey: ["report", report_id],
    queryFn: () => answered(api.GET("/api/v1/reports/{report_id}", { params: { path: { report_id } } })),
    refetchInterval: ({ state }) => (state.data && !isSet(state.data) ? SETTING_POLL_MS : false),
  });
}

/** Whether the PDFs of the newest version are ready, or never will be for this reader. */
export function isSet({ versions }: Report): boolean {
  const newest = versions.at(-1);
  return newest?.is_pdf_hidden === true || (newest?.languages.length ?? 0) > 1;
}

/** Accept, amend or reject one sentence of a preliminary report. */
export function useReview(report_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ReviewIn"]) =>
      answered(
        api.POST("/api/v1/reports/{report_id}/reviews", { params: { path: { report_id } }, body }),
      ) as Promise<Content>,
    onSuccess: (content) => showContent(queries, content),
  });
}

/** Sign the version that was read, with the verdicts that were on it. */
export function useSign(report: Report) {
  const params = { path: { report_id: report.id } };
  return useChange(report, async ({ prove, ...body }: Schemas["SignatureIn"] & { prove: Prove }) => {
    const begin = () => answered(api.POST("/api/v1/reports/{report_id}/sign/begin", { params, body }));
    const proved = { ...body, proof: await prove(begin) };
    return answered(api.POST("/api/v1/reports/{report_id}/sign", { params, body: proved }));
  });
}

/** Amend a signed report: a reason, words that are added, findings that are withdrawn. */
export function useAmend(report: Report) {
  const params = { path: { report_id: report.id } };
  return useChange(report, async ({ prove, ...body }: Schemas["AmendmentIn"] & { prove: Prove }) => {
    const begin = () => answered(api.POST("/api/v1/reports/{report_id}/amend/begin", { params, body }));
    const proved = { ...body, proof: await prove(begin) };
    return answered(api.POST("/api/v1/reports/{report_id}/amend", { params, body: proved }));
  });
}

function useChange<Body>({ id, case: caseId }: Report, change: (body: Body) => Promise<Report>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (report) => {
      queries.setQueryData(["report", id], report);
      await queries.invalidateQueries({ queryKey: ["report", id, "content"] });
      await queries.invalidateQueries({ queryKey: ["case", caseId] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["report", id] }), // what they had not seen is shown
  });
}
