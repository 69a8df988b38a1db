import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocation } from "react-router";
import { plain } from "@/api/plain";
import { answered } from "@/api/problem";
import { session } from "@/api/session";

const STORAGE_KEY = "jindan.provider-sign-in";
const START = "/";

/** A sign-in that this browser began: the ticket that completes it, and the screen to return to. */
interface Begun {
  ticket: string;
  place: string;
}

/** Whether sign-in with hospital accounts is set up, and the name of the provider. */
export function useProvider() {
  return useQuery({
    queryKey: ["identity-provider"],
    queryFn: () => answered(plain.GET("/api/v1/auth/identity-provider")),
    staleTime: Infinity,
    retry: false, // the password form is there
  });
}

/** Go to the provider. With an expired session it opens in another tab, so that the covered screen stays. */
export function useProviderSignIn() {
  const { pathname, search } = useLocation();
  return useMutation({
    mutationFn: () => answered(plain.POST("/api/v1/auth/identity-provider/begin")),
    onSuccess: ({ authorization_url, ticket }) => {
      const isCovering = session.gate() === "expired";
      const place = isCovering || pathname === SIGNED_IN ? START : pathname + search;
      localStorage.setItem(STORAGE_KEY, JSON.stringify({ ticket, place } satisfies Begun));
      if (isCovering) window.open(authorization_url, "_blank", "noopener");
      else window.location.assign(authorization_url);
    },
  });
}

/** Path that the provider returns to. */
export const SIGNED_IN = "/signed-in";

/** Complete the sign-in with the provider's answer. The session opens, or the second factor is returned. */
export function useProviderAnswer(sent: URLSearchParams) {
  const [code, state] = [sent.get("code"), sent.get("state")];
  return useQuery({
    queryKey: ["signed-in", state],
    queryFn: async () => {
      const { ticket, place } = takeBegun();
      const body = { code: code ?? "", state: state ?? "", ticket };
      const signIn = await answered(plain.POST("/api/v1/auth/identity-provider/complete", { body }));
      if (signIn.tokens) session.open(signIn.tokens);
      return { factor: signIn.second_factor, place };
    },
    enabled: Boolean(code && state),
    staleTime: Infinity,
    retry: false, // a code is good once
  });
}

/** Take the begun sign-in out of the storage. If none was begun here, its ticket is one that the server refuses. */
function takeBegun(): Begun {
  const stored = localStorage.getItem(STORAGE_KEY);
  localStorage.removeItem(STORAGE_KEY);
  return stored === null ? { ticket: "none", place: START } : (JSON.parse(stored) as Begun);
}
