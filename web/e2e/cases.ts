import { readFileSync } from "node:fs";
import { expect, type APIRequestContext } from "@playwright/test";
import { env, passwordOf } from "./people";

const API = "/api/v1";
const MINUTES = 8 * 60_000;

interface Found {
  case: string;
  series: string;
  report: string;
}

/** A case whose CT has been analysed and whose report is set, made through the API. An equal analysis is used again. */
export async function reportedCase(
  request: APIRequestContext,
  code: string,
  ct = env("JINDAN_E2E_CT"),
): Promise<Found> {
  const url = env("JINDAN_E2E_URL") + API;
  const body = { email: "clinician@example.org", password: passwordOf("clinician") };
  const signed = (await (await request.post(`${url}/auth/sign-in`, { data: body })).json()) as {
    tokens: { access_token: string };
  };
  const headers = { Authorization: `Bearer ${signed.tokens.access_token}` };
  const post = async <T>(path: string, data: unknown): Promise<T> =>
    (await request.post(url + path, { headers, data })).json() as Promise<T>;
  const get = async <T>(path: string): Promise<T> =>
    (await request.get(url + path, { headers })).json() as Promise<T>;
  const patient = await post<{ id: string }>("/patients", { code });
  const opened = await post<{ id: string }>("/cases", { patient_id: patient.id, title: "Liver" });
  const file = {
    name: "abdomen.nii.gz",
    mimeType: "application/gzip",
    buffer: readFileSync(ct),
  };
  const stored = await request.post(`${url}/cases/${opened.id}/artifacts`, {
    headers,
    multipart: { file },
    timeout: MINUTES,
  });
  const artifacts = ((await stored.json()) as { id: string }[]).map(({ id }) => id);
  await post(`/cases/${opened.id}/studies`, { artifacts });
  await expect
    .poll(
      async () =>
        (await get<Listed<ReportState>>(`/cases/${opened.id}/reports`)).items[0]?.versions[0]?.languages
          .length,
      { timeout: MINUTES },
    )
    .toBe(2);
  const [report] = (await get<Listed<{ id: string }>>(`/cases/${opened.id}/reports`)).items;
  const [study] = (await get<Listed<{ series: { id: string }[] }>>(`/cases/${opened.id}/studies`)).items;
  return { case: opened.id, series: study?.series[0]?.id ?? "", report: report?.id ?? "" };
}

interface Listed<T> {
  items: T[];
}
interface ReportState {
  versions: { languages: string[] }[];
}
