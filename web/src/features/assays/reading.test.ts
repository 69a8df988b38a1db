import { expect, test } from "vitest";
import { panelsIn, specimensOf } from "./matching";
import type { ModelCard } from "./queries";
import { headOf, letterOf, readTable } from "./reading";

const TABLE = "sample,age,LYVE1 (ng/mL)\nU1,67,4.8\nU2,50,1.2\n";

test("a table has headings, rows and specimens", () => {
  const head = headOf(TABLE);
  expect(head.header).toEqual(["sample", "age", "LYVE1 (ng/mL)"]);
  expect(specimensOf(head)).toEqual(["U1", "U2"]);
  expect(head.flags).toEqual([]);
});

test.each([
  ["", "empty", 1, "A"],
  ["a,b\n", "empty", 2, "A"],
  ["a,b,a\n1,2,3\n", "repeated", 1, "C"],
  ["a,,b\n1,2,3\n", "unnamed", 1, "B"],
  ["id,2-Sep,b\n1,2,3\n", "dates", 1, "B"],
  ["a,b\n1,2\n1,2,3\n", "ragged", 3, "A"],
])("%j is flagged as %s, with its place", (text, kind, row, column) => {
  expect(headOf(text).flags[0]).toMatchObject({ kind, row, column });
});

test("quotes hold a comma together, and columns count on after Z", () => {
  expect(headOf('"a, b";c\n1;2\n').header).toEqual(["a, b", "c"]);
  expect([letterOf(0), letterOf(25), letterOf(26), letterOf(701)]).toEqual(["A", "Z", "AA", "ZZ"]);
});

test("a Korean encoding is read", async () => {
  const cp949 = [0xb3, 0xaa, 0xc0, 0xcc, 0x2c, 0x61, 0x0a, 0x31, 0x2c, 0x32]; // 나이,a⏎1,2
  expect((await readTable(new File([new Uint8Array(cp949)], "x.csv"))).header).toEqual(["나이", "a"]);
});

test("a format that only the server reads has no headings here", async () => {
  expect((await readTable(new File([new Uint8Array([80, 75])], "x.xlsx"))).header).toBeNull();
});

test("features are found under any of their names, in columns or in rows", () => {
  const feature = (name: string, ...keys: string[]) => ({
    name,
    text: name,
    unit: "",
    keys,
    low: 0,
    high: 1,
  });
  const card = {
    model: { panels: [{ name: "urine", text: "Urine", features: 2, min_coverage: 1 }] },
    panels: [
      { name: "urine", features: [feature("LYVE1", "lyve1", "xlkd1"), feature("age", "age", "나이")] },
    ],
  } as unknown as ModelCard;
  expect(panelsIn(card, [headOf(TABLE)])).toEqual([
    { panel: "Urine", found: 2, expected: 2, isEnough: true, absent: [] },
  ]);
  expect(panelsIn(card, [headOf("gene,U1\nXLKD1,4\n")])[0]).toMatchObject({ found: 1, absent: ["age"] });
});
