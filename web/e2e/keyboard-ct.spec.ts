import { env, expect } from "./people";
import { test } from "./keys";
import { review } from "./reviewing";

const PATIENCE_MS = 5 * 60_000; // a whole analysis, on a busy machine

test("a CT goes from the file to the verdicts of a clinician by the keyboard alone", async ({
  page,
  person,
  keys,
}) => {
  const { t, language } = person;
  const code = `KEYS-CT-${language}`;
  await person.signIn("clinician");
  await keys.press(page.getByRole("link", { name: t("new-case") }).first());
  const patient = page.getByRole("combobox", { name: t("patient-code") });
  await expect(patient).toBeFocused();
  await keys.write(patient, code);
  await page.keyboard.press("Escape");
  await keys.write(page.getByLabel(t("clinical-question")), "간 평가");
  await page.keyboard.press("Enter");
  await keys.files(page.getByRole("button", { name: t("choose-files") }), env("JINDAN_E2E_CT"));
  await expect(page.getByText(t("group-nifti"))).toBeVisible();
  await keys.press(page.getByRole("button", { name: t("send", { count: 1 }) }));
  await expect(page.getByText(t("step-started"))).toBeVisible();

  await keys.press(page.getByRole("link", { name: t("worklist") }).first());
  const jobs = page.getByRole("list", { name: t("jobs") });
  const ours = jobs.getByRole("listitem").filter({ hasText: code });
  const reported = ours
    .filter({ hasText: t("kind-report-rendering") })
    .filter({ hasText: t("state-completed") });
  await expect(reported).toBeVisible({ timeout: PATIENCE_MS });
  await keys.press(reported.getByRole("link", { name: code }));
  await keys.press(page.getByRole("link", { name: t("open-viewer") }).last());

  await expect(page.locator("[data-stage]")).toHaveAttribute("data-stage", "full", { timeout: PATIENCE_MS });
  const window = page.getByRole("combobox", { name: t("window") });
  await keys.pick(window, t("window-liver"));
  await expect(window).toHaveValue(t("window-liver"));
  const slice = page.getByRole("slider", { name: t("slice-in", { view: t("view-axial") }) });
  await keys.to(slice);
  const first = Number(await slice.inputValue());
  await page.keyboard.press("ArrowRight");
  await expect(slice).toHaveValue(String(first + 1));
  await page.keyboard.press("PageDown");
  await expect(slice).not.toHaveValue(String(first + 1));
  const away = await slice.inputValue();
  await page.keyboard.press("3");
  await expect(window).toHaveValue(t("window-bone"));

  const coronal = page.getByRole("slider", { name: t("slice-in", { view: t("view-coronal") }) });
  await keys.press(page.getByRole("button", { name: t("enlarge", { view: t("view-axial") }) }));
  await expect(coronal).toBeHidden();
  await person.expectAccessible();
  await keys.press(page.getByRole("button", { name: t("show-all") }));
  await expect(coronal).toBeVisible();

  const table = page.getByRole("table", { name: t("measurements") });
  const value = table.locator("td button").first();
  await keys.press(value);
  await expect(table.locator("tr[aria-current]")).toBeVisible();
  await expect(slice).not.toHaveValue(away);
  const organ = table.getByRole("checkbox").first();
  await keys.press(organ, "Space");
  await expect(organ).not.toBeChecked();

  const reviews = table.getByRole("button", { name: t("review-of", { statement: "" }).trim() });
  await review({ page, person, keys }, reviews.nth(0), { verdict: "accepted" });
  await review({ page, person, keys }, reviews.nth(1), {
    verdict: "amended",
    words: "경계 밖 지방 제외",
    reason: "겹침",
  });
  await review({ page, person, keys }, reviews.nth(2), { verdict: "rejected", reason: "움직임" });
  await expect(table.getByText(t("verdict-rejected"))).toBeVisible();
});
