import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { session } from "@/api/session";
import { renderInApp } from "@/testing/app";
import { server } from "@/testing/server";
import { LockScreen } from "./LockScreen";
import { SignInForm } from "./SignInForm";

const PROVIDER = "GET /api/v1/auth/identity-provider";
const FACTOR = { session_token: "half-open", methods: ["totp"] };

test("password, then code; the way back leads to the password again", async () => {
  const user = userEvent.setup();
  server.answers(PROVIDER, { is_set_up: false, name: null });
  server.answers("POST /api/v1/auth/sign-in", { tokens: null, second_factor: FACTOR });
  renderInApp(<SignInForm />);
  await user.type(screen.getByRole("textbox", { name: "E-mail address" }), " kim@example.org ");
  await user.type(screen.getByLabelText("Password"), "secret{Enter}");
  const code = await screen.findByRole("textbox", { name: "One-time code" });
  expect(server.sent("POST /api/v1/auth/sign-in")[0]?.body).toEqual({
    email: "kim@example.org",
    password: "secret",
  });
  expect(document.activeElement).toBe(code);
  await user.type(code, "12 34");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Continue" }).disabled).toBe(true);
  await user.click(screen.getByRole("button", { name: "Back" }));
  expect(screen.getByLabelText("Password")).toBeTruthy();
});

test("a code is sent without the spaces it was written with", async () => {
  const user = userEvent.setup();
  server.answers(PROVIDER, { is_set_up: false, name: null });
  server.answers("POST /api/v1/auth/sign-in", { tokens: null, second_factor: FACTOR });
  server.answers("POST /api/v1/auth/second-factor", {
    tokens: { access_token: "a3", refresh_token: "r3", expires_in: 900 },
    second_factor: null,
  });
  renderInApp(<SignInForm email="kim@example.org" />);
  await user.type(screen.getByLabelText("Password"), "secret{Enter}");
  await user.type(await screen.findByRole("textbox", { name: "One-time code" }), "123 456{Enter}");
  expect(server.sent("POST /api/v1/auth/second-factor")[0]?.body).toEqual({ code: "123456" });
  expect(await session.token()).toBe("a3");
});

test("hospital accounts are offered where a provider is set up, and a refusal is shown", async () => {
  const user = userEvent.setup();
  server.answers(PROVIDER, { is_set_up: true, name: "Hanbit" });
  server.refuses("POST /api/v1/auth/identity-provider/begin", 503, "Provider out of reach");
  renderInApp(<SignInForm />);
  await user.click(await screen.findByRole("button", { name: "Sign in with Hanbit" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Provider out of reach");
});

test("a locked screen says what to do without a password, and can be left", async () => {
  const user = userEvent.setup();
  server.answers(PROVIDER, { is_set_up: true, name: "Hanbit" });
  server.answers("DELETE /api/v1/auth/session", null);
  renderInApp(<LockScreen onUnlock={() => undefined} />);
  expect(await screen.findByText(/sign out and sign in with Hanbit again/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Sign out" }));
  expect(session.gate()).toBe("signed-out");
});
