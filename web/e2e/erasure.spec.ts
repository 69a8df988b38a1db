import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { asRole, openedCase } from "./cases";
import { expect, passwordOf, type Person, test } from "./people";

test("a clinician proposes to erase a patient, an administrator approves, and the access log is left", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const opened = await openedCase(request, `ERASE-${language.toUpperCase()}`);
  const { get } = await asRole(request, "clinician");
  const { patient_id: patient } = await get<{ patient_id: string }>(`/cases/${opened}`);

  await person.signIn("clinician");
  await page.goto(`/app/cases/${opened}`);
  const [copy] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: t("rights-copy-download") }).click(),
  ]);
  expect(copy.suggestedFilename()).toBe(`patient-export-${patient.slice(0, 8)}.zip`);
  expect(
    readFileSync(await copy.path())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  await page.getByRole("button", { name: t("erasure-propose") }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("combobox", { name: t("erasure-reason") }).click();
  await page.getByRole("option", { name: t("erasure-reason-patient-request") }).click();
  await person.expectAccessible();
  await question.getByRole("button", { name: t("erasure-propose") }).click();
  await expect(page.getByText(t("erasure-waits"), { exact: true })).toBeVisible();
  await person.expectAccessible();

  await person.signIn("administrator");
  await openNewestNotice(page, t);
  await expect(page).toHaveURL(/\/erasures$/);
  await person.expectAccessible();
  const id = patient.slice(0, 8);
  await page.getByRole("button", { name: t("erasure-approve-of", { id }) }).click();
  await page.getByLabel(t("current-password")).fill(passwordOf("administrator"));
  await person.expectAccessible();
  await page.getByRole("button", { name: t("erasure-approve-do") }).click();
  await expect(page.getByRole("status").getByText(patient)).toBeVisible();

  await page
    .getByRole("status")
    .getByRole("link", { name: t("erasure-audit") })
    .click();
  const [log] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: t("access-log-download") }).click(),
  ]);
  const lines = readFileSync(await log.path(), "utf-8");
  expect(lines).toContain(t("action-patient-erased"));
  expect(lines).toContain(t("action-signature-proved-by-password"));
  await person.expectAccessible();

  await person.signIn("clinician");
  await openNewestNotice(page, t);
  await expect(page).toHaveURL(/\/cases$/);
});

async function openNewestNotice(page: Page, t: Person["t"]): Promise<void> {
  const notifications = t("notifications", { count: 0 });
  await page.getByRole("button", { name: notifications }).click(); // however many are new
  await page.getByRole("dialog", { name: notifications }).getByRole("link").first().click();
}
