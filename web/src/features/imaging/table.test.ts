import { expect, test } from "vitest";
import type { Mark } from "@/features/findings/finding";
import { finding, note, quantity, withheld } from "@/testing/findings";
import { wordsIn } from "@/words";
import type { Segment, Segmentation } from "./queries";
import { csvOf } from "./table";

const words = wordsIn("en");
const segment = (text: string, ...findings: Segment["findings"]) => ({ text, findings });
const linesOf = (segments: object[], marks: [string, Mark][] = []) =>
  csvOf({ segments } as Segmentation, { marks: new Map(marks), words }).split("\r\n");

test("every number has its digits as printed, its codes, its unit and its mark", () => {
  const volume = finding("liver/volume", { value: quantity(1322.24, "mL", ">="), confidence: 0.9 });
  const [heading, liver] = linesOf([segment("liver", volume)], [["liver/volume", "withdrawn"]]);
  expect(heading?.charCodeAt(0)).toBe(0xfeff);
  expect(liver).toBe(
    '"liver","volume","http://snomed.info/sct","118565006",">=","1322.2","mL","0.9","","Withdrawn"',
  );
});

test("a withheld organ has the reason in place of numbers", () => {
  const volume = withheld("pancreas", "Too uncertain.", { confidence: 0.06, notes: [note("Cut off.")] });
  const [, pancreas] = linesOf([segment("pancreas", volume)]);
  expect(pancreas).toBe('"pancreas","","","","","","","0.06","Too uncertain. Cut off.",""');
});

test("quotation marks in a cell are doubled, and a formula is text; a negative number stays one", () => {
  const mean = finding("a", { value: quantity(-12.5, "HU") });
  const lines = linesOf([segment('the "spleen"', finding("b")), segment("=1+1", mean)]);
  expect(lines[1]).toContain('"the ""spleen"""');
  expect(lines[2]).toContain(`"'=1+1"`);
  expect(lines[2]).toContain('"-12.5"');
});
