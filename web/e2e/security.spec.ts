import { asRole } from "./cases";
import { codeAt, steadyStep, STEP_MS, steps } from "./codes";
import { choosePassword, expect, passwordOf, signedIn, signIn, test } from "./people";

test("a second factor is set up, and asked for at the next sign-in", async ({ page, person, request }) => {
  const { t, language } = person;
  const email = `phone-${language}@example.org`;
  const administrator = await asRole(request, "administrator");
  const wanted = { email, name: "", role: "clinician" };
  const { link } = await administrator.post<{ link: string }>("/users", wanted);
  const password = await choosePassword(request, link);
  await signIn(page, t, email, password);
  await page.goto("/app/security");
  const secret = (await page.locator("code").textContent()) ?? "";
  const form = page.getByRole("form", { name: t("second-factor") });
  await form.getByLabel(t("current-password")).fill(password);
  await person.expectAccessible();
  const first = await steadyStep();
  await form.getByRole("textbox", { name: t("code") }).fill(codeAt(secret, first));
  await page.getByRole("button", { name: t("set-up"), exact: true }).click();
  await expect(page.getByText(t("recovery-codes-about"))).toBeVisible();
  await person.expectAccessible();
  await page.getByRole("button", { name: t("recovery-codes-stored") }).click();
  await expect(page.getByText(t("recovery-codes-about"))).toBeHidden();

  await person.signOut();
  await page.getByLabel(t("email")).fill(email);
  await page.getByLabel(t("password"), { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: t("code") })).toBeFocused();
  await person.expectAccessible();
  await page.keyboard.type("000000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible();
  await expect.poll(steps, { timeout: 2 * STEP_MS }).toBeGreaterThan(first); // a code is good once
  await page.getByRole("textbox", { name: t("code") }).fill(codeAt(secret, steps()));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: t("security") })).toBeVisible(); // where one was
});

test("a screen that nobody touches locks itself, and opens as it was", async ({ page, person }) => {
  const { t } = person;
  await page.clock.install();
  await person.signIn("clinician");
  await page.goto("/app/new");
  await page.getByRole("combobox", { name: t("patient-code") }).fill("LOCKED-1");
  await page.clock.fastForward("11:00");
  await expect(page.getByRole("heading", { name: t("locked") })).toBeVisible();
  await person.expectAccessible();
  await page.reload();
  const password = page.getByLabel(t("password-of", { email: "clinician@example.org" }));
  await expect(password).toBeFocused();
  await page.keyboard.type(passwordOf("clinician"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: t("new-case") })).toBeVisible();
});

test("a link lets a person choose a password once, and what was done to the account is told", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const email = `link-${language}@example.org`;
  const administrator = await asRole(request, "administrator");
  const made = await administrator.post<{ link: string; user: { id: string } }>("/users", {
    email,
    name: "",
    role: "clerk",
  });
  await page.goto(made.link);
  await expect(page.getByLabel(t("new-password"))).toBeFocused();
  await expect(page).toHaveURL(/set-password$/); // the token has left the address
  await person.expectAccessible();
  await page.keyboard.type("four unrelated words");
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("password-chosen", { email }))).toBeVisible();
  await administrator.patch(`/users/${made.user.id}`, { role: "researcher" });
  await signIn(page, t, email, "four unrelated words");
  await expect(page.getByText(t("account-changes"))).toBeVisible();
  await person.expectAccessible();
  await page.getByRole("button", { name: t("account-changes-seen") }).click();
  await expect(page.getByText(t("account-changes"))).toBeHidden();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("eyJ"); // no token within reach of a script

  await page.goto(made.link);
  await page.getByLabel(t("new-password")).fill("four other words");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toBeVisible(); // a link is good once
});

test("other sessions are seen and ended", async ({ page, person, request }) => {
  const { t } = person;
  await signedIn(request, "clerk");
  await person.signIn("clerk");
  await page.goto("/app/security");
  const sessions = page.getByRole("list", { name: t("sessions") });
  await expect(sessions.getByText(t("session-current"))).toBeVisible();
  await expect(sessions.getByRole("listitem").nth(1)).toBeVisible();
  await person.expectAccessible();
  await page.getByRole("button", { name: t("sessions-end-others") }).click();
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
  await page.reload(); // this one goes on, by its cookie
  await expect(sessions.getByRole("listitem")).toHaveCount(1);
});
