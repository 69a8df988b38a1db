import { defineConfig } from "@playwright/test";

const CHROMIUM = process.env["JINDAN_CHROMIUM"] ?? "/usr/bin/chromium";
const SOFTWARE_WEBGL = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Every flow against the real server and worker, in the system's own Chromium, in Korean and in English. */
export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/server.ts",
  workers: 1,
  fullyParallel: false,
  timeout: 10 * 60_000,
  expect: { timeout: 120_000 },
  reporter: [["list"]],
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
    { name: "ko", use: { locale: "ko-KR" } },
    { name: "en", use: { locale: "en-GB", colorScheme: "dark" } },
  ],
});
