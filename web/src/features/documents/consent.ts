import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";
import type { Document } from "./queries";

export type Consent = Schemas["SendingConsentOut"];

const CONSENT = ["sending-consent"];
const PATH = "/api/v1/document-engines/upstage/consent";

/** Whether pages may be sent to the external OCR service, and who consented. */
export function useConsent() {
  return useQuery({ queryKey: CONSENT, queryFn: () => answered(api.GET(PATH)) });
}

/** Consent for the organisation. */
export function useGive() {
  return useChange(() => answered(api.PUT(PATH)));
}

/** Withdraw the consent. */
export function useWithdraw() {
  return useChange(() => answered(api.DELETE(PATH)));
}

/** Have a document read again by the external OCR service. Its reading becomes the newest version. */
export function useReadExternally({ source, case: case_id }: Document) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answered(
        api.POST("/api/v1/cases/{case_id}/readings", {
          params: { path: { case_id } },
          body: { artifact: source, engine: "upstage", priority: "routine", fresh: true },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

function useChange<T>(change: () => Promise<T>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => queries.invalidateQueries({ queryKey: CONSENT }),
  });
}
