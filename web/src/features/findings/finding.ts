import type { Schemas } from "@/api/client";

export type Finding = Schemas["FindingOut"];
export type Probability = Schemas["ProbabilityOut"];
/** What a clinician did to a finding: withdrew it, or said something else instead. */
export type Mark = Schemas["Mark"];

/** Return the value of a finding as every output prints it, with its unit; a dash where it is withheld. */
export function valueText(finding: Finding | undefined): string {
  return finding?.value?.text ?? "–";
}

/** Return the finding with a code, such as `volume`. */
export function findingOf(findings: Finding[], code: string): Finding | undefined {
  return findings.find((finding) => finding.code.name === code);
}

/** Return the finding of a structure's volume; a withheld structure has it too, with the reason. */
export function volumeOf({ findings }: { findings: Finding[] }): Finding | undefined {
  return findingOf(findings, "volume");
}

/** Return the number of a finding, as it is rounded for every output; undefined where it has none. */
export function numberOf({ value }: Finding): number | undefined {
  return value?.kind === "quantity" || value?.kind === "probability" ? value.value : undefined;
}
