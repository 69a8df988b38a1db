import { type QueryClient, useQueries, useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { useMay } from "@/api/me";
import { answered } from "@/api/problem";
import type { Mark } from "./finding";

export type Content = Schemas["ContentOut"];

/** What is marked, by the id of the finding or, for a picture, of its artifact. */
export type Marks = ReadonlyMap<string, Mark>;

const NEWEST = "newest";
const NEWEST_MS = 5_000;

/** What a version of a report says: the newest, or an earlier one by its number, which never changes. */
export function useContent(reportId: string | null, number: number | null = null) {
  return useQuery({ ...contentOf(reportId ?? "", number), enabled: reportId !== null });
}

/** What is marked in the newest versions of these reports, for those who may read findings. */
export function useMarks(reports: (string | null | undefined)[]): Marks {
  const may = useMay();
  const ids = may("read-findings") ? new Set(reports.filter((id) => typeof id === "string")) : [];
  return useQueries({ queries: [...ids].map((id) => contentOf(id)), combine: marksOfAll });
}

/** Show what the newest version of a report says now. */
export function showContent(queries: QueryClient, content: Content): void {
  queries.setQueryData(contentOf(content.report).queryKey, content);
}

/** Return what a version marks. */
export function marksIn({ evidence, pictures }: Content): Marks {
  const findings = evidence.map(({ id, mark }) => [id, mark] as const);
  const shown = pictures.map(({ artifact, mark }) => [artifact, mark] as const);
  return new Map([...findings, ...shown].flatMap(([id, mark]) => (mark ? [[id, mark]] : [])));
}

function marksOfAll(contents: { data: Content | undefined }[]): Marks {
  return new Map(contents.flatMap(({ data }) => (data ? [...marksIn(data)] : [])));
}

function contentOf(report_id: string, number: number | null = null) {
  return {
    queryKey: ["report", report_id, "content", number ?? NEWEST],
    queryFn: () =>
      answered(
        api.GET("/api/v1/reports/{report_id}/content", {
          params: { path: { report_id }, query: number === null ? {} : { number } },
        }),
      ) as Promise<Content>, // the client makes arrays of the places' tuples
    staleTime: number === null ? NEWEST_MS : Infinity,
  };
}
