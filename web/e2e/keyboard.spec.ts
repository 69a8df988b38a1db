import { expect, passwordOf, test } from "./people";

test("a case is opened by the keyboard alone, and Enter in the middle of a syllable sends nothing", async ({
  page,
  person,
}) => {
  const { t, language } = person;
  await page.goto("/app/");
  await person.expectAccessible();
  await expect(page.getByLabel(t("email"))).toBeFocused();
  await page.keyboard.type("clinician@example.org");
  await page.keyboard.press("Tab");
  await page.keyboard.type(passwordOf("clinician"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: t("worklist") })).toBeVisible();
  await person.expectAccessible();

  await tabTo(page, t("new-case"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: t("patient-code") })).toBeFocused(); // the screen is there
  await page.keyboard.type(`KEYS-${language}`);
  await page.keyboard.press("Escape"); // closes what is offered
  await tabTo(page, t("case-title"));
  const composing = await page.evaluate(() => {
    const field = document.activeElement;
    return field?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
    );
  });
  expect(composing).toBe(false); // prevented: the form was not sent
  await expect(page).toHaveURL(/\/new$/);
  await page.keyboard.type("간 평가");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/new\?case=/);
});

/** Press Tab until the focus is on what has this name. */
async function tabTo(page: import("@playwright/test").Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const at = document.activeElement;
      const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent;
      return at?.getAttribute("aria-label") ?? label ?? "";
    });
    if (focused.trim() === name) return;
  }
  throw new Error(`The keyboard does not reach ${name}`);
}
