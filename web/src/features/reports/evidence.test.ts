import { expect, test } from "vitest";
import { contentOf, finding } from "@/testing/findings";
import { evidenceOf, statementsOf, toggled } from "./evidence";

const LIVER = { ...finding("liver"), mark: null };
const SPLEEN = { ...finding("spleen"), mark: null };
const COUNT = { ...finding("count", { derived_from: ["liver", "spleen"] }), mark: null };
const CONTENT = contentOf([LIVER, SPLEEN, COUNT]);
const sentence = (id: string, ...findings: string[]) => ({
  id,
  text: id,
  findings,
  mark: null,
  review: null,
});

test("the evidence of a sentence is what it states, and what that sums up", () => {
  expect(evidenceOf({ findings: ["liver"] }, CONTENT)).toEqual([LIVER]);
  expect(evidenceOf({ findings: ["count"] }, CONTENT)).toEqual([COUNT, LIVER, SPLEEN]);
  expect(evidenceOf({ findings: ["unknown"] }, CONTENT)).toEqual([]);
});

test("a sentence is known by the findings that it states, whatever its id", () => {
  const content = { ...CONTENT, statements: [sentence("first", "a", "b"), sentence("second", "c")] };
  expect(statementsOf(new Set(["b"]), content).map(({ id }) => id)).toEqual(["first"]);
  expect(statementsOf(new Set(), content)).toEqual([]);
});

test("a sentence is chosen with all of its findings, and let go with all of them", () => {
  const chosen = toggled(new Set(["c"]), sentence("first", "a", "b"));
  expect([...chosen]).toEqual(["c", "a", "b"]);
  expect([...toggled(chosen, sentence("other", "b", "c"))]).toEqual(["a"]);
});
