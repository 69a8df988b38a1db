import { openedCase, scoredCase } from "./cases";
import { expect, test } from "./people";

test.use({ viewport: { width: 390, height: 844 } });

test("the main screens fit a phone: nothing sticks out, everything can be reached and read", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const opened = await openedCase(request, `PHONE-${language}`);
  const score = await scoredCase(request, opened);
  await person.signIn("clinician");
  const below = page.getByRole("navigation", { name: t("navigation-below") });
  for (const place of ["cases", "new-case", "worklist"]) {
    await below.getByRole("link", { name: t(place), exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: t(place), exact: true })).toBeVisible();
    await person.expectAccessible();
    expect(await overhang(page)).toBe(0);
  }
  for (const path of [
    `/cases/${opened}`,
    `/cases/${opened}/risk-model`,
    `/risk-scores/${score}`,
    "/models",
    "/security",
  ]) {
    await page.goto(`/app${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: t("loading") })).toHaveCount(0);
    await person.expectAccessible();
    expect([path, await overhang(page)]).toEqual([path, 0]);
  }
});

test("the administrator's screens fit a phone", async ({ page, person }) => {
  const { t } = person;
  await person.signIn("administrator");
  for (const path of [
    "/users",
    "/access",
    "/emergency-accesses",
    "/models",
    "/webhooks",
    "/external-ocr",
    "/audit",
  ]) {
    await page.goto(`/app${path}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: t("loading") })).toHaveCount(0);
    await person.expectAccessible();
    expect([path, await overhang(page)]).toEqual([path, 0]);
  }
});

/** How many pixels of the page are beyond the right edge of the screen. */
function overhang(page: import("@playwright/test").Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}
