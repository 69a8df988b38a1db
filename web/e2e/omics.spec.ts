import type { Page } from "@playwright/test";
import { PANEL, table } from "./cases";
import { expect, type Person, test } from "./people";

const PATIENCE_MS = 5 * 60_000;
const [HEAD = "", FIRST = ""] = PANEL.split("\n");
const FAR = "U1,19,F,90,4800,21050,99999";

async function openCase(page: Page, person: Person, code: string): Promise<void> {
  await page.goto("/app/new");
  await page.getByRole("combobox", { name: person.t("patient-code") }).fill(code);
  await page.getByRole("button", { name: person.t("create-case") }).click();
  await expect(page.getByRole("heading", { name: person.t("drop") })).toBeVisible();
}

test("a table becomes a risk score with what it rests on, and a section of the report", async ({
  page,
  person,
}) => {
  const { t, language } = person;
  await person.signIn("clinician");
  await openCase(page, person, `OMICS-${language}`);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(table(`urine-${language}.csv`, PANEL));
  await expect(page.getByText(t("group-table"), { exact: true })).toBeVisible();
  await expect(page.getByText(t("table-size", { rows: "1", columns: "7" }))).toBeVisible();
  const model = page.getByRole("radio").first(); // the one that finds all it needs stands first
  await expect(page.getByText(foundWhole(t))).toBeVisible();
  await person.expectAccessible();
  await model.check();
  await expect(page.getByText(t("leads-to-table"))).toBeVisible();
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  await expect(page.getByText(t("step-started"))).toBeVisible();

  await page.getByRole("link", { name: t("back-to-case") }).click();
  const open = page.getByRole("link", { name: t("score-details") });
  await expect(open).toBeVisible({ timeout: PATIENCE_MS });
  await person.expectAccessible();
  await open.click();
  await expect(page.getByRole("heading", { name: t("contributions") })).toBeVisible();
  await expect(page.getByRole("table", { name: t("classes") }).getByRole("row")).toHaveCount(3);
  await expect(
    page
      .getByRole("table", { name: t("contributions") })
      .getByRole("row")
      .filter({ hasText: "LYVE1" }),
  ).toContainText(t("place-in-table", { table: 1, cell: "E2" }));
  await expect(page.getByRole("heading", { name: t("neighbours") })).toBeVisible();
  const chart = page.getByRole("img", { name: t("chart-position-about") });
  await expect.poll(() => chart.evaluate((drawn: HTMLImageElement) => drawn.naturalWidth)).toBeGreaterThan(0);
  await person.expectAccessible();

  await page.getByRole("link", { name: t("report"), exact: true }).click();
  const sentence = page.locator(`button[aria-controls^="basis-"]`).nth(2);
  await sentence.click();
  await page
    .getByRole("list", { name: t("evidence") })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/risk-scores\//);
  await page.getByRole("link", { name: t("network-card") }).click();
  await expect(
    page
      .getByText(/Debernardi S/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await person.expectAccessible();
});

test("a table in doubt says where, and a specimen far from the training gets no number", async ({
  page,
  person,
}) => {
  const { t, language } = person;
  await person.signIn("clinician");
  await openCase(page, person, `FAR-${language}`);
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(table(`far-${language}.csv`, rows(HEAD, FAR, FIRST.replace("U1", "U2"), "U3,1")));
  await expect(page.getByText(t("table-flag-ragged", { row: 4 }))).toBeVisible();
  await person.expectAccessible();
  await page.reload();
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(table(`far-${language}.csv`, rows(HEAD, FAR, FIRST.replace("U1", "U2"))));
  await expect(page.getByText(foundWhole(t))).toBeVisible();
  await page.getByRole("radio").first().check();
  await page.getByRole("combobox", { name: t("specimen") }).click();
  await page.getByRole("option", { name: "U1" }).click();
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  await expect(page.getByText(t("step-started"))).toBeVisible();
  await page.getByRole("link", { name: t("back-to-case") }).click();
  await page.getByRole("link", { name: t("score-details") }).click({ timeout: PATIENCE_MS });
  await expect(page.getByRole("heading", { name: t("abstained-title") })).toBeVisible();
  await person.expectAccessible();

  await page.getByRole("link", { name: t("back-to-case") }).click();
  await page.getByRole("link", { name: t("run-model"), exact: true }).click();
  await page.getByRole("checkbox", { name: `far-${language}.csv` }).check();
  await expect(page.getByText(foundWhole(t))).toBeVisible();
  await page.getByRole("radio").first().check();
  await page.getByRole("checkbox", { name: t("run-every-row") }).check();
  await person.expectAccessible();
  await page.getByRole("button", { name: t("run-model"), exact: true }).click();
  const answers = page.getByRole("button", { name: t("download-scores") });
  await expect(answers).toBeVisible({ timeout: PATIENCE_MS });
  const download = page.waitForEvent("download");
  await answers.click();
  expect((await download).suggestedFilename()).toBe("scores.csv");
});

/** The sentence of a panel that was found whole, whichever its name. */
function foundWhole(t: Person["t"]): RegExp {
  const said = t("panel-found", { panel: "PANEL", found: 6, expected: 6 });
  return new RegExp(said.replace("PANEL", ".+"));
}

function rows(...lines: string[]): string {
  return `${lines.join("\n")}\n`;
}
