import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test, type Role } from "../e2e/people";
import { picturedCase } from "./case";
import { screensOf } from "./screens";

const INTO = join(import.meta.dirname, "..", "..", "docs", "pictures");
const LARGEST_BYTES = 60_000;
const QUALITIES = [70, 55, 40, 25, 15, 5];

test("every screen", async ({ page, person, request }, { project }) => {
  mkdirSync(INTO, { recursive: true });
  await page.goto("/app/");
  await expect(page.getByLabel(person.t("email"))).toBeFocused();
  await take(page, `sign-in-${project.name}`);
  const screens = screensOf(await picturedCase(request), person);
  for (const [role, shown] of Object.entries(screens)) {
    await person.signIn(role as Role);
    for (const { name, show } of shown) {
      await show(page);
      await take(page, `${name}-${project.name}`);
    }
    await page.evaluate(() => localStorage.clear());
  }
});

/** The screen as a WebP file, as good as its largest size allows. */
async function take(page: Page, name: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await page.waitForFunction(() => document.getAnimations().length === 0); // nothing is half faded in
  for (const quality of QUALITIES) {
    const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality });
    const picture = Buffer.from(data, "base64");
    writeFileSync(join(INTO, `${name}.webp`), picture);
    if (picture.length <= LARGEST_BYTES) break;
  }
  await devtools.detach();
}
