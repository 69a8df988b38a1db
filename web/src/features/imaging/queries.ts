import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Series = Schemas["SeriesOut"];
export type Segmentation = Schemas["SegmentationOut"];
export type Segment = Schemas["SegmentOut"];

/** The studies of a case with their series, newest first. */
export function useStudies(case_id: string) {
  return useQuery({
    queryKey: ["case", case_id, "studies"],
    queryFn: () =>
      answered(
        api.GET("/api/v1/cases/{case_id}/studies", { params: { path: { case_id }, query: { size: 100 } } }),
      ),
  });
}

/** One series. */
export function useSeries(series_id: string) {
  return useQuery({
    queryKey: ["series", series_id],
    queryFn: () => answered(api.GET("/api/v1/series/{series_id}", { params: { path: { series_id } } })),
  });
}

/** The versions of a series' segmentation, newest first. */
export function useSegmentations(series: { id: string; case: string } | undefined) {
  return useQuery({
    ...segmentationsOf(series?.id ?? "", series?.case ?? ""),
    enabled: series !== undefined,
  });
}

/** The same for many series at once. */
export function useAllSegmentations(series: Series[]) {
  return useQueries({ queries: series.map(({ id, case: caseId }) => segmentationsOf(id, caseId)) });
}

function segmentationsOf(series_id: string, caseId: string) {
  return {
    queryKey: ["case", caseId, "segmentations", series_id],
    queryFn: async () => {
      const params = { path: { series_id }, query: { size: 50 } };
      const page = await answered(api.GET("/api/v1/series/{series_id}/segmentations", { params }));
      return page.items as Segmentation[]; // the client makes arrays of the places' tuples
    },
  };
}

/** Have uploaded files imported as a study; the segmentation follows by itself. Safe to repeat with the same files. */
export function useImport(case_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (artifacts: string[]) =>
      answered(
        api.POST("/api/v1/cases/{case_id}/studies", {
          params: {
            path: { case_id },
            header: { "Idempotency-Key": `${artifacts[0] ?? ""} ${artifacts.length}` },
          },
          body: { artifacts, segment: true, priority: "routine" },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

/** Have a series segmented anew. */
export function useSegment(series_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/series/{series_id}/segmentations", {
          params: { path: { series_id } },
          body: { network: "", priority: "routine", fresh: true },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

/** A file of a segmentation by its name. */
export function fileOf(segmentation: Segmentation, name: string): string | undefined {
  return segmentation.files.find((file) => file.name === name)?.artifact;
}
