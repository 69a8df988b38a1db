import { join } from "node:path";
import { defineConfig } from "@playwright/test";

const CHROMIUM = process.env["JINDAN_CHROMIUM"] ?? "/usr/bin/chromium";
// SwiftShader draws WebGL only: to composite every page with it took a third of the run's processor time.
const SOFTWARE_WEBGL = ["--use-gl=angle", "--use-angle=swiftshader-webgl", "--enable-unsafe-swiftshader"];
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Every flow against the real server and worker, in the system's own Chromium, in Korean and in English. The languages
 * run at the same time, each on a server of its own (`e2e/people.ts`), so that no flow meets another's state.
 */
export default defineConfig({
  testDir: "e2e",
  workers: 2,
  fullyParallel: false,
  timeout: 10 * 60_000,
  retries: process.env["CI"] ? 1 : 0, // a flow that passes at its second try is printed as flaky, and is a fault to mend
  expect: { timeout: 120_000 },
  reporter: [["list"], [join(import.meta.dirname, "e2e", "slowest.ts")]],
  outputDir: "test-results",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    actionTimeout: 60_000,
    navigationTimeout: 120_000,
    launchOptions: { executablePath: CHROMIUM, args: ["--no-sandbox", ...QUIET, ...SOFTWARE_WEBGL] },
  },
  projects: [
    { name: "ko", workers: 1, use: { locale: "ko-KR" } },
    { name: "en", workers: 1, use: { locale: "en-GB", colorScheme: "dark" } },
  ],
});
