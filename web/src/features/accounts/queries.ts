import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { ME } from "@/api/me";
import { answered } from "@/api/problem";

export type User = Schemas["UserOut"];
export type Role = Schemas["Role"];

export const ROLES: Role[] = ["clinician", "researcher", "clerk", "administrator", "auditor"];
const USERS = ["users"];
const TOTP = ["totp"];

/** The people of the organisation. */
export function useUsers() {
  return useInfiniteQuery({
    queryKey: USERS,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/v1/users", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** Make an account; the answer holds its password, once. */
export function useNewUser() {
  return useUserChange((body: Schemas["UserIn"]) => answered(api.POST("/api/v1/users", { body })));
}

/** Give another name or role, deactivate, activate. */
export function useAmendUser(user_id: string) {
  return useUserChange((body: Schemas["UserPatch"]) =>
    answered(api.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id } }, body })),
  );
}

/** A new password to hand over. */
export function useResetPassword(user_id: string) {
  return useUserChange(() =>
    answered(api.POST("/api/v1/users/{user_id}/password", { params: { path: { user_id } } })),
  );
}

/** Take the second factor away from a person who has lost it. */
export function useRemoveSecondFactor(user_id: string) {
  return useUserChange(() =>
    answered(api.DELETE("/api/v1/users/{user_id}/second-factor", { params: { path: { user_id } } })),
  );
}

/** Forget with which account of the hospital a person signed in. */
export function useUntie(user_id: string) {
  return useUserChange(() =>
    answered(api.DELETE("/api/v1/users/{user_id}/identities", { params: { path: { user_id } } })),
  );
}

function useUserChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: USERS }) });
}

/** Whether one's own second factor is set up, and if not, the secret for the phone. */
export function useTotp() {
  return useQuery({
    queryKey: TOTP,
    queryFn: () => answered(api.GET("/api/v1/auth/totp")),
    staleTime: Infinity,
  });
}

/** Set one's own second factor up with a code of the phone, or remove it. `seen`: the recovery codes are kept, go on. */
export function useTotpChange() {
  const queries = useQueryClient();
  const seen = () =>
    Promise.all([queries.invalidateQueries({ queryKey: TOTP }), queries.invalidateQueries({ queryKey: ME })]);
  const setUp = useMutation({
    mutationFn: async ({ code, password }: { code: string; password: string }) => {
      await reauthenticate(password);
      return answered(api.POST("/api/v1/auth/totp", { body: { code } }));
    },
  });
  const remove = useMutation({
    mutationFn: async (password: string) => {
      await reauthenticate(password);
      return answered(api.DELETE("/api/v1/auth/totp"));
    },
    onSuccess: seen,
  });
  return { setUp, seen, remove };
}

/** Give the password again; without one it counts that the person has just signed in with the hospital's account. */
async function reauthenticate(password: string): Promise<void> {
  if (password) await answered(api.POST("/api/v1/auth/reauthenticate", { body: { password } }));
}

/** Choose another password; every session ends, this one too. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (body: Schemas["PasswordChange"]) => answered(api.POST("/api/v1/auth/password", { body })),
  });
}
