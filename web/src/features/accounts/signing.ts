import { useMutation } from "@tanstack/react-query";
import { plain } from "@/api/plain";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";
import { session } from "@/api/session";

type SignIn = Schemas["SignInOut"];

/** The second factor that a sign-in waits for, with the token of its session. */
export type SecondFactor = Schemas["SecondFactorOut"];

/** Sign in with e-mail and password. The session opens, or `asks` is called with the second factor. */
export function usePassword(asks: (factor: SecondFactor) => void) {
  return useMutation({
    mutationFn: (body: Schemas["Credentials"]) => answered(plain.POST("/api/v1/auth/sign-in", { body })),
    onSuccess: (signIn) => goOn(signIn, asks),
  });
}

/** Sign in with a one-time code or a recovery code. */
export function useCode(factor: SecondFactor, asks: (factor: SecondFactor) => void, isIn?: () => void) {
  return useMutation({
    mutationFn: (code: string) => {
      const header = { "X-Session-Token": factor.session_token };
      return answered(plain.POST("/api/v1/auth/second-factor", { body: { code }, params: { header } }));
    },
    onSuccess: (signIn) => {
      goOn(signIn, asks);
      if (signIn.tokens) isIn?.();
    },
  });
}

/** Unlock a locked screen with the password. */
export function useUnlock(unlock: () => void) {
  return useMutation({
    mutationFn: (password: string) =>
      answered(api.POST("/api/v1/auth/reauthenticate", { body: { password } })),
    onSuccess: unlock,
  });
}

/** End the session on the server, and here even if the server fails. */
export async function signOut(): Promise<void> {
  await api.DELETE("/api/v1/auth/session").catch(() => undefined);
  session.close();
}

function goOn({ tokens, second_factor }: SignIn, asks: (factor: SecondFactor) => void): void {
  if (tokens) session.open(tokens);
  else if (second_factor) asks(second_factor);
}
