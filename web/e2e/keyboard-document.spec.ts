import type { Page } from "@playwright/test";
import { type Keys, test } from "./keys";
import { scan } from "./papers";
import { expect, type Person } from "./people";

const PATIENCE_MS = 5 * 60_000;
const NAME = "홍길동"; // stands on the scan; of all words it is the first in doubt
const WRITTEN = `${NAME}B`; // as wards tell two people of one name apart

test("a scan is sent, read, settled, found and taken along by the keyboard alone", async ({
  page,
  person,
  keys,
}) => {
  const { t, language } = person;
  const code = `KEYS-PAPER-${language}-${test.info().repeatEachIndex}`;
  await person.signIn("clerk");
  await keys.press(page.getByRole("link", { name: t("new-case") }).first());
  const patient = page.getByRole("combobox", { name: t("patient-code") });
  await expect(patient).toBeFocused();
  await keys.write(patient, code);
  await page.keyboard.press("Escape");
  await keys.press(page.getByRole("button", { name: t("create-case") }));
  await keys.files(page.getByRole("button", { name: t("choose-files") }), scan("referral"));
  await keys.press(page.getByRole("button", { name: t("send", { count: 1 }) }));
  await expect(page.getByText(t("step-started"))).toBeVisible();
  await keys.press(page.getByRole("link", { name: t("back-to-case") }));

  const found = page.getByRole("list", { name: t("documents") }).getByRole("link");
  await expect(found).toBeVisible({ timeout: PATIENCE_MS });
  await keys.press(found);
  await expect(page.getByRole("img", { name: t("page-image-of", { number: 1 }) })).toBeVisible();
  await settle(page, person, keys);
  await expect(page.getByText(t("version-saved", { version: 2 }))).toBeVisible();
  await compare(page, person, keys);

  await keys.press(page.getByRole("link", { name: t("search") }).first());
  const words = page.getByRole("textbox", { name: t("search-terms") });
  await expect(words).toBeFocused();
  await page.keyboard.type("ㅎㄱㄷ");
  await page.keyboard.press("Enter");
  const hit = page.getByRole("article").filter({ hasText: code });
  await keys.press(hit.getByRole("link").first());
  await expect(page).toHaveURL(/\/documents\/.*page=1&at=/);
  const download = page.waitForEvent("download");
  await keys.item(page.getByRole("button", { name: t("export") }), t("export-text"));
  expect((await download).suggestedFilename()).toBe("document-2.txt");
});

/** From doubt to doubt: the name is written right, every other word is confirmed as read, and all is saved. */
async function settle(page: Page, { t }: Person, keys: Keys): Promise<void> {
  const field = page.getByRole("textbox", { name: t("read-as") });
  await page.keyboard.press("Alt+ArrowDown");
  await expect(field).toBeFocused();
  await page.keyboard.type(WRITTEN);
  await page.keyboard.press("Enter");
  const save = page.getByRole("button", {
    name: new RegExp(t("save-decisions", { count: 7 }).replace("7", "\\d+")),
  });
  for (let doubts = 0; doubts < 99; doubts += 1) {
    await expect(field.or(save).first()).toBeVisible();
    if (await isAt(save)) break;
    await expect(field).toBeFocused();
    await page.keyboard.press("Enter");
  }
  await keys.press(save);
}

function isAt(control: ReturnType<Page["getByRole"]>): Promise<boolean> {
  return control.evaluateAll(([first]) => first !== undefined && first === document.activeElement);
}

/** The lists beside the page: text, then versions, one of which is held against the one before. */
async function compare(page: Page, { t }: Person, keys: Keys): Promise<void> {
  await keys.to(page.getByRole("tab", { name: t("fields") }));
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: t("text") })).toBeFocused();
  await keys.press(
    page
      .getByRole("region", { name: t("text-of-page", { number: 1 }) })
      .getByRole("button")
      .first(),
  );
  await keys.to(page.getByRole("tab", { name: t("text") }));
  await page.keyboard.press("ArrowRight");
  await keys.press(page.getByRole("button", { name: t("compare-version") }));
  await expect(
    page
      .getByRole("table", { name: t("compare-version") })
      .getByText(WRITTEN)
      .first(),
  ).toBeVisible();
}
