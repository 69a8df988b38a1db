import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Report = Schemas["ReportOut"];
export type Content = Schemas["ContentOut"];
export type Statement = Schemas["StatementOut"];
export type Verdict = Schemas["Verdict"];
export type Evidence = Schemas["EvidenceOut"];

/** The number of the version that is still reviewed. */
const PRELIMINARY = 1;
const REVIEWED_MS = 5_000;
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

/** Whether the PDFs of the newest version are ready. */
export function isSet({ versions }: Report): boolean {
  return (versions.at(-1)?.languages.length ?? 0) > 1;
}

/** What a version says. */
export function useContent(report_id: string, number: number | undefined) {
  return useQuery({
    queryKey: ["report", report_id, "content", number],
    queryFn: () =>
      answered(
        api.GET("/api/v1/reports/{report_id}/content", {
          params: { path: { report_id }, query: number === undefined ? {} : { number } },
        }),
      ),
    enabled: number !== undefined,
    staleTime: number === PRELIMINARY ? REVIEWED_MS : Infinity, // a signed version never changes
  });
}

/** Accept, amend or reject one sentence of a preliminary report. */
export function useReview({ id }: Report) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ReviewIn"]) =>
      answered(
        api.POST("/api/v1/reports/{report_id}/reviews", { params: { path: { report_id: id } }, body }),
      ),
    onSuccess: (content) => queries.setQueryData(["report", id, "content", content.number], content),
  });
}

/** Sign the version that was read, with the verdicts that were on it. */
export function useSign(report: Report) {
  return useChange(report, (body: Schemas["SignIn"]) =>
    answered(
      api.POST("/api/v1/reports/{report_id}/sign", { params: { path: { report_id: report.id } }, body }),
    ),
  );
}

/** Amend a signed report: a reason, words that are added, sentences that are withdrawn. */
export function useAmend(report: Report) {
  return useChange(report, (body: Schemas["AmendmentIn"]) =>
    answered(
      api.POST("/api/v1/reports/{report_id}/amend", { params: { path: { report_id: report.id } }, body }),
    ),
  );
}

function useChange<Body>({ id, case: caseId }: Report, change: (body: Body) => Promise<Report>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (report) => {
      queries.setQueryData(["report", id], report);
      return queries.invalidateQueries({ queryKey: ["case", caseId] });
    },
    onError: () => queries.invalidateQueries({ queryKey: ["report", id] }), // what they had not seen is shown
  });
}

/** The risk score a report tells of: found by the job that made both; null where it tells of none. */
export function useScoreOf({ case: case_id, job }: Report) {
  return useQuery({
    queryKey: ["case", case_id, "score-of", job],
    queryFn: async () => {
      const params = { path: { case_id }, query: { size: 100 } };
      const scores = await answered(api.GET("/api/v1/cases/{case_id}/risk-scores", { params }));
      return scores.items.find((each) => each.job === job)?.id ?? null;
    },
    staleTime: Infinity,
  });
}

/** The document that a report tells of, as the address of the version it was made from: by the job that filed it. */
export function useDocumentOf({ case: case_id, job: document_job_id }: Report, isPaper: boolean) {
  return useQuery({
    queryKey: ["case", case_id, "document-of", document_job_id],
    queryFn: async () => {
      const found = await answered(
        api.GET("/api/v1/documents/of-job/{document_job_id}", { params: { path: { document_job_id } } }),
      );
      return `/documents/${found.document}?number=${found.number}`;
    },
    enabled: isPaper,
    staleTime: Infinity,
  });
}

/** The series whose segmentation a report tells of: found by the job that made both. */
export function useSeriesOf({ case: case_id, job }: Report) {
  return useQuery({
    queryKey: ["case", case_id, "series-of", job],
    queryFn: async () => {
      const studies = await answered(
        api.GET("/api/v1/cases/{case_id}/studies", { params: { path: { case_id }, query: { size: 100 } } }),
      );
      for (const { id: series_id } of studies.items.flatMap(({ series }) => series)) {
        const found = await answered(
          api.GET("/api/v1/series/{series_id}/segmentations", {
            params: { path: { series_id }, query: { size: 50 } },
          }),
        );
        const mine = found.items.find((each) => each.job === job);
        if (mine) return { series: series_id, version: mine.version };
      }
      return null;
    },
    staleTime: Infinity,
  });
}
