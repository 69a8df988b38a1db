import { expect, test } from "vitest";
import { type Place, placeLink, type Subject } from "./places";

const subject = (kind: Subject["kind"], source: string): Subject => ({
  kind, id: `id-of-${kind}`, version: 2, source, at: null,
}); // prettier-ignore
const SUBJECTS = [
  subject("series", "ct-1/v2"),
  subject("risk-score", "omics-1/v1"),
  subject("document", "doc-1/v2"),
];

test.each<[Place, string]>([
  [
    { kind: "slice", source: "ct-1/v2", slice: 31, voxel: [1, 2, 30], ras_mm: [-12.5, 3, 40.25] },
    "/series/id-of-series?version=2&at=-12.5,3,40.25",
  ],
  [{ kind: "cell", source: "omics-1/v1", table: 1, row: 2, column: "E" }, "/risk-scores/id-of-risk-score"],
  [
    { kind: "line", source: "doc-1/v2", page: 3, line: 4 },
    "/documents/id-of-document?number=2&page=3&line=4",
  ],
])("a $kind is seen where its subject is shown", (place, link) => {
  expect(placeLink(place, SUBJECTS)).toBe(link);
});

test("a place of another subject leads nowhere", () => {
  expect(placeLink({ kind: "line", source: "doc-2/v1", page: 1, line: 1 }, SUBJECTS)).toBeNull();
});
