import type { Page } from "@playwright/test";
import { asRole } from "./cases";
import { codeAt, steadyStep } from "./codes";
import { expect, type Person, test } from "./people";
import { PROVIDER } from "./server";

test("a person signs in with the hospital's account, by keyboard, where they wanted to go", async ({
  page,
  person,
  request,
}) => {
  const { email } = await added(request, person, "member");
  await page.goto("/app/search?q=abc");
  const button = page.getByRole("button", { name: person.t("sign-in-with", { provider: PROVIDER }) });
  await expect(button).toBeVisible();
  await person.expectAccessible();
  await button.focus();
  await page.keyboard.press("Enter");
  await signInThere(page, email);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await expect(page).toHaveURL(/\/app\/search\?q=abc$/);
  expect(await page.evaluate(() => Object.keys(localStorage).sort())).not.toContain(
    "jindan.provider-sign-in",
  );
});

test("who has no account is told so in words, and may begin again", async ({ page, person }) => {
  const { t } = person;
  await begin(page, person);
  await signInThere(page, "stranger@example.org");
  const notice = page.getByRole("alert");
  await expect(notice).toContainText(
    person.language === "ko" ? "등록된 계정이 없습니다" : "You have no account here",
  );
  await expect(page).toHaveURL(/\/app\/signed-in$/); // neither code nor state stays in the address
  await person.expectAccessible();
  await page.getByRole("link", { name: t("to-sign-in") }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(t("email"))).toBeVisible();
});

test("who cancels there is told so here", async ({ page, person }) => {
  await begin(page, person);
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("alert")).toContainText(person.t("not-signed-in"));
  await person.expectAccessible();
});

test("a link that somebody else sends signs nobody in", async ({ page, person }) => {
  await page.goto("/app/signed-in?code=theirs&state=theirs");
  const words =
    person.language === "ko"
      ? "이 로그인은 여기서 마칠 수 없습니다"
      : "This sign-in cannot be completed here";
  await expect(page.getByRole("alert")).toContainText(words);
});

test("a session that ended is gone on with from another tab, and the screen stays", async ({
  page,
  context,
  person,
  request,
}) => {
  const { t } = person;
  const { email, endSessions } = await added(request, person, "returning");
  await begin(page, person);
  await signInThere(page, email);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await page.goto("/app/new");
  await page.getByRole("combobox", { name: t("patient-code") }).fill("KEPT-1");
  await endSessions();
  await page.keyboard.type("1"); // asks the server, which refuses, where nothing else on the screen has asked already
  const button = page.getByRole("button", { name: t("sign-in-with", { provider: PROVIDER }) });
  await expect(page.getByText(t("session-expired"))).toBeVisible();
  const opened = context.waitForEvent("page");
  await button.click();
  await signInThere(await opened, email);
  await expect(page.getByText(t("session-expired"))).toBeHidden();
  await expect(page.getByRole("combobox", { name: t("patient-code") })).toHaveValue(/^KEPT-11?$/);
});

test("a second factor is set up without a password here, and asked for after the provider", async ({
  page,
  person,
  request,
}) => {
  const { t } = person;
  const { email } = await added(request, person, "factor");
  await begin(page, person);
  await signInThere(page, email);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await page.goto("/app/security");
  const secret = (await page.locator("code").textContent()) ?? "";
  const form = page.getByRole("form", { name: t("second-factor") });
  await expect(form.getByText(t("password-not-needed", { provider: PROVIDER }))).toBeVisible();
  await form.getByRole("textbox", { name: t("code") }).fill(codeAt(secret, await steadyStep()));
  await page.keyboard.press("Enter");
  const codes = await page.getByLabel(t("recovery-codes"), { exact: true }).textContent();
  await page.getByRole("button", { name: t("recovery-codes-stored") }).click();
  await person.signOut();

  await begin(page, person);
  await signInThere(page, email);
  await expect(page.getByRole("textbox", { name: t("code") })).toBeFocused();
  await person.expectAccessible();
  await page.keyboard.type(codes?.split("\n")[0] ?? "");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();
});

/** From the sign-in page to the provider's. */
async function begin(page: Page, { t }: Person): Promise<void> {
  await page.goto("/app/");
  await page.getByRole("button", { name: t("sign-in-with", { provider: PROVIDER }) }).click();
}

/** The provider's own page. */
async function signInThere(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Hospital accounts" })).toBeVisible();
  await page.getByLabel("Address").fill(email);
  await page.keyboard.press("Enter");
}

type Requests = Parameters<typeof asRole>[0];

/** A person whom an administrator has added; a new password ends their sessions, and they never knew the old one. */
async function added(request: Requests, { language }: Person, name: string) {
  const email = `${name}-${language}@example.org`;
  const { post } = await asRole(request, "administrator");
  const made = await post<{ user: { id: string } }>("/users", { email, name: "", role: "clinician" });
  return { email, endSessions: () => post(`/users/${made.user.id}/password`, {}) };
}
