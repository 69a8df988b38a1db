import { expect, test } from "vitest";
import { finding, probability } from "@/testing/findings";
import { wordsIn } from "@/words";
import { countsOf, riskOf, setOf } from "./answering";
import type { RiskScore } from "./queries";

const words = wordsIn("en");

function score(possible: string[], numbers: Partial<RiskScore> = {}): RiskScore {
  const classes = ["cancer", "none"].map((name) => ({
    name,
    text: name,
    finding: finding(name, { value: probability(0.5) }),
    is_possible: possible.includes(name),
  }));
  return { positive: "cancer", level: 0.9, classes, neighbours: [], ...numbers } as unknown as RiskScore;
}

test.each([
  [[], "no class fits"],
  [["cancer"], "one class is possible: cancer"],
  [["cancer", "none"], "cannot be distinguished: cancer, none"],
])("the prediction set %j is stated plainly", (possible, said) => {
  expect(setOf(score(possible), words)).toContain(said);
});

test("a risk is stated with its interval, and an abstention never as a number", () => {
  const answer = { name: "cancer", text: "cancer", is_possible: true };
  const classes = [{ ...answer, finding: finding("a", { value: probability(0.81, [0.7, 0.89]) }) }];
  expect(riskOf(score([], { classes }), words)).toBe("cancer: 81.0% (70.0% to 89.0%)");
  expect(riskOf(score([]), words)).toBe("cancer: 50.0%");
  expect(riskOf(score([], { classes: [] }), words)).toBe("Abstained");
});

test("the nearest patients are counted by class, the most frequent first", () => {
  const neighbours = ["none", "cancer", "none"].map((text) => ({ name: text, text, distance: 1 }));
  expect(countsOf(score([], { neighbours }))).toEqual([
    ["none", 2],
    ["cancer", 1],
  ]);
});
