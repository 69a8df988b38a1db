import { expect, signIn, test } from "./people";

test("an administrator lets a person in, gives a role, and finds it in the audit", async ({
  page,
  person,
}) => {
  const { t, language } = person;
  await person.signIn("administrator");
  await page.getByLabel(t("email")).fill(`new-${language}@example.org`);
  await page.getByLabel(t("name"), { exact: true }).fill("김민지");
  await page.getByRole("button", { name: t("new-user") }).click();
  const link = (await page.getByRole("status").locator("code").textContent()) ?? "";
  await expect(page.getByRole("row", { name: /김민지/ }).first()).toBeVisible();
  await person.expectAccessible();

  await page
    .getByRole("link", { name: t("models") })
    .first()
    .click();
  await page
    .getByRole("button", { name: t("network-card") })
    .first()
    .click();
  await person.expectAccessible();

  await page
    .getByRole("link", { name: t("audit") })
    .first()
    .click();
  await page.getByRole("combobox", { name: t("audit-action") }).click();
  await page.getByRole("option", { name: t("action-user-created") }).click();
  await expect(page).toHaveURL(/action=user.created/);
  await expect(page.getByRole("cell", { name: t("action-user-created") }).first()).toBeVisible();
  await person.expectAccessible();

  await person.signOut();
  await page.goto(link);
  await page.getByLabel(t("new-password")).fill("four unrelated words");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: t("to-sign-in") }).click();
  await signIn(page, t, `new-${language}@example.org`, "four unrelated words");
  await expect(page.getByRole("heading", { name: t("worklist") })).toBeVisible();
});
