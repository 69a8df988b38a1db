import { defineConfig } from "@playwright/test";
import e2e from "../playwright.config";

/** The pictures of `make pictures`: every screen in four looks, from a server of its own. */
export default defineConfig({
  ...e2e,
  testDir: ".",
  outputDir: "../test-results",
  testMatch: "*.pictures.ts",
  globalSetup: "../e2e/server.ts",
  workers: 1,
  timeout: 20 * 60_000,
  projects: [
    look("light-1440", 1440, "ko-KR", "light"),
    look("dark-1440", 1440, "en-GB", "dark"),
    look("light-390", 390, "en-GB", "light"),
    look("dark-390", 390, "ko-KR", "dark"),
  ],
});

function look(name: string, width: number, locale: string, colorScheme: "light" | "dark") {
  return { name, use: { viewport: { width, height: width < 600 ? 844 : 900 }, locale, colorScheme } };
}
