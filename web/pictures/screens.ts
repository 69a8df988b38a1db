import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { PANEL } from "../e2e/cases";
import { documentScreens } from "../e2e/papers";
import { env, type Person, type Role } from "../e2e/people";
import type { Pictured } from "./case";

export interface ScreenShown {
  name: string;
  show: (page: Page) => Promise<void>;
}

/** What to take pictures of, by who sees it: a name, and what brings the screen up. */
export function screensOf(found: Pictured, { t }: Person): Partial<Record<Role, ScreenShown[]>> {
  const at = (name: string, path: string, ready?: (page: Page) => Promise<void>): ScreenShown => ({
    name,
    show: async (page) => {
      await page.goto(`/app${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("status", { name: t("loading") })).toHaveCount(0);
      await ready?.(page);
    },
  });
  return {
    clinician: [
      at("worklist", "/", (page) => expect(page.getByText(t("worklist-live"))).toBeVisible()),
      at("cases", "/cases"),
      at("new-case", "/new"),
      at("intake", `/new?case=${found.case}`, (page) => dropPanel(page, t)),
      at("case", `/cases/${found.case}`),
      at("ct", `/series/${found.series}`, (page) =>
        expect(page.locator("[data-stage]")).toHaveAttribute("data-stage", "full"),
      ),
      at("report", `/reports/${found.report}`, (page) =>
        expect(page.getByRole("img", { name: t("pdf-page", { number: 1 }) })).toBeVisible(),
      ),
      at("review", `/reports/${found.report}`, async (page) => {
        await page
          .getByRole("button", { name: t("review-of", { statement: "" }).trim() })
          .nth(1)
          .click();
        await expect(page.getByRole("form", { name: t("review") })).toBeVisible();
      }),
      at("risk-score", `/risk-scores/${found.score}`, (page) =>
        expect
          .poll(() =>
            page
              .getByRole("img", { name: t("chart-position-about") })
              .evaluate((drawn: HTMLImageElement) => drawn.naturalWidth),
          )
          .toBeGreaterThan(0),
      ),
      at("risk-model", `/cases/${found.case}/risk-model`),
      ...documentScreens(found.papers),
      at("models", "/models"),
      at("security", "/security"),
    ],
    administrator: [
      at("users", "/users"),
      at("webhooks", "/webhooks", registerAddress(t)),
      at("external-ocr", "/external-ocr"),
      at("audit", "/audit"),
    ],
  };
}

async function dropPanel(page: Page, t: Person["t"]): Promise<void> {
  const path = join(env("JINDAN_E2E_HOME"), "urine-2.csv");
  writeFileSync(path, PANEL.replace("4.80", "5.10"));
  await page.locator("input[type=file]").first().setInputFiles(path);
  await page.getByRole("radio").first().check();
  await expect(page.getByText(t("leads-to-table"))).toBeVisible();
}

/** An address that nobody answers at; its secret is put away before the picture. */
function registerAddress(t: Person["t"]): (page: Page) => Promise<void> {
  return async (page) => {
    if ((await page.getByRole("switch").count()) > 0) return;
    await page.getByRole("textbox", { name: t("webhook-url") }).fill("https://hooks.example.org/jindan");
    await page.getByRole("button", { name: t("webhook-new") }).click();
    await page.getByRole("button", { name: t("done") }).click();
  };
}
