import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type APIRequestContext } from "@playwright/test";
import { env, type Role, signedIn, type Tokens } from "./people";

const API = "/api/v1";
const MINUTES = 8 * 60_000;

interface Found {
  case: string;
  series: string;
  report: string;
}

interface Api {
  post: <T>(path: string, data: unknown) => Promise<T>;
  patch: (path: string, data: unknown) => Promise<void>;
  get: <T>(path: string) => Promise<T>;
  /** Send a file; gives what the server answers. */
  send: <T>(path: string, name: string, content: Buffer) => Promise<T>;
}

/** Refresh token of the session that sets flows up, by role. Each token is valid once. */
const sessions = new Map<Role, string>();

/** The API as a person of a role. */
export async function asRole(request: APIRequestContext, role: Role): Promise<Api> {
  const url = env("JINDAN_E2E_URL") + API;
  const headers = { Authorization: `Bearer ${await accessOf(request, role)}` };
  return {
    post: async <T>(path: string, data: unknown) =>
      (await request.post(url + path, { headers, data })).json() as Promise<T>,
    patch: async (path: string, data: unknown) => {
      await request.patch(url + path, { headers, data });
    },
    get: async <T>(path: string) => (await request.get(url + path, { headers })).json() as Promise<T>,
    send: async <T>(path: string, name: string, buffer: Buffer) => {
      const multipart = { file: { name, mimeType: "application/octet-stream", buffer } };
      return (await request.post(url + path, { headers, multipart, timeout: MINUTES })).json() as Promise<T>;
    },
  };
}

/** Return an access token of the last session, or of a new one where a flow has ended that. */
async function accessOf(request: APIRequestContext, role: Role): Promise<string> {
  const renewed = await request.post(`${env("JINDAN_E2E_URL")}${API}/auth/refresh`, {
    data: { refresh_token: sessions.get(role) ?? "" },
  });
  const tokens = renewed.ok() ? ((await renewed.json()) as Tokens) : await signedIn(request, role);
  sessions.set(role, tokens.refresh_token);
  return tokens.access_token;
}

/** A new case of a new patient. */
export async function openedCase(request: APIRequestContext, code: string, title = "Liver"): Promise<string> {
  const { post } = await asRole(request, "clinician");
  const patient = await post<{ id: string }>("/patients", { code });
  return (await post<{ id: string }>("/cases", { patient_id: patient.id, title })).id;
}

/** A urinary panel made up for the tests: no person's. */
export const PANEL = [
  "sample,age,sex,creatinine (mg/mL),LYVE1 (ng/mL),REG1B (ng/mL),TFF1 (ng/mL)",
  "U1,67,F,0.90,4.80,210.5,820.1",
  "",
].join("\n");

/** A file with a table in it; gives where it lies. */
export function table(name: string, text: string): string {
  const folder = join(env("JINDAN_E2E_HOME"), "files");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** Have the urinary model asked about the panel, and give the risk score. */
export async function scoredCase(request: APIRequestContext, caseId: string): Promise<string> {
  const { post, get, send } = await asRole(request, "clinician");
  const artifacts = await stored(send, caseId, "urine.csv", Buffer.from(PANEL));
  await post(`/cases/${caseId}/risk-scores`, { artifacts, model: "urinary-panel" });
  const scores = () => get<Listed<{ id: string }>>(`/cases/${caseId}/risk-scores`);
  await expect.poll(async () => (await scores()).items.length, { timeout: MINUTES }).toBe(1);
  return (await scores()).items[0]?.id ?? "";
}

/** A case whose CT has been analysed and whose report is set, made through the API. An equal analysis is used again. */
export async function reportedCase(
  request: APIRequestContext,
  code: string,
  ct = env("JINDAN_E2E_CT"),
): Promise<Found> {
  const { post, get, send } = await asRole(request, "clinician");
  const opened = await openedCase(request, code);
  const artifacts = await stored(send, opened, "abdomen.nii.gz", readFileSync(ct));
  await post(`/cases/${opened}/studies`, { artifacts });
  await expect
    .poll(
      async () => {
        expect(await problemsOf(get, opened)).toEqual([]); // what has failed is not waited for
        return (await get<Listed<ReportState>>(`/cases/${opened}/reports`)).items[0]?.versions[0]?.languages
          .length;
      },
      { timeout: MINUTES },
    )
    .toBe(2);
  const [report] = (await get<Listed<{ id: string }>>(`/cases/${opened}/reports`)).items;
  const [study] = (await get<Listed<{ series: { id: string }[] }>>(`/cases/${opened}/studies`)).items;
  return { case: opened, series: study?.series[0]?.id ?? "", report: report?.id ?? "" };
}

async function problemsOf(get: Api["get"], caseId: string): Promise<unknown[]> {
  const { items } = await get<Listed<{ problem: unknown }>>(`/jobs?case=${caseId}`);
  return items.flatMap(({ problem }) => (problem === null ? [] : [problem]));
}

/** Store a file in a case; gives its artifact. */
async function stored(send: Api["send"], caseId: string, name: string, content: Buffer): Promise<string[]> {
  return (await send<{ id: string }[]>(`/cases/${caseId}/artifacts`, name, content)).map(({ id }) => id);
}

export interface Listed<T> {
  items: T[];
}
interface ReportState {
  versions: { languages: string[] }[];
}
