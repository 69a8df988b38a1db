import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { asRole } from "./cases";
import { readPapers, scan } from "./papers";
import { expect, type Person, test } from "./people";

const PATIENCE_MS = 5 * 60_000; // a page is read in seconds, on a busy machine in minutes
const NAME = "홍길동"; // stands on the scan; of all words it is the first in doubt
const WRITTEN = `${NAME}B`; // as wards tell two people of one name apart

test("a scan is read, its doubts settled by the keyboard alone, found, taken along, and the report leads to it", async ({
  page,
  person,
}) => {
  const { t, language } = person;
  const code = `PAPER-${language}-${test.info().repeatEachIndex}`;
  await person.signIn("clerk");
  await drop(page, person, code);
  await page.getByRole("link", { name: t("back-to-case") }).click();
  const documents = page.getByRole("list", { name: t("documents") });
  await documents.getByRole("link").click({ timeout: PATIENCE_MS });
  await expect(page.getByRole("img", { name: t("page-image-of", { number: 1 }) })).toBeVisible();
  await person.expectAccessible();

  await settle(page, person);
  await expect(page.getByText(t("version-saved", { version: 2 }))).toBeVisible();
  await expect(page.getByText(t("review-confirmed"), { exact: true })).toBeVisible();
  await person.expectAccessible();

  await page.getByRole("tab", { name: t("versions") }).click();
  await page.getByRole("button", { name: t("compare-version") }).click();
  await expect(
    page
      .getByRole("table", { name: t("compare-version") })
      .getByText(WRITTEN)
      .first(),
  ).toBeVisible();
  await person.expectAccessible();

  await search(page, person, code);
  expect((await taken(page, person, "export-text")).toString()).toContain(NAME);
  expect((await taken(page, person, "export-pdf")).subarray(0, 5).toString()).toBe("%PDF-");

  await person.signOut();
  await person.signIn("clinician");
  await openReport(page, person, code);
  const sentence = page.getByRole("listitem").filter({ has: page.locator('[aria-controls$="/kind"]') });
  await sentence.locator('[aria-controls$="/kind"]').click();
  await sentence.getByRole("link").click();
  await expect(page).toHaveURL(/\/documents\/.*number=\d+&page=1&line=1$/);
  await expect(page.locator("[data-trust=found]").first()).toBeAttached();
});

test("a colleague who was quicker is told of, and nothing that was typed is lost", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const code = `QUICKER-${language}-${test.info().repeatEachIndex}`;
  const [document = ""] = (await readPapers(request, code)).documents;
  await person.signIn("clerk");
  await page.goto(`/app/documents/${document}`);
  await expect(page.getByRole("img", { name: t("page-image-of", { number: 1 }) })).toBeVisible();
  await page.keyboard.press("Alt+ArrowDown");
  const field = page.getByRole("textbox", { name: t("read-as") });
  await expect(field).toBeFocused();
  await page.keyboard.type(NAME);
  await page.keyboard.press("Enter");
  await expect(page.getByText(t("flag-of", { number: 1, count: 3 }))).toBeHidden();

  const clinician = await asRole(request, "clinician");
  const { flags } = await clinician.get<{ flags: { position: number }[] }>(`/documents/${document}`);
  const theirs = { position: flags[0]?.position, value: "홍길순" };
  await clinician.post(`/documents/${document}/corrections`, { number: 1, fields: [theirs] });

  const save = page.getByRole("button", { name: t("save-decisions", { count: 1 }) });
  await save.click();
  await expect(page.getByText(t("decisions-unsaved"))).toBeVisible();
  await expect(page.getByText(t("contested-texts", { theirs: "홍길순", mine: NAME }))).toBeVisible();
  await expect(save).toBeDisabled();
  await person.expectAccessible();
  await page.getByRole("button", { name: t("take-mine") }).click();
  await save.click();
  await expect(page.getByText(t("version-saved", { version: 3 }))).toBeVisible();
  await expect(page.getByRole("button", { name: NAME })).toBeVisible();
});

test("with the administrator's consent a page is read outside, and says that it left", async ({
  page,
  person,
  request,
}) => {
  const { t, language } = person;
  const administrator = await asRole(request, "administrator");
  const { documents } = await readPapers(request, `OUTSIDE-${language}-${test.info().repeatEachIndex}`);
  const place = `/app/documents/${documents[1] ?? ""}`;
  await person.signIn("administrator");
  await page.goto("/app/external-ocr");
  await expect(page.getByText(t("consent-none"), { exact: true })).toBeVisible();
  await person.expectAccessible();
  await page.getByLabel(t("consent-read")).check();
  await page.getByRole("button", { name: t("consent-give"), exact: true }).click();
  await expect(page.getByText(/administrator@example\.org/)).toBeVisible();
  await person.expectAccessible();
  await person.signOut();

  await person.signIn("clerk");
  await page.goto(place);
  await expect(page.getByText(t("page-local"))).toBeVisible();
  await page.getByRole("button", { name: t("read-externally") }).click();
  await expect(page.getByText(t("read-externally-requested"))).toBeVisible();
  await person.expectAccessible();
  const clerk = await asRole(request, "clerk");
  const newest = async () =>
    (await clerk.get<{ version: { number: number } }>(`/documents/${documents[1] ?? ""}`)).version.number;
  await expect.poll(newest, { timeout: PATIENCE_MS }).toBe(2);
  await page.reload();
  await expect(page.getByText(t("page-sent"))).toBeVisible();
  await person.signOut();

  await person.signIn("administrator");
  await page.goto("/app/external-ocr");
  await page.getByRole("button", { name: t("consent-withdraw"), exact: true }).click();
  await page.getByRole("button", { name: t("consent-withdraw-sure") }).click();
  await expect(page.getByText(t("consent-none"), { exact: true })).toBeVisible();
  const { given_at } = await administrator.get<{ given_at: string | null }>(
    "/document-engines/upstage/consent",
  );
  expect(given_at).toBeNull();
});

