import { expect, test } from "vitest";
import { finding, quantity } from "@/testing/findings";
import { wordsIn } from "@/words";
import { changesOf, inOrder } from "./comparing";
import type { Segmentation } from "./queries";

const words = wordsIn("en");
const volume = (value: number, comparator: "" | ">=" = "", unit = "mL") =>
  finding("liver", { value: quantity(value, unit, comparator) });

test("a change is from the first to the last", () => {
  expect(changesOf([volume(100), volume(300), volume(150)], words)).toBe("+50.0 %");
  expect(changesOf([volume(200), volume(150)], words)).toBe("−25.0 %");
});

test("a bound is not compared, nor what is missing", () => {
  expect(changesOf([volume(100, ">="), volume(150)], words)).toBe("–");
  expect(changesOf([volume(100), undefined], words)).toBe("–");
});

test("quantities of different units are not compared", () => {
  expect(changesOf([volume(100), volume(150, "", "cm3")], words)).toBe("–");
});

test("segmentations are ordered by when the scan was made, not by when it was read", () => {
  const made = (id: string, at: string | null, created_at: string) =>
    ({ id, at, created_at }) as Segmentation;
  const ordered = inOrder([
    made("c", "2026-03-03", "2026-11-28T09:00:00Z"),
    made("b", "2026-03-03", "2026-11-27T09:00:00Z"),
    made("a", "2025-01-01", "2026-11-29T09:00:00Z"),
    made("d", null, "2026-11-01T09:00:00Z"),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual(["a", "b", "c", "d"]);
});
