import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { renderInApp } from "@/testing/app";
import { pageOf, server } from "@/testing/server";
import { SecurityPage } from "./SecurityPage";
import { UsersPage } from "./UsersPage";

const user = (id: string, more: object = {}) => ({
  id,
  email: `${id}@example.org`,
  name: "",
  role: "clinician",
  is_active: true,
  second_factor_is_set_up: false,
  hospital_account_is_linked: false,
  last_login: null,
  ...more,
});

const REMOVAL = "Request removal of second factor";

/** Say yes to what an act will do. Return the question. */
async function confirm(person: UserEvent, act: string, about = /kim@example.org/): Promise<HTMLElement> {
  const question = await screen.findByRole("dialog", { name: act });
  expect(within(question).getByText(about)).toBeTruthy();
  await person.click(within(question).getByRole("button", { name: act }));
  return question;
}

beforeEach(() => {
  server.answers("GET /api/v1/auth/identity-provider", { is_set_up: false, name: null });
  server.answers("GET /api/v1/account-proposals", pageOf([]));
  server.answers("GET /api/v1/me/sessions", pageOf([]));
  server.answers("GET /api/v1/users", pageOf([user("me", { role: "administrator" }), user("kim")]));
});

test("an administrator manages others, and not the own account", async () => {
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  const others = await screen.findByRole("row", { name: /kim@example.org/ });
  const own = screen.getByRole("row", { name: /me@example.org/ });
  await waitFor(() => expect(within(others).getByRole("button", { name: "Deactivate" })).toBeTruthy());
  expect(within(own).queryByRole("button")).toBeNull();
});

test("who may only look sees no form and no buttons", async () => {
  renderInApp(<UsersPage />);
  await screen.findByRole("row", { name: /kim@example.org/ });
  expect(screen.queryByRole("button")).toBeNull();
});

test("a link for a password is shown once under the user's address", async () => {
  const person = userEvent.setup();
  server.answers("POST /api/v1/users/kim/password", { link: "https://x/app/set-password#fresh" });
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  await person.click(await screen.findByRole("button", { name: "Reset password" }));
  expect(server.count("POST /api/v1/users/kim/password")).toBe(0);
  await confirm(person, "Reset password", /kim@example.org becomes void/);
  const notice = await screen.findByRole("status");
  expect(notice.textContent).toContain("Link for kim@example.org");
  expect(notice.textContent).toContain("set-password#fresh");
});

test("what needs two administrators is proposed by one and approved by another", async () => {
  const person = userEvent.setup();
  server.answers("POST /api/v1/users/kim/proposals", { id: "p" });
  const of = (id: string, by: string) => ({
    id,
    act: "remove-second-factor",
    user: user("kim"),
    proposed_by: user(by),
    expires_at: "2026-11-28T09:00:00Z",
  });
  server.answers("GET /api/v1/users", pageOf([user("kim", { second_factor_is_set_up: true })]));
  server.answers("GET /api/v1/account-proposals", pageOf([of("own", "me"), of("lee", "lee")]));
  server.answers("POST /api/v1/account-proposals/lee/approval", { user: user("kim"), link: null });
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  await person.click(await screen.findByRole("button", { name: REMOVAL }));
  await confirm(person, REMOVAL, /another administrator approves/);
  expect(server.sent("POST /api/v1/users/kim/proposals")[0]?.body).toEqual({ act: "remove-second-factor" });
  const [own, others] = await screen.findAllByRole("listitem");
  expect(within(own as HTMLElement).queryByRole("button", { name: "Approve" })).toBeNull();
  await person.click(within(others as HTMLElement).getByRole("button", { name: "Approve" }));
  expect(server.count("POST /api/v1/account-proposals/lee/approval")).toBe(1);
});

