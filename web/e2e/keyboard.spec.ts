import { expect, passwordOf } from "./people";
import { test } from "./keys";

test("a case is opened by the keyboard alone, and Enter in the middle of a syllable sends nothing", async ({
  page,
  person,
  keys,
}) => {
  const { t, language } = person;
  await page.goto("/app/");
  await person.expectAccessible();
  await keys.signIn("clinician@example.org", passwordOf("clinician"));
  await expect(page.getByRole("heading", { name: t("worklist") })).toBeVisible();
  await person.expectAccessible();

  await keys.press(page.getByRole("link", { name: t("new-case") }).first());
  const code = page.getByRole("combobox", { name: t("patient-code") });
  await expect(code).toBeFocused();
  await keys.write(code, `KEYS-${language}`);
  await page.keyboard.press("Escape"); // closes what is offered
  await keys.to(page.getByLabel(t("clinical-question")));
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

test("the first stop leads past the menu, and language and light are chosen by keys", async ({
  page,
  person,
  keys,
}) => {
  const { t, language } = person;
  await person.signIn("clinician");
  await expect(page.getByRole("heading", { name: t("worklist") })).toBeVisible();
  await page.reload();
  const skip = page.getByRole("link", { name: t("skip") });
  await keys.press(skip);
  await expect(page.locator("#content")).toBeFocused();

  await keys.press(page.getByRole("button", { name: t("notifications", { count: 0 }) }));
  await expect(page.getByRole("dialog", { name: t("notifications", { count: 0 }) })).toBeVisible();
  await person.expectAccessible();
  await page.keyboard.press("Escape");

  await keys.press(page.getByRole("button", { name: t("account") }));
  await expect(page.getByRole("dialog", { name: t("account") })).toBeVisible();
  await person.expectAccessible();
  const html = page.locator("html");
  await keys.choose(page.getByRole("radiogroup", { name: t("appearance") }), t("dark"));
  await expect(html).toHaveAttribute("data-mantine-color-scheme", "dark");
  await keys.choose(page.getByRole("radiogroup", { name: t("appearance") }), t("light"));
  await expect(html).toHaveAttribute("data-mantine-color-scheme", "light");
  await keys.to(page.getByRole("radio", { name: language === "ko" ? "한국어" : "English" }));
  await page.keyboard.press("ArrowRight");
  await expect(html).toHaveAttribute("lang", language === "ko" ? "en" : "ko");
  await page.keyboard.press("ArrowRight");
  await expect(html).toHaveAttribute("lang", language);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: t("account") })).toBeFocused();
});
