import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { reportedCase, scoredCase } from "../e2e/cases";
import { readPapers } from "../e2e/papers";
import { env } from "../e2e/people";

export interface Pictured {
  case: string;
  series: string;
  report: string;
  score: string;
  papers: Awaited<ReturnType<typeof readPapers>>;
}

/** A case with a CT and an omics table and one with scanned documents, made once and pictured in every look. */
export async function picturedCase(request: APIRequestContext): Promise<Pictured> {
  const kept = join(env("JINDAN_E2E_HOME"), "pictured.json");
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf-8")) as Pictured;
  const found = await reportedCase(request, "KR-2026-0412");
  const score = await scoredCase(request, found.case);
  const pictured = { ...found, score, papers: await readPapers(request, "KR-2026-0413") };
  writeFileSync(kept, JSON.stringify(pictured));
  return pictured;
}
