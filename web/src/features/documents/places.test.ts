import { expect, test } from "vitest";
import { boxAt, reading } from "./phantom";
import { addressOf, around, holds, spotOf } from "./places";

const READ = reading([["one"], ["two", "words"]]);

test("an address leads back to the boxes it was made of", () => {
  const spot = { page: 1, boxes: [boxAt(1, 1), boxAt(2, 2)] };
  const address = new URL(addressOf("some-id", spot), "http://localhost");
  expect(address.pathname).toBe("/documents/some-id");
  expect(spotOf(address.searchParams, READ)).toEqual(spot);
});

test("a line is counted on its page", () => {
  const [first] = READ.pages;
  if (!first) throw new Error("no page");
  const two = { ...READ, pages: [first, { ...first, number: 2 }] };
  const spot = spotOf(new URLSearchParams("page=2&line=2"), two);
  expect(spot).toEqual({ page: 2, boxes: [boxAt(2, 1), boxAt(2, 2)] });
  expect(spotOf(new URLSearchParams("page=2&line=3"), two)).toBeNull();
});

test("an address that leads nowhere is let be", () => {
  expect(spotOf(new URLSearchParams("at=1,2,x,4"), READ)).toBeNull();
  expect(spotOf(new URLSearchParams(""), READ)).toBeNull();
});

test("boxes hold their edges", () => {
  expect(around([])).toBeNull();
  expect(around([boxAt(1, 1), boxAt(2, 1)])).toEqual([100, 30, 180, 80]);
  expect(holds([0, 0, 2, 2], 2, 0)).toBe(true);
  expect(holds([0, 0, 2, 2], 3, 0)).toBe(false);
});
