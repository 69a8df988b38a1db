import { act } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { session } from "@/api/session";
import { renderHookInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { signOut, useCode, usePassword, useUnlock } from "./signing";

const TOKENS = { access_token: "a2", refresh_token: "r2", expires_in: 900 };
const FACTOR = { session_token: "half-open", methods: ["totp"] } as never;
const CREDENTIALS = { email: "kim@example.org", password: "secret" };

test("a password opens the session", async () => {
  server.answers("POST /api/v1/auth/sign-in", { tokens: TOKENS, second_factor: null });
  const asks = vi.fn();
  const { result } = renderHookInApp(() => usePassword(asks));
  session.close();
  await act(() => result.current.mutateAsync(CREDENTIALS));
  expect(session.gate()).toBe("open");
  expect(await session.token()).toBe("a2");
  expect(asks).not.toHaveBeenCalled();
});

test("a password with a second factor opens nothing yet", async () => {
  server.answers("POST /api/v1/auth/sign-in", { tokens: null, second_factor: FACTOR });
  const asks = vi.fn();
  const { result } = renderHookInApp(() => usePassword(asks));
  session.close();
  await act(() => result.current.mutateAsync(CREDENTIALS));
  expect(session.gate()).toBe("signed-out");
  expect(asks).toHaveBeenCalledWith(FACTOR);
});

test("a code is sent with the token of the half-open session, and tells that the user is in", async () => {
  server.answers("POST /api/v1/auth/second-factor", { tokens: TOKENS, second_factor: null });
  const [asks, isIn] = [vi.fn(), vi.fn()];
  const { result } = renderHookInApp(() => useCode(FACTOR, asks, isIn));
  await act(() => result.current.mutateAsync("123456"));
  const [sent] = server.sent("POST /api/v1/auth/second-factor");
  expect(sent?.headers.get("X-Session-Token")).toBe("half-open");
  expect(sent?.body).toEqual({ code: "123456" });
  expect(isIn).toHaveBeenCalledOnce();
});

test("a wrong code is asked for again, with the next token", async () => {
  const next = { session_token: "next" } as never;
  server.answers("POST /api/v1/auth/second-factor", { tokens: null, second_factor: next });
  const [asks, isIn] = [vi.fn(), vi.fn()];
  const { result } = renderHookInApp(() => useCode(FACTOR, asks, isIn));
  await act(() => result.current.mutateAsync("000000"));
  expect(asks).toHaveBeenCalledWith(next);
  expect(isIn).not.toHaveBeenCalled();
});

test("a locked screen opens with the password, and stays locked without", async () => {
  server.refuses("POST /api/v1/auth/reauthenticate", 403, "Wrong password");
  const unlock = vi.fn();
  const { result } = renderHookInApp(() => useUnlock(unlock));
  await act(() => result.current.mutateAsync("wrong").catch(() => undefined));
  expect(unlock).not.toHaveBeenCalled();
  server.answers("POST /api/v1/auth/reauthenticate", null);
  await act(() => result.current.mutateAsync("right"));
  expect(unlock).toHaveBeenCalledOnce();
});

test.each(["is out of reach", "refuses", "answers"])(
  "signing out forgets the session where the server %s",
  async (how) => {
    const route = "DELETE /api/v1/auth/session";
    if (how === "is out of reach") server.isOutOfReach(route);
    else if (how === "refuses") server.refuses(route, 500);
    else server.answers(route, null);
    session.open(TOKENS);
    await signOut();
    expect(session.gate()).toBe("signed-out");
    expect(localStorage.getItem("jindan.signed-in")).toBeNull();
  },
);
