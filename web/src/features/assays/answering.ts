import type { Finding, Probability } from "@/features/findings/finding";
import type { Words } from "@/words";
import type { RiskScore } from "./queries";

/** Return the probability that a finding states; undefined where it states none. */
export function probabilityOf({ value }: Finding): Probability | undefined {
  return value?.kind === "probability" ? value : undefined;
}

/** Return the class that the question is about; undefined where the model abstained. */
export function positiveOf({ classes, positive }: RiskScore): RiskScore["classes"][number] | undefined {
  return classes.find(({ name }) => name === positive);
}

/** Return the risk in a line: class, probability, interval. */
export function riskOf(score: RiskScore, { t }: Words): string {
  const positive = positiveOf(score);
  const probability = positive && probabilityOf(positive.finding);
  if (!probability) return t("abstained");
  const { text: value, low_text: low, high_text: high } = probability;
  if (low === null || high === null) return t("risk-value", { class: positive.text, value });
  return t("risk-value-interval", { class: positive.text, value, low, high });
}

/** Return the sentence of the prediction set: no class, one class, or the classes that cannot be distinguished. */
export function setOf(score: RiskScore, words: Words): string {
  const { t, number } = words;
  const possible = score.classes.filter(({ is_possible }) => is_possible).map(({ text }) => text);
  const kind = possible.length === 0 ? "none" : possible.length === 1 ? "one" : "several";
  return t(`set-${kind}`, { level: number(100 * score.level), classes: possible.join(", ") });
}

/** Count the nearest training patients by class, the most frequent first. */
export function countsOf(score: RiskScore): [text: string, count: number][] {
  const counts = new Map<string, number>();
  score.neighbours.forEach(({ text }) => counts.set(text, (counts.get(text) ?? 0) + 1));
  return [...counts.entries()].sort(([, a], [, b]) => b - a);
}
