import { defineConfig } from "@playwright/test";
import e2e from "../playwright.config";

/** The measurements of `make bench-web`: one run at a time on a server of its own. */
export default defineConfig({
  ...e2e,
  testDir: ".",
  outputDir: "../test-results",
  testMatch: "*.bench.ts",
  globalSetup: "../e2e/server.ts",
  workers: 1,
  timeout: 60 * 60_000,
  // The service worker would bring scripts past the count.
  projects: [{ name: "en", use: { locale: "en-GB", serviceWorkers: "block" } }],
});
