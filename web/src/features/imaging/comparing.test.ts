import { expect, test } from "vitest";
import { wordsIn } from "@/words";
import { changesOf } from "./comparing";
import { valueOf } from "./measuring";
import type { Measurement } from "./queries";
import { csvOf } from "./table";

const words = wordsIn("en");
const volume = (value: number, comparator = ""): Measurement => ({
  quantity: "volume", value, comparator, unit: "mL", method: "voxel-count", place: null,
}); // prettier-ignore

test("a change is from the first to the last", () => {
  expect(changesOf([volume(100), volume(300), volume(150)], words)).toBe("+50.0 %");
  expect(changesOf([volume(200), volume(150)], words)).toBe("−25.0 %");
});

test("a bound is not compared, nor what is missing", () => {
  expect(changesOf([volume(100, ">="), volume(150)], words)).toBe("–");
  expect(changesOf([volume(100), undefined], words)).toBe("–");
});

test("a value says its unit and that it is a bound", () => {
  expect(valueOf(volume(172.68, ">="), 1, words)).toBe("≥ 172.7 mL");
});

test("a cell that a spreadsheet would take for a formula is text", () => {
  const segment = {
    name: "x",
    text: "=1+1",
    label: 1,
    colour: "#000000",
    snomed: "",
    confidence: 1,
    disagreement: 0,
    is_abstained: false,
    remarks: [],
    measurements: [volume(1)],
  };
  expect(csvOf({ segments: [segment] } as never, words)).toContain(`"'=1+1"`);
});
