import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { blobOf, contentOf } from "@/api/files";
import { answered } from "@/api/problem";
import { HEAD_BYTES, readTable, type TableHead, UNREAD } from "./reading";

export type RiskScore = Schemas["RiskScoreOut"];
export type CohortScore = Schemas["CohortScoreOut"];
export type OmicsModel = Schemas["OmicsModelOut"];
export type ModelCard = Schemas["OmicsModelCardOut"];
export type Artifact = Schemas["ArtifactOut"];

/** How a model is run. specimen: the name of a row, empty if each table has one row. */
export interface ModelRun {
  model: string;
  specimen: string;
  isCohort: boolean;
}

const RARELY_CHANGES_MS = 5 * 60_000;

/** The models that are installed here. */
export function useModels() {
  return useQuery({
    queryKey: ["omics-models"],
    queryFn: () => answered(api.GET("/api/v1/omics-models")),
    staleTime: RARELY_CHANGES_MS,
  });
}

/** The model cards of these models, or null while they load. A card that fails to load is left out. */
export function useCards(names: string[]): ModelCard[] | null {
  const cards = useQueries({ queries: names.map(cardOf) });
  if (cards.some(({ isPending }) => isPending)) return null;
  return cards.flatMap(({ data }) => data ?? []);
}

/** One model whole. */
export function useCard(name: string, isWanted = true) {
  return useQuery({ ...cardOf(name), enabled: isWanted });
}

function cardOf(name: string) {
  return {
    queryKey: ["omics-models", name],
    queryFn: () => answered(api.GET("/api/v1/omics-models/{name}", { params: { path: { name } } })),
    staleTime: RARELY_CHANGES_MS,
  };
}

/** The risk scores of a case, newest first. */
export function useRiskScores(case_id: string) {
  return useQuery({
    queryKey: ["case", case_id, "risk-scores"],
    queryFn: () =>
      answered(api.GET("/api/v1/cases/{case_id}/risk-scores", { params: caseOf(case_id) })) as Promise<
        Schemas["PageOut_RiskScoreOut_"]
      >, // the client makes arrays of the places' tuples
  });
}

/** What was answered for whole tables of a case, newest first. */
export function useCohortScores(case_id: string) {
  return useQuery({
    queryKey: ["case", case_id, "cohort-scores"],
    queryFn: () => answered(api.GET("/api/v1/cases/{case_id}/cohort-scores", { params: caseOf(case_id) })),
  });
}

/** The assays of a case: which panel was found in which table. */
export function useAssays(case_id: string) {
  return useQuery({
    queryKey: ["case", case_id, "assays"],
    queryFn: () => answered(api.GET("/api/v1/cases/{case_id}/assays", { params: caseOf(case_id) })),
  });
}

function caseOf(case_id: string) {
  return { path: { case_id }, query: { size: 100 } };
}

/** One risk score. */
export function useRiskScore(risk_score_id: string) {
  return useQuery({
    queryKey: ["risk-score", risk_score_id],
    queryFn: () =>
      answered(
        api.GET("/api/v1/risk-scores/{risk_score_id}", { params: { path: { risk_score_id } } }),
      ) as Promise<RiskScore>,
  });
}

/** Run a model on tables of a case: for one specimen, or for every row. */
export function useRunModel(case_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ model, specimen, isCohort, artifacts }: ModelRun & { artifacts: string[] }) => {
      const body = { artifacts, model, ...HOW };
      const params = { path: { case_id } };
      return isCohort
        ? answered(api.POST("/api/v1/cases/{case_id}/cohort-scores", { params, body }))
        : answered(api.POST("/api/v1/cases/{case_id}/risk-scores", { params, body: { ...body, specimen } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["jobs"] });
      await queries.invalidateQueries({ queryKey: ["case", case_id] }); // an earlier run is answered at once
    },
  });
}

const HOW = { orientation: "auto", level: 0.9, override: false, priority: "routine" } as const;

/** The files of a case that a model may read, newest first. */
export function useTables(case_id: string) {
  return useQuery({
    queryKey: ["case", case_id, "tables"],
    queryFn: async () => {
      const artifacts = await answered(
        api.GET("/api/v1/cases/{case_id}/artifacts", { params: caseOf(case_id) }),
      );
      return artifacts.items.filter(({ name, is_received }) => is_received && TABLE.test(name));
    },
  });
}

/** The heads of the chosen tables, or null while they load. Large tables are left to the server. */
export function useHeads(tables: Artifact[]): TableHead[] | null {
  const heads = useQueries({
    queries: tables.map(({ id, name, size }) => ({
      queryKey: ["stored-table", id],
      queryFn: async () =>
        size > HEAD_BYTES ? UNREAD : readTable(new File([await blobOf(contentOf(id))], name)),
      staleTime: Infinity,
      gcTime: 0, // what was read of a patient's table goes with the screen
    })),
  });
  if (heads.some(({ isPending }) => isPending)) return null;
  return heads.map(({ data }) => data ?? UNREAD);
}

const TABLE = /\.(?:csv|tsv|txt|tab|xlsx|parquet|pq|h5ad|h5mu|h5|hdf5|vcf|maf)$/i;
