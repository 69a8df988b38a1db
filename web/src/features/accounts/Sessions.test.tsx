import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { AccountChanges } from "./AccountChanges";
import { Sessions } from "./Sessions";
import { SetPasswordPage } from "./SetPasswordPage";

const AT = "2026-11-28T09:00:00Z";
const row = (id: string, device: string, is_current: boolean) => ({
  id,
  device,
  address: "10.0.0.9",
  created_at: AT,
  last_seen_at: AT,
  is_current,
});

test("one's sessions are listed, and each but this one can be ended", async () => {
  const person = userEvent.setup();
  server.answers(
    "GET /api/v1/me/sessions",
    pageOf([row("a", "Chrome, Windows", true), row("b", "", false)]),
    pageOf([row("a", "Chrome, Windows", true)]),
  );
  server.answers("DELETE /api/v1/me/sessions/b", null);
  renderInApp(<Sessions />);
  const [own, other] = await screen.findAllByRole("listitem");
  expect(own?.textContent).toContain("This device");
  expect(within(own as HTMLElement).queryByRole("button")).toBeNull();
  await person.click(within(other as HTMLElement).getByRole("button", { name: /^Sign out Unknown device/ }));
  await waitFor(() => expect(screen.queryAllByRole("listitem")).toHaveLength(1));
  expect(screen.queryByRole("button", { name: "Sign out all others" })).toBeNull();
});

test("what others did to one's account stays until it was seen", async () => {
  const person = userEvent.setup();
  const change = { id: "c", what: "second-factor-removed", by: "이관리", created_at: AT, seen_at: null };
  server.answers(
    "GET /api/v1/me/account-changes",
    pageOf([change, { ...change, id: "d", by: null }, { ...change, id: "old", seen_at: AT }]),
    pageOf([]),
  );
  server.answers("POST /api/v1/me/account-changes/c/seen", null);
  server.answers("POST /api/v1/me/account-changes/d/seen", null);
  renderInApp(<AccountChanges />);
  const notice = await screen.findByRole("status");
  expect(notice.textContent).toContain("이관리 removed your second factor");
  expect(notice.textContent).toContain("The operator of this server removed your second factor");
  await person.click(within(notice).getByRole("button", { name: "I have seen this" }));
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
  expect(server.count("POST /api/v1/me/account-changes/old/seen")).toBe(0);
});

test("a link's token leaves the address and is sent with the chosen password", async () => {
  const person = userEvent.setup();
  window.history.replaceState(null, "", "/app/set-password#secret-token");
  server.answers("POST /api/v1/auth/set-password", { email: "kim@example.org" });
  renderInApp(<SetPasswordPage footer={null} />);
  expect(window.location.hash).toBe("");
  await person.type(screen.getByLabelText("New password"), " four unrelated words ");
  await person.click(screen.getByRole("button", { name: "Choose a password" }));
  expect((await screen.findByRole("status")).textContent).toContain("kim@example.org");
  const [sent] = server.sent("POST /api/v1/auth/set-password");
  expect(sent?.body).toEqual({ token: "secret-token", password: " four unrelated words " });
});
