import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { cached, renderHookInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import {
  useAmendUser,
  useChangePassword,
  useEndSessions,
  useNewUser,
  useResetPassword,
  useTotp,
  useTotpChange,
  useUnlinkIdentity,
  useUsers,
} from "./queries";

test("users come page after page", async () => {
  server.answers("GET /api/v1/users", pageOf([{ id: "u1" }], "next"), pageOf([{ id: "u2" }]));
  const { result } = renderHookInApp(useUsers);
  await waitFor(() => expect(result.current.hasNextPage).toBe(true));
  await act(() => result.current.fetchNextPage());
  await waitFor(() => expect(result.current.data?.pages).toHaveLength(2));
  expect(server.sent("GET /api/v1/users")[1]?.query).toEqual({ cursor: "next" });
});

test("a new user's link comes with the answer, and the list is fetched again", async () => {
  server.answers("POST /api/v1/users", { user: { id: "u3" }, link: "https://x/#once" });
  const { result, queries } = renderHookInApp(useNewUser);
  const stale = cached(queries, ["users"], ["audit-people"]);
  const body = { email: "kim@example.org", name: "김민지", role: "clerk" as const };
  expect((await act(() => result.current.mutateAsync(body))).link).toBe("https://x/#once");
  expect(server.sent("POST /api/v1/users")[0]?.body).toEqual(body);
  expect(stale()).toEqual([["users"]]);
});

test("an account is deactivated, given a link, signed out, and freed of its hospital account", async () => {
  server.answers("PATCH /api/v1/users/u1", { id: "u1" });
  server.answers("POST /api/v1/users/u1/password", { link: "https://x/#fresh" });
  server.answers("DELETE /api/v1/users/u1/sessions", null);
  server.answers("DELETE /api/v1/users/u1/identities", null);
  const { result } = renderHookInApp(() => ({
    amend: useAmendUser("u1"),
    reset: useResetPassword("u1"),
    end: useEndSessions("u1"),
    unlink: useUnlinkIdentity("u1"),
  }));
  await act(() => result.current.amend.mutateAsync({ is_active: false }));
  expect((await act(() => result.current.reset.mutateAsync(undefined))).link).toBe("https://x/#fresh");
  await act(() => result.current.end.mutateAsync(undefined));
  await act(() => result.current.unlink.mutateAsync(undefined));
  expect(server.sent("PATCH /api/v1/users/u1")[0]?.body).toEqual({ is_active: false });
  expect(server.sent()).toHaveLength(4);
});

test("setting up a second factor confirms the user first; the state is fetched again when the codes are stored", async () => {
  server.answers("GET /api/v1/auth/totp", { is_set_up: false, secret: "S", url: "otpauth://x" });
  server.answers("POST /api/v1/auth/reauthenticate", null);
  server.answers("POST /api/v1/auth/totp", { recovery_codes: ["a", "b"] });
  const { result, queries } = renderHookInApp(() => ({ totp: useTotp(), change: useTotpChange() }));
  await waitFor(() => expect(result.current.totp.data?.secret).toBe("S"));
  const stale = cached(queries, ["me"]);
  const made = await act(() =>
    result.current.change.setUp.mutateAsync({ code: "123456", password: "secret" }),
  );
  expect(made.recovery_codes).toEqual(["a", "b"]);
  expect(server.sent().map(({ route }) => route)).toEqual([
    "GET /api/v1/auth/totp",
    "POST /api/v1/auth/reauthenticate",
    "POST /api/v1/auth/totp",
  ]);
  expect(stale()).toEqual([]); // the codes are still on the screen
  await act(() => result.current.change.seen());
  expect(stale()).toEqual([["me"]]);
  expect(server.count("GET /api/v1/auth/totp")).toBe(2);
});

test("a wrong password sets up nothing", async () => {
  server.refuses("POST /api/v1/auth/reauthenticate", 401, "Wrong password");
  server.answers("POST /api/v1/auth/refresh", { access_token: "b", refresh_token: "r", expires_in: 900 });
  const { result } = renderHookInApp(useTotpChange);
  await act(() =>
    result.current.setUp.mutateAsync({ code: "123456", password: "wrong" }).catch(() => undefined),
  );
  await waitFor(() => expect(result.current.setUp.error?.message).toBe("Wrong password"));
  expect(server.count("POST /api/v1/auth/totp")).toBe(0);
});

test("without a password a recent sign-in counts, and the server decides", async () => {
  server.answers("DELETE /api/v1/auth/totp", null);
  const { result } = renderHookInApp(useTotpChange);
  await act(() => result.current.remove.mutateAsync(""));
  expect(server.sent().map(({ route }) => route)).toEqual(["DELETE /api/v1/auth/totp"]);
});

test("changing the password sends both", async () => {
  server.answers("POST /api/v1/auth/password", null);
  const { result } = renderHookInApp(useChangePassword);
  const body = { current_password: "old", new_password: "a-longer-one" };
  await act(() => result.current.mutateAsync(body));
  expect(server.sent("POST /api/v1/auth/password")[0]?.body).toEqual(body);
});
