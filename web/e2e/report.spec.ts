import { asRole, reportedCase } from "./cases";
import { expect, passwordOf, test } from "./people";

test("a report is read to its basis, signed, amended, and each version stays", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const form = page.getByRole("form", { name: t("review") });
  const password = page.getByLabel(t("current-password")); // the proof that the signature is the person's own
  const { report } = await reportedCase(request, `REPORT-${language}`);
  await person.signIn("clinician");
  await page.goto(`/app/reports/${report}`);
  await expect(page.getByRole("img", { name: t("pdf-page", { number: 1 }) })).toBeVisible();
  const sentences = page
    .getByRole("heading", { name: t("statements") })
    .locator("..")
    .getByRole("listitem");
  await sentences.nth(1).getByRole("button").first().click();
  await person.expectAccessible();
  await sentences.nth(1).getByRole("link").last().click();
  await expect(page).toHaveURL(/\/series\/.*version=1&at=/);
  const liver = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") })
    .first();
  await liver.getByRole("button", { name: t("review-of", { statement: "" }).trim() }).click();
  await form.getByRole("button", { name: t("save") }).click();
  await expect(liver.getByText(t("verdict-accepted"))).toBeVisible();
  await page.goBack();

  const review = sentences.nth(2).getByRole("button", { name: t("review-of", { statement: "" }).trim() });
  await review.click();
  await form.getByText(t("verdict-rejected")).click();
  await form.getByLabel(t("reason")).fill("움직임");
  await person.expectAccessible();
  await form.getByRole("button", { name: t("save") }).click();
  await expect(sentences.nth(2).getByText("움직임")).toBeVisible();

  await expect(page.getByRole("button", { name: t("sign"), exact: true })).toBeDisabled();
  await page.getByLabel(t("sign-read")).check();
  await password.fill(passwordOf("clinician"));
  const colleague = await asRole(request, "clinician");
  const { statements } = await colleague.get<{ statements: { id: string }[] }>(`/reports/${report}/content`);
  await colleague.post(`/reports/${report}/reviews`, { statement: statements[3]?.id, verdict: "accepted" });
  await page.getByRole("button", { name: t("sign"), exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible(); // nobody signs a verdict that they have not seen
  await expect(sentences.nth(3).getByText(t("verdict-accepted")).first()).toBeVisible();
  await expect(page.getByLabel(t("sign-read"))).not.toBeChecked();
  await person.expectAccessible();
  await page.getByLabel(t("sign-read")).check();
  await password.fill(passwordOf("clinician"));
  await page.getByRole("button", { name: t("sign"), exact: true }).click();
  await expect(page.getByText(t("report-final")).first()).toBeVisible();
  await expect(sentences.nth(2).getByText(t("mark-withdrawn")).first()).toBeVisible();
  await expect(review).toHaveCount(0);

  await page.getByRole("button", { name: t("amend") }).click();
  await sentences.nth(1).getByRole("checkbox").check();
  await page.getByLabel(t("reason")).fill("위가 차 있었음");
  await password.fill(passwordOf("clinician"));
  await person.expectAccessible();
  await page.getByRole("button", { name: t("amend"), exact: true }).click();
  await expect(page.getByText(t("report-amended")).first()).toBeVisible();
  await expect(sentences.nth(1).getByText(t("mark-withdrawn")).first()).toBeVisible();
  await page.goto(`/app/reports/${report}?number=1`);
  await expect(page.getByText(t("report-preliminary")).first()).toBeVisible();
});
