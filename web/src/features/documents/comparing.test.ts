import { expect, test } from "vitest";
import { differencesOf } from "./comparing";
import { rowsOf, shownOf, singlesOf } from "./fields";
import { field, reading } from "./phantom";

test("only differences of two versions are listed, fields before lines", () => {
  const before = reading([["Hanbit"], ["same"]], { fields: [field(0, "Hanbit", [1, 1])] });
  const after = reading([["Hanvit"], ["same"], ["more"]], { fields: [field(0, "Hanvit", [1, 1])] });
  expect(differencesOf(before, after).map(({ name, before: was, after: is }) => [name, was, is])).toEqual([
    ["Hospital", "Hanbit", "Hanvit"],
    [null, "Hanbit", "Hanvit"],
    [null, "", "more"],
  ]);
  expect(differencesOf(before, before)).toEqual([]);
});

test("values of one row stand in one row, a column for each name", () => {
  const fields = [
    field(0, "Hanbit", [1, 1]),
    field(1, "wbc", [2, 1], { group: 0, name: "lab-analyte", read: "WBC" }),
    field(2, "11.2", [2, 2], { group: 0, name: "lab-value" }),
    field(3, "lipase", [3, 1], { group: 1, name: "lab-analyte" }),
    field(4, "aspirin", [4, 1], { group: 2, name: "drug" }),
  ];
  const [results, drugs] = rowsOf(fields);
  expect(results?.columns.map(({ name }) => name)).toEqual(["lab-analyte", "lab-value"]);
  expect(results?.rows.map((row) => row.get("lab-value")?.value)).toEqual(["11.2", undefined]);
  expect(drugs?.head).toBe("drug");
  expect(singlesOf(fields).map(({ value }) => value)).toEqual(["Hanbit"]);
});

test("a field is shown as it stands on the page, its number without the unit", () => {
  expect(shownOf(field(0, "wbc", [1, 1], { read: "WBC" }))).toBe("WBC");
  expect(shownOf(field(0, "500", [1, 1], { read: "500mg" }))).toBe("500");
});
