import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Case = Schemas["CaseOut"];
export type PatientRow = Schemas["PatientRowOut"];

/** The patients whose code starts with this. */
export function usePatients(code: string) {
  return useQuery({
    queryKey: ["patients", code],
    queryFn: () =>
      answered(api.GET("/api/v1/patients", { params: { query: { size: 20, ...(code ? { code } : {}) } } })),
    placeholderData: (before) => before,
  });
}

/** One patient; with their name for those who may know it. */
export function usePatient(patient_id: string | undefined) {
  return useQuery({
    queryKey: ["patient", patient_id],
    queryFn: () =>
      answered(
        api.GET("/api/v1/patients/{patient_id}", { params: { path: { patient_id: patient_id ?? "" } } }),
      ),
    enabled: patient_id !== undefined,
  });
}

/** Cases, newest first: of one patient, or all. */
export function useCases(patient_id?: string) {
  return useInfiniteQuery({
    queryKey: ["cases", patient_id],
    queryFn: ({ pageParam }) => {
      const query = { ...(patient_id ? { patient_id } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return answered(api.GET("/api/v1/cases", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** One case. */
export function useCase(case_id: string) {
  return useQuery({
    queryKey: ["case", case_id, "itself"],
    queryFn: () => answered(api.GET("/api/v1/cases/{case_id}", { params: { path: { case_id } } })),
  });
}

/** Change the clinical question of a case. */
export function useRetitle(case_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (title: string) =>
      answered(api.PATCH("/api/v1/cases/{case_id}", { params: { path: { case_id } }, body: { title } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["case", case_id] }),
  });
}

export interface NewCase {
  /** The code of a patient, known or new. */
  code: string;
  known?: PatientRow;
  sex: Schemas["Sex"] | null;
  title: string;
}

/** Create a case, and its patient if the code is new. */
export function useOpenCase() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ code, known, sex, title }: NewCase) => {
      const patient =
        known ??
        (await answered(api.POST("/api/v1/patients", { body: { code, sex_at_birth: sex, identity: null } })));
      return answered(api.POST("/api/v1/cases", { body: { patient_id: patient.id, title } }));
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["cases"] }),
        queries.invalidateQueries({ queryKey: ["patients"] }),
      ]),
  });
}
