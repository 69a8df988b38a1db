import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Decision = Schemas["ConsentDecision"];
export type Basis = Schemas["ConsentBasis"];
export type PurposeConsent = Schemas["PurposeOut"];

/** What a patient consents to, for each purpose. */
export function useConsents(patient_id: string) {
  return useQuery({
    queryKey: ["patient", patient_id, "consents"],
    queryFn: () =>
      answered(api.GET("/api/v1/patients/{patient_id}/consents", { params: { path: { patient_id } } })),
  });
}

/** Record a decision of a patient. Jobs may end by it, so that they are asked for again. */
export function useRecordConsent(patient_id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["ConsentIn"]) =>
      answered(
        api.POST("/api/v1/patients/{patient_id}/consents", { params: { path: { patient_id } }, body }),
      ),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["patient", patient_id] }),
        queries.invalidateQueries({ queryKey: ["jobs"] }),
      ]),
  });
}