/** A new case, and the scan dropped into it. */
async function drop(page: Page, { t, expectAccessible }: Person, code: string): Promise<void> {
  await page
    .getByRole("link", { name: t("new-case") })
    .first()
    .click();
  await page.getByRole("combobox", { name: t("patient-code") }).fill(code);
  await page.getByLabel(t("clinical-question")).fill("Pancreas");
  await page.getByRole("button", { name: t("create-case") }).click();
  await page.locator("input[type=file]").first().setInputFiles(scan("referral"));
  await expect(page.getByText(t("group-picture"))).toBeVisible();
  await expect(page.getByText(t("leads-to-picture"))).toBeVisible();
  await expectAccessible();
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  await expect(page.getByText(t("step-started"))).toBeVisible();
}

/** By keys only: the name is written right, every other doubt is confirmed as read, and all is saved. */
async function settle(page: Page, { t, expectAccessible }: Person): Promise<void> {
  const field = page.getByRole("textbox", { name: t("read-as") });
  await page.keyboard.press("Alt+ArrowDown");
  await expect(field).toBeFocused();
  await expectAccessible();
  const said = (await page.getByText(doubtOf(t)).textContent()) ?? "";
  const count = Math.max(...(said.match(/\d+/g) ?? []).map(Number));
  expect(count).toBeGreaterThan(1);
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(page.locator("#content")).toBeFocused(); // a key that leaves does not lose one's place
  await page.keyboard.press("Alt+ArrowDown");
  await expect(field).toBeFocused();
  await field.evaluate((input) =>
    input.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect(page.getByText(t("flag-of", { number: 1, count }))).toBeVisible(); // nothing was sent
  await page.keyboard.type(WRITTEN); // in the place of what was read, which is selected
  await page.keyboard.press("Enter");
  for (let number = 2; number <= count; number += 1) {
    await expect(page.getByText(t("flag-of", { number, count }))).toBeVisible();
    await expect(field).toBeFocused();
    await page.keyboard.press("Enter");
  }
  await expect(page.getByRole("button", { name: t("save-decisions", { count }) })).toBeFocused();
  await page.keyboard.press("Enter");
}

/** By the initials of the name; the hit leads to its place on the page. */
async function search(page: Page, { t, expectAccessible }: Person, code: string): Promise<void> {
  await page
    .getByRole("link", { name: t("search") })
    .first()
    .click();
  await expect(page.getByRole("textbox", { name: t("search-terms") })).toBeFocused();
  await expectAccessible();
  await page.keyboard.type("ㅎㄱㄷ");
  await page.keyboard.press("Enter");
  const hit = page.getByRole("article").filter({ hasText: code });
  await expect(hit.locator("mark").filter({ hasText: NAME }).first()).toBeVisible();
  await expectAccessible();
  await hit.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/documents\/.*page=1&at=/);
  expect(page.url()).not.toContain(encodeURIComponent("ㅎ")); // an address never holds what was looked for
  await expect(page.locator("[data-trust=found]").first()).toBeAttached();
}

/** What an item of the export menu gives. The PDF is made after the version stands; it is waited for. */
async function taken(page: Page, { t }: Person, form: string): Promise<Buffer> {
  await page.getByRole("button", { name: t("export") }).click();
  const item = page.getByRole("menuitem", { name: t(form) });
  await expect(item).toBeEnabled({ timeout: PATIENCE_MS });
  const [download] = await Promise.all([page.waitForEvent("download"), item.click()]);
  return readFileSync(await download.path());
}

/** The newest report of the case of a patient. */
async function openReport(page: Page, { t }: Person, code: string): Promise<void> {
  await page
    .getByRole("link", { name: t("cases") })
    .first()
    .click();
  await page.getByRole("link", { name: code }).first().click();
  await page
    .getByRole("link", { name: t("read-and-sign") })
    .first()
    .click({ timeout: PATIENCE_MS });
}

function doubtOf(t: Person["t"]): RegExp {
  const any = t("flag-of", { number: "N", count: "N" });
  return new RegExp(`^${any.replaceAll("N", "\\d+")}$`);
}
