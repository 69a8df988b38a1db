import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { reportedCase } from "../e2e/cases";
import { env, expect, test } from "../e2e/people";
import { servePlain } from "./plain";

const MINUTES = 20 * 60_000;
const PYTHON = join(import.meta.dirname, "..", "..", ".venv", "bin", "python");
const SLICES = (process.env["SLICES"] ?? "79,400").split(",").map(Number);
const WAYS = ["jindan-first-picture", "jindan-preview", "jindan-full"] as const;

for (const slices of SLICES)
  test(`512 × 512 × ${slices}: picture, coarse volume, every voxel`, async ({
    page,
    person,
    request,
    browser,
    launchOptions,
  }) => {
    const volume = join(env("JINDAN_E2E_HOME"), `large-${slices}.nii.gz`);
    execFileSync(PYTHON, [
      join(import.meta.dirname, "..", "..", "benchmarks", "large_ct.py"),
      volume,
      String(slices),
    ]);
    const found = await reportedCase(request, `BENCH-${slices}`, volume);
    const devtools = await page.context().newCDPSession(page);
    const scripts = await countScripts(devtools);
    await person.signIn("clinician");
    await page.goto(`/app/cases/${found.case}`);
    const link = page.getByRole("link", { name: person.t("open-viewer") }).last();
    await link.waitFor();
    const clicked = await page.evaluate(() => performance.now());
    await link.click();
    const times: Record<string, number> = {};
    for (const way of WAYS) times[way] = (await markOf(page, way)) - clicked;
    const { beforeViewer, all } = scripts();
    const memory = await memoryOf(browser);
    await page.close();

    const { server, url } = await servePlain(volume);
    const other = await browser.browserType().launch(launchOptions);
    const plain = await other.newPage();
    await plain.goto(url);
    const plainFull = await markOf(plain, "plain-full");
    const plainMemory = await memoryOf(other);
    await other.close();
    server.close();
    process.stdout.write(
      [
        ``,
        `512 × 512 × ${slices}, milliseconds from the click`,
        ...WAYS.map((way) => `  ${way.padEnd(22)} ${times[way]?.toFixed(0) ?? ""}`),
        `  plain niivue, whole    ${plainFull.toFixed(0)} from the start of its page`,
        `  JavaScript             ${kB(beforeViewer)} kB before the viewer, ${kB(all)} kB with it (as transferred)`,
        `  memory                 ${MB(memory)} MB; plain niivue ${MB(plainMemory)} MB (page and graphics process)`,
        ``,
      ].join("\n"),
    );
    expect(beforeViewer).toBeLessThan(500_000);
  });

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}

function MB(bytes: number): string {
  return (bytes / 1_000_000).toFixed(0);
}

async function markOf(page: Page, name: string): Promise<number> {
  const read = (wanted: string) => performance.getEntriesByName(wanted)[0]?.startTime;
  await page.waitForFunction((wanted) => performance.getEntriesByName(wanted).length > 0, name, {
    timeout: MINUTES,
  });
  return (await page.evaluate(read, name)) ?? NaN;
}

/** Bytes of scripts as they came over the line, and how many of them before the viewer's. */
async function countScripts(devtools: CDPSession): Promise<() => { beforeViewer: number; all: number }> {
  const urls = new Map<string, string>();
  const sizes: [string, number][] = [];
  devtools.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") urls.set(requestId, response.url);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url) sizes.push([url, encodedDataLength]);
  });
  await devtools.send("Network.enable");
  const sum = (some: [string, number][]) => some.reduce((total, [, size]) => total + size, 0);
  return () => ({ beforeViewer: sum(sizes.filter(([url]) => !url.includes("/scan-"))), all: sum(sizes) });
}

/** Resident memory of the page's process and of the one that draws, in bytes. */
async function memoryOf(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send("SystemInfo.getProcessInfo");
  const largest = (type: string) =>
    Math.max(0, ...processInfo.filter((each) => each.type === type).map(({ id }) => residentOf(id)));
  return largest("renderer") + largest("GPU");
}

function residentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf-8");
  return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}