test("a second factor and a linked account are taken away only from who has them", async () => {
  server.answers("GET /api/v1/auth/identity-provider", { is_set_up: true, name: "Hospital login" });
  server.answers(
    "GET /api/v1/users",
    pageOf([user("kim"), user("lee", { second_factor_is_set_up: true, hospital_account_is_linked: true })]),
  );
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  const lee = await screen.findByRole("row", { name: /lee@example.org/ });
  await within(lee).findByRole("button", { name: "Unlink hospital account" });
  expect(within(lee).getByRole("button", { name: REMOVAL })).toBeTruthy();
  const kim = screen.getByRole("row", { name: /kim@example.org/ });
  expect(within(kim).queryByRole("button", { name: "Unlink hospital account" })).toBeNull();
  expect(within(kim).queryByRole("button", { name: REMOVAL })).toBeNull();
});

test("a removal of the second factor is proposed with a reset where that is chosen", async () => {
  const person = userEvent.setup();
  server.answers("GET /api/v1/users", pageOf([user("kim", { second_factor_is_set_up: true })]));
  server.answers("POST /api/v1/users/kim/proposals", { id: "p" });
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  await person.click(await screen.findByRole("button", { name: REMOVAL }));
  await person.click(await screen.findByRole("checkbox", { name: "Reset the password too" }));
  await confirm(person, REMOVAL);
  const [sent] = server.sent("POST /api/v1/users/kim/proposals");
  expect(sent?.body).toEqual({ act: "remove-second-factor-and-reset" });
});

test("a closed account can be opened, and nothing else", async () => {
  server.answers("GET /api/v1/users", pageOf([user("kim", { is_active: false })]));
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  const row = await screen.findByRole("row", { name: /kim@example.org/ });
  await within(row).findByRole("button", { name: "Activate" });
  expect(within(row).getAllByRole("button")).toHaveLength(1);
});

test("a change that is refused is said where it was confirmed", async () => {
  const person = userEvent.setup();
  server.refuses("PATCH /api/v1/users/kim", 409, "The last administrator");
  renderInApp(<UsersPage />, { may: ["manage-users"] });
  await person.click(await screen.findByRole("button", { name: "Deactivate" }));
  const question = await confirm(person, "Deactivate", /signed out at once/);
  expect((await within(question).findByRole("alert")).textContent).toContain("The last administrator");
});

test("a second factor is set up: the codes are shown until they are stored", async () => {
  const person = userEvent.setup();
  server.answers(
    "GET /api/v1/auth/totp",
    { is_set_up: false, secret: "JBSW", url: "otpauth://totp/x?secret=JBSW" },
    { is_set_up: true, secret: null, url: null },
  );
  server.answers("POST /api/v1/auth/reauthenticate", null);
  server.answers("POST /api/v1/auth/totp", { recovery_codes: ["one", "two"] });
  renderInApp(<SecurityPage />);
  const form = await screen.findByRole("form", { name: "Second factor" });
  await person.type(within(form).getByRole("textbox", { name: "One-time code" }), "123456");
  await person.type(within(form).getByLabelText("Current password"), "secret");
  await person.click(within(form).getByRole("button", { name: "Set up" }));
  expect((await screen.findByLabelText("Recovery codes")).textContent).toBe("one\ntwo");
  await person.click(screen.getByRole("button", { name: "I have stored them" }));
  expect(await screen.findByRole("button", { name: "Remove second factor" })).toBeTruthy();
});

test("a new password must be long enough", async () => {
  const person = userEvent.setup();
  server.answers("GET /api/v1/auth/totp", { is_set_up: true, secret: null, url: null });
  renderInApp(<SecurityPage />);
  const form = screen.getByRole("form", { name: "Change password" });
  const send = within(form).getByRole<HTMLButtonElement>("button", { name: "Change password" });
  await person.type(within(form).getByLabelText("Current password"), "old");
  await person.type(within(form).getByLabelText("New password"), "elevenchars");
  expect(send.disabled).toBe(true);
  await person.type(within(form).getByLabelText("New password"), "!");
  expect(send.disabled).toBe(false);
});
