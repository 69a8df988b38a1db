import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { asRole, type Listed } from "./cases";
import { env } from "./people";

const MINUTES = 5 * 60_000;

/** A scanned document of a phantom, and where it lies: `lab-report`, or `referral`, of which some words are in doubt. */
export function scan(name: "lab-report" | "referral"): string {
  return join(env("JINDAN_E2E_SCANS"), `${name}.png`);
}

/** A case with both scans read, made through the API as a clerk; gives the case and its documents, the referral first. */
export async function readPapers(
  request: APIRequestContext,
  code: string,
): Promise<{ case: string; documents: string[] }> {
  const clerk = await asRole(request, "clerk");
  const patient = await clerk.post<{ id: string }>("/patients", { code });
  const opened = await clerk.post<{ id: string }>("/cases", { patient_id: patient.id, title: "Pancreas" });
  for (const name of ["lab-report", "referral"] as const) {
    await clerk.send(`/cases/${opened.id}/documents`, `${name}.png`, readFileSync(scan(name)));
  }
  const listed = async () =>
    (await clerk.get<Listed<{ id: string; kind: string }>>(`/documents?case=${opened.id}`)).items;
  await expect.poll(async () => (await listed()).length, { timeout: MINUTES }).toBe(2);
  const documents = (await listed()).sort((a, b) => b.kind.localeCompare(a.kind));
  return { case: opened.id, documents: documents.map(({ id }) => id) };
}

/** What to take pictures of, for `docs/pictures`: a name, and what brings the screen up. */
export function documentScreens(
  found: Awaited<ReturnType<typeof readPapers>>,
): { name: string; show: (page: Page) => Promise<void> }[] {
  const [referral, laboratory] = found.documents;
  const drawn = (page: Page) => expect(page.locator("section img")).toBeVisible();
  return [
    {
      name: "document-doubt",
      show: async (page) => {
        await page.goto(`/app/documents/${referral ?? ""}`);
        await drawn(page);
        await page.keyboard.press("Alt+ArrowDown");
        await expect(page.getByRole("textbox")).toBeFocused();
      },
    },
    {
      name: "document-fields",
      show: async (page) => {
        await page.goto(`/app/documents/${laboratory ?? ""}`);
        await drawn(page);
      },
    },
    {
      name: "document-text",
      show: async (page) => {
        await page.goto(`/app/documents/${laboratory ?? ""}?view=text`);
        await drawn(page);
      },
    },
    {
      name: "case-documents",
      show: async (page) => {
        await page.goto(`/app/cases/${found.case}`);
        await expect(page.getByRole("link", { name: /Check|확인하기/ }).first()).toBeVisible();
      },
    },
    {
      name: "search",
      show: async (page) => {
        await page.goto("/app/search");
        await expect(page.getByRole("textbox")).toBeFocused();
        await page.keyboard.type("ㄴㅅㅂㅂ");
        await page.keyboard.press("Enter");
        await expect(page.locator("mark").first()).toBeVisible();
      },
    },
  ];
}
