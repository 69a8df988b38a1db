import type { Content } from "@/features/findings/queries";
import type { Evidence, Statement } from "./queries";

/** Return the findings that a sentence states, and after each those that it sums up. */
export function evidenceOf({ findings }: Pick<Statement, "findings">, { evidence }: Content): Evidence[] {
  const stated = evidence.filter(({ id }) => findings.includes(id));
  const ids = new Set(stated.flatMap(({ id, derived_from }) => [id, ...derived_from]));
  return [...ids].flatMap((id) => evidence.find((finding) => finding.id === id) ?? []);
}

/** Return the sentences that state one of some findings. */
export function statementsOf(findings: ReadonlySet<string>, { statements }: Content): Statement[] {
  return statements.filter((statement) => statement.findings.some((id) => findings.has(id)));
}

/** Return the chosen findings after a sentence was chosen, or let go where one of its findings was chosen. */
export function toggled(chosen: ReadonlySet<string>, { findings }: Statement): ReadonlySet<string> {
  const isChosen = findings.some((id) => chosen.has(id));
  return isChosen
    ? new Set([...chosen].filter((id) => !findings.includes(id)))
    : new Set([...chosen, ...findings]);
}
