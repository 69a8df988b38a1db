import { reportedCase } from "./cases";
import { expect, passwordOf } from "./people";
import { test } from "./keys";
import { review } from "./reviewing";

test("a report is followed to its source, reviewed, signed and amended by the keyboard alone", async ({
  page,
  person,
  keys,
  request,
}) => {
  const { t, language } = person;
  const code = `KEYS-REPORT-${language}`;
  await reportedCase(request, code);
  await person.signIn("clinician");
  await keys.openCase(code);
  await keys.press(page.getByRole("link", { name: t("read-and-sign") }).first());
  const sentences = page
    .getByRole("heading", { name: t("statements") })
    .locator("..")
    .getByRole("listitem");
  const second = sentences.nth(1);
  const words = second.locator("[aria-controls^=basis-]");
  await keys.press(words);
  await expect(words).toHaveAttribute("aria-expanded", "true");
  await keys.press(second.getByRole("link").last());
  await expect(page).toHaveURL(/\/series\/.*version=1&at=/);
  await page.goBack(); // by the browser's own key
  await expect(page).toHaveURL(/\/reports\//);

  const reviews = page.getByRole("button", { name: t("review-of", { statement: "" }).trim() });
  await review({ page, person, keys }, reviews.nth(1), { verdict: "accepted" });
  await review({ page, person, keys }, reviews.nth(2), { verdict: "rejected", reason: "움직임" });

  await keys.press(page.getByLabel(t("sign-read")), "Space");
  await keys.write(page.getByLabel(t("current-password")), passwordOf("clinician"));
  await keys.press(page.getByRole("button", { name: t("sign"), exact: true }));
  await expect(page.getByText(t("report-final")).first()).toBeVisible();
  await expect(reviews).toHaveCount(0);

  await keys.press(page.getByRole("button", { name: t("amend"), exact: true }));
  await keys.press(second.getByRole("checkbox"), "Space");
  await keys.write(page.getByLabel(t("reason")), "위가 차 있었음");
  await keys.write(page.getByLabel(t("current-password")), passwordOf("clinician"));
  await keys.press(page.getByRole("button", { name: t("amend"), exact: true }));
  await expect(page.getByText(t("report-amended")).first()).toBeVisible();
  await expect(second.getByText(t("mark-withdrawn")).first()).toBeVisible();

  await keys.pick(page.getByRole("combobox", { name: t("version") }), /^1 · /);
  await expect(page).toHaveURL(/number=1/);
  await expect(page.getByText(t("report-preliminary")).first()).toBeVisible();
});
