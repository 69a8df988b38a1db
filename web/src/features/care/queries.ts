import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";

export type Care = Schemas["CareOut"];
export type Team = Schemas["TeamOut"];
export type Policy = Schemas["PolicyOut"];
export type Emergency = Schemas["EmergencyOut"];
export type Verdict = Schemas["AccessVerdict"];
export type Label = Schemas["ProtectionLabel"];
export type Relation = Schemas["RelationIn"];

const MOST = 200;

/** Who cares for a patient, and how closely the record is kept. */
export function useCare(patient_id: string) {
  return useQuery({
    queryKey: ["patient", patient_id, "care"],
    queryFn: () =>
      answered(api.GET("/api/v1/patients/{patient_id}/care", { params: { path: { patient_id } } })),
  });
}

/** Change who cares for a patient, and the mark of a protected patient. */
export function useCareChange(patient_id: string) {
  const queries = useQueryClient();
  const path = { patient_id };
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["patient", patient_id] });
  const add = useMutation({
    mutationFn: (body: Relation) =>
      answered(api.POST("/api/v1/patients/{patient_id}/care-relations", { params: { path }, body })),
    onSuccess,
  });
  const end = useMutation({
    mutationFn: (relation_id: string) =>
      answered(api.DELETE("/api/v1/care-relations/{relation_id}", { params: { path: { relation_id } } })),
    onSuccess,
  });
  const protect = useMutation({
    mutationFn: (label: Label | null) =>
      label
        ? answered(api.PUT("/api/v1/patients/{patient_id}/protection", { params: { path }, body: { label } }))
        : answered(api.DELETE("/api/v1/patients/{patient_id}/protection", { params: { path } })),
    onSuccess,
  });
  return { add, end, protect };
}

/** The people who may be named in the care of a patient. */
export function useColleagues() {
  return useQuery({
    queryKey: ["colleagues"],
    queryFn: () => answered(api.GET("/api/v1/colleagues", { params: { query: { size: MOST } } })),
  });
}

/** The teams of the organisation. */
export function useTeams() {
  return useQuery({
    queryKey: ["care-teams"],
    queryFn: () => answered(api.GET("/api/v1/care-teams", { params: { query: { size: MOST } } })),
  });
}

/** Add and delete teams, and change who is in one. */
export function useTeamChange() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["care-teams"] });
  const create = useMutation({
    mutationFn: (name: string) => answered(api.POST("/api/v1/care-teams", { body: { name } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (team_id: string) =>
      answered(api.DELETE("/api/v1/care-teams/{team_id}", { params: { path: { team_id } } })),
    onSuccess,
  });
  const member = useMutation({
    mutationFn: ({ isAdded, ...path }: { isAdded: boolean; team_id: string; person_id: string }) =>
      answered(
        isAdded
          ? api.PUT("/api/v1/care-teams/{team_id}/people/{person_id}", { params: { path } })
          : api.DELETE("/api/v1/care-teams/{team_id}/people/{person_id}", { params: { path } }),
      ),
    onSuccess,
  });
  return { create, remove, member };
}

/** The organisation's rule of who sees its patients. */
export function usePolicy() {
  return useQuery({ queryKey: ["access-policy"], queryFn: () => answered(api.GET("/api/v1/access-policy")) });
}

/** Change the rule. */
export function usePolicyChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["PolicyPatch"]) => answered(api.PATCH("/api/v1/access-policy", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["access-policy"] }),
  });
}

/** The table of who may see what. */
export function useReach() {
  return useQuery({
    queryKey: ["access-table"],
    queryFn: () => answered(api.GET("/api/v1/access-table")),
    staleTime: Infinity,
  });
}

/** Emergency accesses, newest first: one's own, or all of the organisation for those who review them. */
export function useEmergencies() {
  return useInfiniteQuery({
    queryKey: ["emergency-accesses"],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/emergency-accesses", { params: { query: pageParam ? { cursor: pageParam } : {} } }),
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** Begin an emergency access. All that was loaded is asked for again, because more is seen now. */
export function useBeginEmergency() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas["EmergencyIn"]) => answered(api.POST("/api/v1/emergency-accesses", { body })),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** End an emergency access, or review it. */
export function useEmergencyChange(access_id: string) {
  const queries = useQueryClient();
  const params = { path: { access_id } };
  const onSuccess = () => queries.invalidateQueries();
  const end = useMutation({
    mutationFn: () => answered(api.POST("/api/v1/emergency-accesses/{access_id}/end", { params })),
    onSuccess,
  });
  const review = useMutation({
    mutationFn: (body: Schemas["AccessReviewIn"]) =>
      answered(api.POST("/api/v1/emergency-accesses/{access_id}/review", { params, body })),
    onSuccess,
  });
  return { end, review };
}
