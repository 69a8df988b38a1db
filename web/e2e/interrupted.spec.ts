import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { asRole, type Listed } from "./cases";
import { env, expect, passwordOf, type Role, test } from "./people";

const PIECES = 40 * 1024 * 1024;

/** A file that is large enough to be interrupted, and that no analysis takes. */
function largeFile(name: string): string {
  const folder = join(env("JINDAN_E2E_HOME"), "files");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `a,b\n${randomBytes(PIECES / 2).toString("hex")}\n`);
  return path;
}

test("an upload outlives a lost connection, a restarted server and a reload", async ({ page, person }) => {
  const { t, language } = person;
  const file = largeFile(`table-${language}.csv`);
  await person.signIn("clinician");
  await page.goto("/app/new");
  await page.getByRole("combobox", { name: t("patient-code") }).fill(`LOST-${language}`);
  await page.getByRole("button", { name: t("create-case") }).click();
  await page.locator("input[type=file]").first().setInputFiles(file);
  const line = await slowLine(page);
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  await expect(page.getByText(percentOver(t("step-sending", { percent: 17 })))).toBeVisible();

  await line({ isCut: true });
  await expect(page.getByText(percentOver(t("step-offline", { percent: 17 })))).toBeVisible();
  await line({ isCut: false });
  await expect(page.getByText(percentOver(t("step-sending", { percent: 17 })))).toBeVisible();

  killWebServer();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText(t("drop"))).toBeVisible();
  await page.locator("input[type=file]").first().setInputFiles(file);
  const begun = page.waitForResponse((answer) => answer.request().method() === "HEAD");
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  expect(Number((await begun).headers()["upload-offset"])).toBeGreaterThan(0);
  await line({ isSlow: false }); // the rest need not be interrupted
  await expect(page.getByText(t("step-stored"))).toBeVisible();
});

test("a session that ends leaves the screen as it was", async ({ page, person, request }) => {
  const { t } = person;
  await person.signIn("clerk");
  await page.goto("/app/new");
  await page.getByRole("combobox", { name: t("patient-code") }).fill("HALF-WRITTEN");
  // The question is under way when the session ends, whichever request of the screen notices it first.
  const answer = await heldBack(page, /\/api\/v1\/patients\?/);
  await page.getByRole("combobox", { name: t("patient-code") }).fill("HALF-WRITTEN-1"); // asks the server for codes that begin so
  await answer.isAsked;
  await endSessionsOf(request, "clerk");
  answer.letGo();
  await expect(page.getByText(t("session-expired"))).toBeVisible();
  await person.expectAccessible();
  await page.getByLabel(t("password"), { exact: true }).fill(passwordOf("clerk"));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: t("patient-code") })).toHaveValue("HALF-WRITTEN-1");
  await expect(page.getByText(t("patient-new"))).toBeVisible(); // what was asked meanwhile is answered
});

/** The web process ends without a word, as in a crash; the supervisor starts another. */
function killWebServer(): void {
  const supervisor = env("JINDAN_E2E_PID");
  const services = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, "utf-8").trim().split(" ");
  const web = services.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf-8").includes("\0web\0"));
  if (!web) throw new Error("The web process was not found");
  process.kill(-Number(web), "SIGKILL");
}

/** Hold back the requests to an address until they are let go. */
async function heldBack(
  page: Page,
  address: RegExp,
): Promise<{ isAsked: Promise<unknown>; letGo: () => void }> {
  let letGo = () => {};
  const gone = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const isAsked = page.waitForRequest(address);
  await page.route(address, async (route) => {
    await gone;
    await route.continue();
  });
  return { isAsked, letGo };
}

/** Closing an account ends its sessions; it is opened again at once. */
async function endSessionsOf(request: APIRequestContext, role: Role): Promise<void> {
  const { get, patch } = await asRole(request, "administrator");
  const { items } = await get<Listed<{ id: string; email: string }>>("/users");
  const user = items.find(({ email }) => email === `${role}@example.org`);
  for (const is_active of [false, true]) await patch(`/users/${user?.id ?? ""}`, { is_active });
}

/** Limit uploads to two megabytes a second, so that one can be interrupted. Return what changes the line. */
async function slowLine(
  page: Page,
): Promise<(state: { isCut?: boolean; isSlow?: boolean }) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const line = async ({ isCut = false, isSlow = true }) => {
    const uploadThroughput = isSlow ? 2 * 1024 * 1024 : -1;
    const speed = { offline: isCut, latency: 5, downloadThroughput: -1, uploadThroughput };
    await devtools.send("Network.emulateNetworkConditions", speed);
  };
  await line({});
  return line;
}

/** The message with any percentage above nought in the place of the one it was made with. */
function percentOver(said: string): RegExp {
  return new RegExp(said.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("17", "[1-9]\\d?"));
}
