import { expect, test } from "vitest";
import { organOf, placeOf } from "./StatementRow";

test.each(["liver-slice", "liver-mean-hu", "liver-volume", "liver-row"])("%s leads to the liver", (id) => {
  expect(organOf({ id, kind: "slice", target: "", text: "" })).toBe("liver");
});

test("a line of a document leads to the paper, a slice to the scan, and without either nowhere", () => {
  const line = { id: "line-3", kind: "document-line", target: "document-1/17", text: "" };
  const paper = "/documents/a?number=2";
  expect(placeOf(line, { viewer: null, paper, score: null })).toBe("/documents/a?number=2&line=17");
  expect(placeOf(line, { viewer: "/series/b?version=1", paper: null, score: null })).toBeNull();
  const slice = { id: "liver-slice", kind: "slice", target: "series-1/4", text: "" };
  expect(placeOf(slice, { viewer: "/series/b?version=1", paper, score: null })).toBe(
    "/series/b?version=1&organ=liver",
  );
});

test("a row of a table leads to the risk score", () => {
  const row = { id: "feature-1", kind: "table-row", target: "features/feature-1", text: "" };
  expect(placeOf(row, { viewer: null, paper: null, score: "/risk-scores/c" })).toBe("/risk-scores/c");
});
