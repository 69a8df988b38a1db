import { asRole, openedCase, PANEL, table } from "./cases";
import { expect } from "./people";
import { test } from "./keys";

const PATIENCE_MS = 5 * 60_000;

test("a table becomes an answer, and what it rests on is read, by the keyboard alone", async ({
  page,
  person,
  keys,
  request,
}) => {
  const { t, language } = person;
  const code = `KEYS-OMICS-${language}`;
  await openedCase(request, code);
  await person.signIn("clinician");
  await keys.openCase(code);
  await keys.press(page.getByRole("link", { name: t("add-files") }));
  await keys.files(
    page.getByRole("button", { name: t("choose-files") }),
    table(`keys-${language}.csv`, PANEL),
  );
  await keys.press(page.getByRole("radio").first(), "Space");
  await expect(page.getByText(t("leads-to-table"))).toBeVisible();
  await keys.press(page.getByRole("button", { name: t("send", { count: 1 }) }));
  await expect(page.getByText(t("step-started"))).toBeVisible();
  await keys.press(page.getByRole("link", { name: t("back-to-case") }));

  const open = page.getByRole("link", { name: t("score-details") });
  await expect(open).toBeVisible({ timeout: PATIENCE_MS });
  await keys.press(open);
  await expect(page.getByRole("table", { name: t("classes") })).toBeVisible();
  await expect(page.getByRole("table", { name: t("contributions") })).toContainText("LYVE1");
  await keys.press(page.getByRole("link", { name: t("report"), exact: true }));
  await keys.press(page.locator(`button[aria-controls^="basis-"]`).nth(2));
  await keys.press(
    page
      .getByRole("list", { name: t("evidence") })
      .getByRole("link")
      .first(),
  );
  await expect(page).toHaveURL(/\/risk-scores\//);
  await keys.press(page.getByRole("link", { name: t("network-card") }));
  await expect(page).toHaveURL(/\/models#/);
});

test("a model is asked about a table of the case, for every row, by the keyboard alone", async ({
  page,
  person,
  keys,
  request,
}) => {
  const { t, language } = person;
  const code = `KEYS-COHORT-${language}`;
  const opened = await openedCase(request, code);
  const rows = PANEL + (PANEL.split("\n")[1] ?? "").replace("U1", "U2") + "\n";
  await (
    await asRole(request, "clinician")
  ).send(`/cases/${opened}/artifacts`, "rows.csv", Buffer.from(rows));
  await person.signIn("clinician");
  await keys.openCase(code);
  await keys.press(page.getByRole("link", { name: t("run-model"), exact: true }));
  await keys.press(page.getByRole("checkbox", { name: "rows.csv" }), "Space");
  await keys.press(page.getByRole("radio").first(), "Space");
  await keys.press(page.getByRole("checkbox", { name: t("run-every-row") }), "Space");
  await keys.press(page.getByRole("button", { name: t("run-model"), exact: true }));
  const answers = page.getByRole("button", { name: t("download-scores") });
  await expect(answers).toBeVisible({ timeout: PATIENCE_MS });
  const download = page.waitForEvent("download");
  await keys.press(answers);
  expect((await download).suggestedFilename()).toBe("scores.csv");
});
