import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Schemas } from "@/api/client";
import { ME } from "@/api/me";
import { plain } from "@/api/plain";
import { answered } from "@/api/problem";

export type User = Schemas["UserOut"];
export type Role = Schemas["Role"];

export const ROLES: Role[] = ["clinician", "researcher", "clerk", "administrator", "auditor"];
const USERS = ["users"];
const TOTP = ["totp"];

/** The users of the organisation. */
export function useUsers() {
  return useInfiniteQuery({
    queryKey: USERS,
    queryFn: ({ pageParam }) =>
      answered(api.GET("/api/v1/users", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
}

/** Create an account. The answer contains the link by which the person chooses a password, once. */
export function useNewUser() {
  return useUserChange((body: Schemas["UserIn"]) => answered(api.POST("/api/v1/users", { body })));
}

/** Change the name or role of a user, or activate or deactivate the account. */
export function useAmendUser(user_id: string) {
  return useUserChange((body: Schemas["UserPatch"]) =>
    answered(api.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id } }, body })),
  );
}

/** Void the password. The answer contains the link by which the person chooses another. */
export function useResetPassword(user_id: string) {
  return useUserChange(() =>
    answered(api.POST("/api/v1/users/{user_id}/password", { params: { path: { user_id } } })),
  );
}

/** Sign a user out everywhere. */
export function useEndSessions(user_id: string) {
  return useUserChange(() =>
    answered(api.DELETE("/api/v1/users/{user_id}/sessions", { params: { path: { user_id } } })),
  );
}

/** Unlink the hospital account of a user. */
export function useUnlinkIdentity(user_id: string) {
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

/** Set up or remove one's own second factor. `seen` is called when the recovery codes have been stored. */
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

/** Confirm the user by password. Without one, a recent sign-in with the hospital account counts. */
export async function reauthenticate(password: string): Promise<void> {
  if (password) await answered(api.POST("/api/v1/auth/reauthenticate", { body: { password } }));
}

/** Choose a password with a link that an administrator has made. The answer has the e-mail address to sign in with. */
export function useChoosePassword() {
  return useMutation({
    mutationFn: (body: Schemas["LinkSpent"]) => answered(plain.POST("/api/v1/auth/set-password", { body })),
  });
}

/** Change the password. Every session ends, including this one. */
export function useChangePassword() {
  return useMutation({
    mutationFn: (body: Schemas["PasswordChange"]) => answered(api.POST("/api/v1/auth/password", { body })),
  });
}
