import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";
import { type APIRequestContext, expect, type Page, test as plain } from "@playwright/test";
import start from "./server";

export type Role = "clinician" | "clerk" | "administrator" | "auditor";

const FOLDER = join(import.meta.dirname, "..", "src", "words");
const START_MS = 5 * 60_000; // a server and its worker, on a busy machine
const WCAG = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];
const SERIOUS = ["serious", "critical"];

/** A person before the screen: who reads the words of the catalogue, and signs in. */
export interface Person {
  /** The words of a message in the language of the run. */
  t: (key: string, values?: Record<string, FluentVariable>) => string;
  language: "ko" | "en";
  signIn: (role: Role) => Promise<void>;
  /** By the panel of the account. */
  signOut: () => Promise<void>;
  /** No serious or critical violation of WCAG on the screen as it is. */
  expectAccessible: () => Promise<void>;
}

export const test = plain.extend<{ person: Person }, { server: undefined }>({
  server: [
    async ({}, give) => {
      const isShared = "JINDAN_E2E_URL" in process.env; // started once by the global set-up
      const stop = isShared ? null : await start();
      await give(undefined);
      await stop?.();
    },
    { scope: "worker", auto: true, timeout: START_MS },
  ],
  baseURL: async ({}, give) => give(env("JINDAN_E2E_URL")),
  person: async ({ page, locale }, give) => {
    const language = locale?.startsWith("ko") ? "ko" : "en";
    const t = catalogue(language);
    const mistakes: Error[] = [];
    page.on("pageerror", (error) => mistakes.push(error));
    await give({
      t,
      language,
      signIn: (role) => enter(page, role),
      signOut: () => leave(page, t),
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

export interface Tokens {
  access_token: string;
  refresh_token: string;
}

/** Sign in through the API; return the tokens of the new session. */
export async function signedIn(
  request: APIRequestContext,
  role: Role,
  headers: Record<string, string> = {},
): Promise<Tokens> {
  const data = { email: `${role}@example.org`, password: passwordOf(role) };
  const answer = await request.post(`${env("JINDAN_E2E_URL")}/api/v1/auth/sign-in`, { data, headers });
  return ((await answer.json()) as { tokens: Tokens }).tokens;
}

/** Choose a password by the link that an administrator has, as its person does. */
export async function choosePassword(request: APIRequestContext, link: string): Promise<string> {
  const password = "four unrelated words";
  const data = { token: new URL(link).hash.slice(1), password };
  await request.post(`${env("JINDAN_E2E_URL")}/api/v1/auth/set-password`, { data });
  return password;
}

/** Open the app in a new session of a role, past the sign-in form, which has flows of its own. */
async function enter(page: Page, role: Role): Promise<void> {
  await signedIn(page.request, role, { "X-Jindan-App": "web" }); // the cookie is the browser's from now on
  await page.goto("/health"); // the server's origin, without the app
  await page.evaluate(() => localStorage.setItem("jindan.signed-in", "e2e"));
  await page.goto("/app/");
  await expect(page.getByRole("navigation").first()).toBeVisible();
}

async function leave(page: Page, t: Person["t"]): Promise<void> {
  await page.getByRole("button", { name: t("account") }).click();
  const panel = page.getByRole("dialog", { name: t("account") });
  await panel.getByRole("button", { name: t("sign-out") }).click();
  await expect(page.getByLabel(t("email"))).toBeVisible();
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: WCAG, resultTypes: ["violations"] })
    .setLegacyMode() // all in the page itself: the app has no frames whose results need a second page to merge
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
