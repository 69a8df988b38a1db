import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { expect, type Page, test as plain } from "@playwright/test";

export type Role = "clinician" | "clerk" | "administrator" | "auditor";

const FOLDER = join(import.meta.dirname, "..", "src", "words");
const SERIOUS = ["serious", "critical"];

/** A person before the screen: who reads the words of the catalogue, and signs in. */
export interface Person {
  /** The words of a message in the language of the run. */
  t: (key: string, values?: Record<string, FluentVariable>) => string;
  language: "ko" | "en";
  signIn: (role: Role) => Promise<void>;
  /** No serious or critical violation of WCAG on the screen as it is. */
  expectAccessible: () => Promise<void>;
}

export const test = plain.extend<{ person: Person }>({
  baseURL: async ({}, give) => give(env("JINDAN_E2E_URL")),
  person: async ({ page, locale }, give) => {
    const language = locale?.startsWith("ko") ? "ko" : "en";
    const t = catalogue(language);
    const mistakes: Error[] = [];
    page.on("pageerror", (error) => mistakes.push(error));
    await give({
      t,
      language,
      signIn: (role) => signIn(page, t, `${role}@example.org`, passwordOf(role)),
      expectAccessible: () => expectAccessible(page),
    });
    expect(mistakes.map(({ stack }) => stack)).toEqual([]); // what the app threw, caught or not
  },
});

export { expect };

/** Something that the set-up left for the tests. */
export function env(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

export function passwordOf(role: Role): string {
  const passwords = JSON.parse(env("JINDAN_E2E_PASSWORDS")) as Record<Role, string>;
  return passwords[role];
}

export async function signIn(page: Page, t: Person["t"], email: string, password: string): Promise<void> {
  await page.goto("/app/");
  await page.getByLabel(t("email")).fill(email);
  await page.getByLabel(t("password"), { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  const serious = violations.filter(({ impact }) => SERIOUS.includes(impact ?? ""));
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`),
  ).toEqual([]);
}

function catalogue(language: "ko" | "en"): Person["t"] {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const folder = join(FOLDER, language);
  readdirSync(folder).forEach((name) =>
    bundle.addResource(new FluentResource(readFileSync(join(folder, name), "utf-8"))),
  );
  return (key, values) => {
    const pattern = bundle.getMessage(key)?.value;
    if (!pattern) throw new Error(`No message ${key}`);
    return bundle.formatPattern(pattern, values);
  };
}
