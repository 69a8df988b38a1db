import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { Refusal } from "@/api/problem";
import { session } from "@/api/session";
import { renderInApp } from "@/testing/app";
import { problem, server } from "@/testing/server";
import { ErrorBoundary } from "./ErrorBoundary";
import { Gate } from "./Gate";
import { queryClient } from "./queries";

beforeEach(() => {
  server.answers("GET /api/v1/auth/identity-provider", { is_set_up: false, name: null });
});

test("a user who is not signed in sees the sign-in, and after a sign-out nothing of the user before", () => {
  const { queries } = renderInApp(<Gate>content</Gate>);
  expect(screen.getByText("content")).toBeTruthy();
  queries.setQueryData(["case", "c1"], "of somebody");
  act(() => session.close());
  expect(screen.queryByText("content")).toBeNull();
  expect(screen.getByRole("form", { name: "Sign in" })).toBeTruthy();
  expect(queries.getQueryData(["case", "c1"])).toBeUndefined();
});

test("an expired session covers the screen and keeps what was on it", async () => {
  const { queries } = renderInApp(<Gate>content</Gate>);
  queries.setQueryData(["me"], { id: "me", email: "kim@example.org" });
  server.answers("POST /api/v1/auth/refresh", () => problem(401));
  act(() => void session.renew("access"));
  expect(await screen.findByText(/Your session has ended/)).toBeTruthy();
  expect(screen.getByText("content").hidden).toBe(true);
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "E-mail address" }).value).toBe(
    "kim@example.org",
  );
  act(() => session.open({ access_token: "new", refresh_token: "r2", expires_in: 900 }));
  await waitFor(() => expect(screen.getByText("content").hidden).toBe(false));
});

test("an error of one screen leaves the others, and is gone at the next address", () => {
  const logged = vi.spyOn(console, "error").mockReturnValue(undefined);
  const broken = { is: true };
  const Screen = () => {
    if (broken.is) throw new Error("a bug");
    return "content";
  };
  const at = (path: string) => (
    <ErrorBoundary path={path} title="Broken">
      <Screen />
    </ErrorBoundary>
  );
  const { rerender } = renderInApp(at("/one"));
  expect(screen.getByRole("heading", { name: "Broken" })).toBeTruthy();
  broken.is = false;
  rerender(at("/two"));
  expect(screen.getByText("content")).toBeTruthy();
  logged.mockRestore();
});

test.each([
  [{ status: 0, type: "about:offline" }, true],
  [{ status: 503, type: "about:blank" }, true],
  [{ status: 404, type: "about:blank" }, false],
  [{ status: 401, type: "about:blank" }, false],
])("a query that failed with %j is tried again: %s", (answer, isTried) => {
  const retry = queryClient().getDefaultOptions().queries?.retry as (
    failures: number,
    error: Error,
  ) => boolean;
  const refusal = new Refusal({ title: "", detail: "", remedy: "", code: "", values: {}, ...answer });
  expect(retry(0, refusal)).toBe(isTried);
  expect(retry(4, refusal)).toBe(false);
  expect(retry(0, new Error("a bug"))).toBe(false);
});
