import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
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
  await page.getByRole("button", { name: t("open-case") }).click();
  await page.locator("input[type=file]").first().setInputFiles(file);
  const line = await slowLine(page);
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  await expect(page.getByText(percentOver(t("step-sending", { percent: 17 })))).toBeVisible();

  await line({ offline: true });
  await expect(page.getByText(percentOver(t("step-offline", { percent: 17 })))).toBeVisible();
  await line({ offline: false });
  await expect(page.getByText(percentOver(t("step-sending", { percent: 17 })))).toBeVisible();

  killWebServer();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText(t("drop"))).toBeVisible();
  await page.locator("input[type=file]").first().setInputFiles(file);
  const begun = page.waitForResponse((answer) => answer.request().method() === "HEAD");
  await page.getByRole("button", { name: t("send", { count: 1 }) }).click();
  expect(Number((await begun).headers()["upload-offset"])).toBeGreaterThan(0);
  await expect(page.getByText(t("step-kept"))).toBeVisible();
});

test("a session that ends leaves the screen as it was", async ({ page, person, request }) => {
  const { t } = person;
  await person.signIn("clerk");
  await page.goto("/app/new");
  await page.getByRole("combobox", { name: t("patient-code") }).fill("HALF-WRITTEN");
  await endSessionsOf(request, "clerk");
  await page.getByRole("combobox", { name: t("patient-code") }).fill("HALF-WRITTEN-1"); // asks the server for codes that begin so
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
  const web = services.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf-8").includes("gunicorn"));
  if (!web) throw new Error("The web process was not found");
  process.kill(-Number(web), "SIGKILL");
}

/** Closing an account ends its sessions; it is opened again at once. */
async function endSessionsOf(request: APIRequestContext, role: Role): Promise<void> {
  const url = `${env("JINDAN_E2E_URL")}/api/v1`;
  const data = { email: "administrator@example.org", password: passwordOf("administrator") };
  const signed = (await (await request.post(`${url}/auth/sign-in`, { data })).json()) as {
    tokens: { access_token: string };
  };
  const headers = { Authorization: `Bearer ${signed.tokens.access_token}` };
  const users = (await (await request.get(`${url}/users`, { headers })).json()) as {
    items: { id: string; email: string }[];
  };
  const user = users.items.find(({ email }) => email === `${role}@example.org`);
  for (const is_active of [false, true])
    await request.patch(`${url}/users/${user?.id ?? ""}`, { headers, data: { is_active } });
}

/** Two megabytes a second, so that there is a middle to interrupt; gives what cuts the line and mends it. */
async function slowLine(page: Page): Promise<(state: { offline: boolean }) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const speed = { latency: 5, downloadThroughput: -1, uploadThroughput: 2 * 1024 * 1024 };
  const line = async (state: { offline: boolean }) => {
    await devtools.send("Network.emulateNetworkConditions", { ...speed, ...state });
  };
  await line({ offline: false });
  return line;
}

/** The message with any percentage above nought in the place of the one it was made with. */
function percentOver(said: string): RegExp {
  return new RegExp(said.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("17", "[1-9]\\d?"));
}
