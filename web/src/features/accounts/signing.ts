import { useMutation } from "@tanstack/react-query";
import { plain } from "@/api/plain";
import { api, type Schemas } from "@/api/client";
import { answered } from "@/api/problem";
import { session } from "@/api/session";

type SignIn = Schemas["SignInOut"];

/** What a sign-in still waits for: a code, given with the token of the half-open session. */
export type SecondFactor = Schemas["SecondFactorOut"];

/** Give e-mail and password; the session opens, or the second factor is asked for. */
export function usePassword(asks: (factor: SecondFactor) => void) {
  return useMutation({
    mutationFn: (body: Schemas["Credentials"]) => answered(plain.POST("/api/v1/auth/sign-in", { body })),
    onSuccess: (signIn) => goOn(signIn, asks),
  });
}

/** Give a one-time code, or a recovery code. */
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

/** Give the password again, on a screen that has locked itself. */
export function useUnlock(unlock: () => void) {
  return useMutation({
    mutationFn: (password: string) =>
      answered(api.POST("/api/v1/auth/reauthenticate", { body: { password } })),
    onSuccess: unlock,
  });
}

/** End the session on the server, then forget it here, whatever the server says. */
export async function signOut(): Promise<void> {
  await api.DELETE("/api/v1/auth/session").catch(() => undefined);
  session.close();
}

function goOn({ tokens, second_factor }: SignIn, asks: (factor: SecondFactor) => void): void {
  if (tokens) session.open(tokens);
  else if (second_factor) asks(second_factor);
}
