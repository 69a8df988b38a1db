import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { session } from "@/api/session";
import { renderHookInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { useProvider, useProviderAnswer, useProviderSignIn } from "./provider";

const COMPLETE = "POST /api/v1/auth/identity-provider/complete";
const STORED = "jindan.provider-sign-in";
const SENT = new URLSearchParams("code=c&state=s");
const TOKENS = { access_token: "a2", refresh_token: "r2", expires_in: 900 };

afterEach(() => {
  vi.restoreAllMocks();
});

test("without a provider, or without an answer, the password form stands alone", async () => {
  server.isOutOfReach("GET /api/v1/auth/identity-provider");
  const { result } = renderHookInApp(useProvider);
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect(server.count("GET /api/v1/auth/identity-provider")).toBe(1);
});

test("over an expired session the provider opens in another tab, and the covered screen stays", async () => {
  server.answers("POST /api/v1/auth/identity-provider/begin", {
    authorization_url: "https://idp.example.org/authorize",
    ticket: "t1",
  });
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  const { result } = renderHookInApp(useProviderSignIn, { at: "/cases?patient=p1" });
  vi.spyOn(session, "gate").mockReturnValue("expired");
  await act(() => result.current.mutateAsync());
  expect(opened).toHaveBeenCalledWith("https://idp.example.org/authorize", "_blank", "noopener");
  expect(JSON.parse(localStorage.getItem(STORED) ?? "")).toEqual({ ticket: "t1", place: "/" });
});

test("the provider's answer opens the session and leads back to where the user was", async () => {
  localStorage.setItem(STORED, JSON.stringify({ ticket: "t1", place: "/cases/c1" }));
  server.answers(COMPLETE, { tokens: TOKENS, second_factor: null });
  const { result } = renderHookInApp(() => useProviderAnswer(SENT));
  await waitFor(() => expect(result.current.data).toEqual({ factor: null, place: "/cases/c1" }));
  expect(server.sent(COMPLETE)[0]?.body).toEqual({ code: "c", state: "s", ticket: "t1" });
  expect(await session.token()).toBe("a2");
  expect(localStorage.getItem(STORED)).toBeNull(); // a ticket is good once
});

test("an answer to a sign-in that was not begun here is left to the server to refuse", async () => {
  server.refuses(COMPLETE, 403, "Not begun here");
  const { result } = renderHookInApp(() => useProviderAnswer(SENT));
  await waitFor(() => expect(result.current.error?.message).toBe("Not begun here"));
  expect(server.sent(COMPLETE)[0]?.body).toMatchObject({ ticket: "none" });
});

test("a second factor of the provider's user is passed on", async () => {
  const factor = { session_token: "half-open", methods: ["totp"] };
  server.answers(COMPLETE, { tokens: null, second_factor: factor });
  const { result } = renderHookInApp(() => useProviderAnswer(SENT));
  await waitFor(() => expect(result.current.data).toEqual({ factor, place: "/" }));
});

test("nothing is completed where the provider sent nothing", () => {
  const { result } = renderHookInApp(() => useProviderAnswer(new URLSearchParams("error=denied")));
  expect(result.current.fetchStatus).toBe("idle");
});
