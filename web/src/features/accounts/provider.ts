import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocation } from "react-router";
import { plain } from "@/api/plain";
import { answered } from "@/api/problem";
import { session } from "@/api/session";

const KEPT = "jindan.provider-sign-in";
const START = "/";

/** What this browser keeps of a sign-in that it began: the ticket that completes it, and where the person was. */
interface Begun {
  ticket: string;
  place: string;
}

/** Whether one can sign in with the hospital's own accounts, and what their provider is called. */
export function useProvider() {
  return useQuery({
    queryKey: ["identity-provider"],
    queryFn: () => answered(plain.GET("/api/v1/auth/identity-provider")),
    staleTime: Infinity,
    retry: false, // the password form is there
  });
}

/** Go to the provider; in another tab where a screen is behind the sign-in, so that it stays. */
export function useProviderSignIn() {
  const { pathname, search } = useLocation();
  return useMutation({
    mutationFn: () => answered(plain.POST("/api/v1/auth/identity-provider/begin")),
    onSuccess: ({ authorization_url, ticket }) => {
      const isCovering = session.gate() === "expired";
      const place = isCovering || pathname === SIGNED_IN ? START : pathname + search;
      localStorage.setItem(KEPT, JSON.stringify({ ticket, place } satisfies Begun));
      if (isCovering) window.open(authorization_url, "_blank", "noopener");
      else window.location.assign(authorization_url);
    },
  });
}

/** Where the provider sends the browser back to. */
export const SIGNED_IN = "/signed-in";

/** Complete the sign-in with what the provider sent back: the session opens, or the second factor is asked for. */
export function useProviderAnswer(sent: URLSearchParams) {
  const [code, state] = [sent.get("code"), sent.get("state")];
  return useQuery({
    queryKey: ["signed-in", state],
    queryFn: async () => {
      const { ticket, place } = taken();
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

/** The sign-in that was begun, once. One that was not begun here has a ticket that the server refuses. */
function taken(): Begun {
  const kept = localStorage.getItem(KEPT);
  localStorage.removeItem(KEPT);
  return kept === null ? { ticket: "none", place: START } : (JSON.parse(kept) as Begun);
}
