import { expect, test } from "vitest";
import { wordsIn } from "@/words";
import { countsOf, percent, probabilityOf, setOf } from "./answering";
import type { RiskScore } from "./queries";

const words = wordsIn("en");

function score(possible: string[], numbers: Partial<RiskScore> = {}): RiskScore {
  const classes = ["cancer", "none"].map((name) => ({
    name,
    text: name,
    probability: 0.5,
    low: null,
    high: null,
    is_possible: possible.includes(name),
  }));
  return { positive: "cancer", level: 0.9, classes, neighbours: [], ...numbers } as unknown as RiskScore;
}

test("a share near certainty keeps a decimal, so that it never reads as certain", () => {
  expect([0.5, 0.996, 0.004].map((share) => percent(share, words))).toEqual(["50%", "99.6%", "0.4%"]);
});

test.each([
  [[], "none fits"],
  [["cancer"], "one class is possible: cancer"],
  [["cancer", "none"], "cannot be told apart: cancer, none"],
])("the prediction set %j is said plainly", (possible, said) => {
  expect(setOf(score(possible), words)).toContain(said);
});

test("a risk is said with its interval, and an abstention never as a number", () => {
  const numbers = { probability: 0.81, low: 0.7, high: 0.89 };
  expect(probabilityOf(score([], numbers), words)).toBe("cancer: 81% (70% to 89%)");
  expect(probabilityOf(score([], { probability: null }), words)).toBe("No answer");
});

test("the nearest patients are counted by class, the most frequent first", () => {
  const neighbours = ["none", "cancer", "none"].map((text) => ({ name: text, text, distance: 1 }));
  expect(countsOf(score([], { neighbours }))).toEqual([
    ["none", 2],
    ["cancer", 1],
  ]);
});
