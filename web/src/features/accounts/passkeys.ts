import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { ME } from "@/api/me";
import { plain } from "@/api/plain";
import { answered } from "@/api/problem";
import { session } from "@/api/session";
import { answerOf, created } from "@/features/proofs/credentials";
import { reauthenticate } from "./queries";

export type Passkey = Schemas["PasskeyOut"];

const PASSKEYS = ["passkeys"];

/** One's own passkeys. */
export function usePasskeys() {
  return useQuery({
    queryKey: PASSKEYS,
    queryFn: () => answered(api.GET("/api/v1/auth/passkeys")),
  });
}

/** Set up, rename and remove one's own passkeys. `seen` is called when the recovery codes have been stored. */
export function usePasskeyChange() {
  const queries = useQueryClient();
  const seen = () =>
    Promise.all([PASSKEYS, ME, ["proofs"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
  const add = useMutation({
    mutationFn: async ({ name, password }: { name: string; password: string }) => {
      await reauthenticate(password);
      const { options } = await answered(api.POST("/api/v1/auth/passkeys/begin"));
      const body = { name, credential: await created(options) };
      return answered(api.POST("/api/v1/auth/passkeys", { body }));
    },
    onSuccess: seen,
  });
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: number; name: string }) => {
      const params = { path: { passkey_id: id } };
      return answered(api.PATCH("/api/v1/auth/passkeys/{passkey_id}", { params, body: { name } }));
    },
    onSuccess: seen,
  });
  const remove = useMutation({
    mutationFn: async ({ id, password }: { id: number; password: string }) => {
      await reauthenticate(password);
      const params = { path: { passkey_id: id } };
      return answered(api.DELETE("/api/v1/auth/passkeys/{passkey_id}", { params }));
    },
    onSuccess: seen,
  });
  return { add, rename, remove };
}

/** Sign in by passkey alone. */
export function usePasskeySignIn() {
  return useMutation({
    mutationFn: async () => {
      const begun = await answered(plain.POST("/api/v1/auth/passkeys/sign-in/begin"));
      const params = { header: { "X-Session-Token": begun.session_token } };
      const body = { credential: await answerOf(begun.options) };
      return answered(plain.POST("/api/v1/auth/passkeys/sign-in/complete", { params, body }));
    },
    onSuccess: ({ tokens }) => tokens && session.open(tokens),
  });
}

/** Complete a sign-in by password with a passkey. */
export function usePasskeyFactor(session_token: string, isIn?: () => void) {
  const params = { header: { "X-Session-Token": session_token } };
  return useMutation({
    mutationFn: async () => {
      const { options } = await answered(plain.POST("/api/v1/auth/passkeys/second-factor/begin", { params }));
      const body = { credential: await answerOf(options) };
      return answered(plain.POST("/api/v1/auth/passkeys/second-factor/complete", { params, body }));
    },
    onSuccess: ({ tokens }) => {
      if (!tokens) return;
      session.open(tokens);
      isIn?.();
    },
  });
}
