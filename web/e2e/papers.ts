import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { env, passwordOf, type Role } from "./people";

const API = "/api/v1";
const MINUTES = 5 * 60_000;

interface Listed<T> {
  items: T[];
}

/** A scanned document of a phantom, and where it lies: `lab-report`, or `referral`, of which some words are in doubt. */
export function scan(name: "lab-report" | "referral"): string {
  return join(env("JINDAN_E2E_SCANS"), `${name}.png`);
}

/** Asks the server as a person of a role. */
export async function asked(request: APIRequestContext, role: Role) {
  const url = env("JINDAN_E2E_URL") + API;
  const data = { email: `${role}@example.org`, password: passwordOf(role) };
  const signed = (await (await request.post(`${url}/auth/sign-in`, { data })).json()) as {
    tokens: { access_token: string };
  };
  const headers = { Authorization: `Bearer ${signed.tokens.access_token}` };
  return {
    get: async <T>(path: string) => (await request.get(url + path, { headers })).json() as Promise<T>,
    post: async <T>(path: string, data: unknown) =>
      (await request.post(url + path, { headers, data })).json() as Promise<T>,
    upload: (path: string, file: { name: string; mimeType: string; buffer: Buffer }) =>
      request.post(url + path, { headers, multipart: { file } }),
  };
}

/** A case with both scans read, made through the API as a clerk; gives the case and its documents, the referral first. */
export async function readPapers(
  request: APIRequestContext,
  code: string,
): Promise<{ case: string; documents: string[] }> {
  const clerk = await asked(request, "clerk");
  const patient = await clerk.post<{ id: string }>("/patients", { code });
  const opened = await clerk.post<{ id: string }>("/cases", { patient_id: patient.id, title: "Pancreas" });
  for (const name of ["lab-report", "referral"] as const) {
    const buffer = readFileSync(scan(name));
    await clerk.upload(`/cases/${opened.id}/documents`, {
      name: `${name}.png`,
      mimeType: "image/png",
      buffer,
    });
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
