import { env, expect, test } from "./people";

const PATIENCE_MS = 5 * 60_000; // a whole analysis, on a busy machine

test("a CT goes from the drop to the viewer, and each number leads to its slice", async ({
  page,
  person,
}) => {
  const { t, language } = person;
  await person.signIn("clinician");
  await page
    .getByRole("link", { name: t("new-case") })
    .first()
    .click();
  await page.getByRole("combobox", { name: t("patient-code") }).fill(`CT-${language}`);
  await page.getByLabel(t("clinical-question")).fill("Abdomen");
  await person.expectAccessible();
  await page.getByRole("button", { name: t("create-case") }).click();

  await page.locator("input[type=file]").first().setInputFiles(env("JINDAN_E2E_CT"));
  await expect(page.getByText(t("group-nifti"))).toBeVisible();
  await expect(page.getByText("200 × 168 × 112")).toBeVisible();
  await expect(page.getByText(t("leads-to-nifti"))).toBeVisible();
  await person.expectAccessible();
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  await expect(page.getByText(t("step-started"))).toBeVisible();

  await page
    .getByRole("link", { name: t("worklist") })
    .first()
    .click();
  const jobs = page.getByRole("list", { name: t("jobs") });
  await expect(page.getByText(t("worklist-live"))).toBeVisible();
  await expect(jobs.getByText(t("kind-report-rendering")).first()).toBeVisible({ timeout: PATIENCE_MS });
  await person.expectAccessible();

  await jobs
    .getByRole("link", { name: `CT-${language}`, exact: false })
    .first()
    .click();
  await page
    .getByRole("link", { name: t("open-viewer") })
    .last()
    .click();
  const viewer = page.locator("[data-stage]");
  await expect(viewer).toHaveAttribute("data-stage", "full", { timeout: PATIENCE_MS });
  await person.expectAccessible();

  const table = page.getByRole("table", { name: t("measurements") });
  const value = table.locator("button").first();
  await value.click();
  await expect(table.locator("tr[aria-current]")).toBeVisible();
  await expect(page.getByText(/ HU · /)).toBeVisible();
  const organ = table.getByRole("checkbox").first();
  await organ.uncheck();
  await expect(organ).not.toBeChecked();
});
