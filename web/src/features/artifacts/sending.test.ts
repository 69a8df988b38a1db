import { expect, test } from "vitest";
import { batches } from "./sending";

const MEBIBYTE = 1024 * 1024;

function file(size: number): File {
  return Object.defineProperty(new File([], `${size}`), "size", { value: size });
}

test("a large file goes by itself, so that it can be gone on with", () => {
  expect(
    batches([file(10), file(9 * MEBIBYTE), file(20)]).map((batch) => batch.map(({ size }) => size)),
  ).toEqual([[10, 20], [9 * MEBIBYTE]]);
});

test("small files go together, at most 25 and 24 MB of them", () => {
  expect(batches(Array.from({ length: 60 }, () => file(1))).map(({ length }) => length)).toEqual([
    25, 25, 10,
  ]);
  expect(batches(Array.from({ length: 5 }, () => file(8 * MEBIBYTE))).map(({ length }) => length)).toEqual([
    3, 2,
  ]);
});
