import type { Words } from "@/words";
import type { RiskScore } from "./queries";

/** A share as a percentage, as precise as such a model can be. */
export function percent(share: number, { number }: Words): string {
  return `${number(100 * share, share > 0.01 && share < 0.99 ? 0 : 1)}%`;
}

/** The risk in a line: class, probability, interval. */
export function probabilityOf(score: RiskScore, words: Words): string {
  const { t } = words;
  const named = score.classes.find(({ name }) => name === score.positive)?.text ?? score.positive;
  if (score.probability === null) return t("abstained");
  const value = percent(score.probability, words);
  if (score.low === null || score.high === null) return t("risk-said", { class: named, value });
  return t("risk-said-interval", {
    class: named,
    value,
    low: percent(score.low, words),
    high: percent(score.high, words),
  });
}

/** What the prediction set says: nothing fits, one class, or which cannot be told apart. */
export function setOf(score: RiskScore, words: Words): string {
  const { t, number } = words;
  const possible = score.classes.filter(({ is_possible }) => is_possible).map(({ text }) => text);
  const kind = possible.length === 0 ? "none" : possible.length === 1 ? "one" : "several";
  return t(`set-${kind}`, { level: number(100 * score.level), classes: possible.join(", ") });
}

/** How the nearest patients of the training were divided: each class with its count, the most frequent first. */
export function countsOf(score: RiskScore): [text: string, count: number][] {
  const counts = new Map<string, number>();
  score.neighbours.forEach(({ text }) => counts.set(text, (counts.get(text) ?? 0) + 1));
  return [...counts.entries()].sort(([, a], [, b]) => b - a);
}
