import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { asRole, reportedCase, scoredCase } from "../e2e/cases";
import { env } from "../e2e/people";

const PYTHON = join(import.meta.dirname, "..", "..", ".venv", "bin", "python");
const SCANS =
  "import sys, pathlib; from jindan.ocr.synthetic import write_samples; write_samples(pathlib.Path(sys.argv[1]), seed=20261125)";

export interface Pictured {
  case: string;
  series: string;
  report: string;
  score: string;
}

/** One case with a CT, an omics table and scanned documents, made once and pictured in every look. */
export async function picturedCase(request: APIRequestContext): Promise<Pictured> {
  const kept = join(env("JINDAN_E2E_HOME"), "pictured.json");
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf-8")) as Pictured;
  const found = await reportedCase(request, "KR-2026-0412");
  const score = await scoredCase(request, found.case);
  await sendScans(request, found.case);
  writeFileSync(kept, JSON.stringify({ ...found, score }));
  return { ...found, score };
}

async function sendScans(request: APIRequestContext, caseId: string): Promise<void> {
  const folder = join(env("JINDAN_E2E_HOME"), "pictured");
  execFileSync(PYTHON, ["-c", SCANS, folder]);
  const { upload } = await asRole(request, "clinician");
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".png")))
    await upload(caseId, name, readFileSync(join(folder, name)));
}
