import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Decision, decided, type Decisions } from "./resolving";

const NONE: Decisions = {};

/**
 * The unsaved decisions on a document. They last while other screens are open, in memory only, until the session ends.
 */
export function useDecisions(document: string) {
  const queries = useQueryClient();
  const queryKey = ["decisions", document];
  const { data: decisions } = useQuery({
    queryKey,
    queryFn: () => queries.getQueryData<Decisions>(queryKey) ?? NONE,
    initialData: NONE,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  useLeavingWarning(decisions !== NONE && Object.keys(decisions).length > 0);
  const change = (after: (before: Decisions) => Decisions) =>
    queries.setQueryData<Decisions>(queryKey, (before) => after(before ?? NONE));
  return {
    decisions,
    decide: (key: string, decision: Decision | null) => change((before) => decided(before, key, decision)),
    forget: () => change(() => NONE),
  };
}

/** Closing the page would lose what is not saved, so the browser asks. */
function useLeavingWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isUnsaved]);
}
