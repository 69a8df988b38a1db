import { expect, test } from "vitest";
import { numberOf, placeOnAxis } from "./slices";

test.each([true, false])(
  "the middle of a slice is on that slice, also where the file is flipped: %s",
  (isFlipped) => {
    const axis = { count: 79, isFlipped };
    for (let number = 1; number <= 79; number += 1) {
      expect(numberOf({ ...axis, place: placeOnAxis({ ...axis, number }) })).toBe(number);
    }
  },
);

test("a flipped file counts from the other end, and no number is beyond the last slice", () => {
  expect(numberOf({ count: 10, isFlipped: false, place: 0.05 })).toBe(1);
  expect(numberOf({ count: 10, isFlipped: true, place: 0.05 })).toBe(10);
  expect(numberOf({ count: 10, isFlipped: false, place: 1 })).toBe(10);
  expect(placeOnAxis({ count: 10, isFlipped: false, number: 11 })).toBe(0.95);
});
