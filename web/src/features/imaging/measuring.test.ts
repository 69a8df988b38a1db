import { expect, test } from "vitest";
import type { Finding } from "@/features/findings/finding";
import { finding, note, slice, withheld } from "@/testing/findings";
import { wordsIn } from "@/words";
import { factsOf } from "./facts";
import { alone, sharesOf, tileAt } from "./layout";
import { firstPlace, isMeasured, millimetresOf, notesOf } from "./measuring";
import type { Segment, Segmentation, Series } from "./queries";
import { WINDOWS } from "./windows";

const words = wordsIn("en");
const segment = (name: string, ...findings: Finding[]) => ({ name, text: name, findings }) as Segment;

test("a withheld organ is not measured", () => {
  expect(isMeasured(segment("pancreas", withheld("a", "Too uncertain.")))).toBe(false);
  expect(isMeasured(segment("liver", finding("a")))).toBe(true);
});

test("a finding has a place in millimetres where it was taken on a slice", () => {
  expect(millimetresOf(finding("a", { place: slice("ct-1/v1", [1, -2, 3]) }))).toEqual([1, -2, 3]);
  expect(millimetresOf(finding("a"))).toBeNull();
});

test("a scan is opened at the place that the address names, else at the liver", () => {
  const at = (name: string, x: number) =>
    segment(name, finding(name, { place: slice("ct-1/v1", [x, 0, 0]) }));
  const shown = { segments: [at("spleen", 1), at("liver", 2)] } as Segmentation;
  expect(firstPlace(shown, "-12.5,3,40.25")).toEqual([-12.5, 3, 40.25]);
  expect(firstPlace(shown, null)).toEqual([2, 0, 0]);
  expect(firstPlace(shown, "1,2")).toEqual([2, 0, 0]);
  expect(firstPlace(shown, "1,x,3")).toEqual([2, 0, 0]);
  expect(firstPlace(undefined, null)).toBeNull();
});

test("a note that several findings of an organ bear is shown once", () => {
  const cut = note("Cut off.");
  const notes = notesOf(segment("liver", finding("a", { notes: [cut] }), finding("b", { notes: [cut] })));
  expect(notes).toEqual([cut]);
});

test("a series is described by its modality, slices, spacing and phase", () => {
  const facts = {
    modality: "CT",
    shape: [512, 512, 79],
    spacing_mm: [0.78, 0.78, 5],
    phase: "portal-venous",
  };
  expect(factsOf({ facts } as unknown as Series, words)).toEqual([
    "CT",
    "79 slices",
    "0.78 × 0.78 × 5.00 mm",
    "portal venous phase",
  ]);
});

test("windows are centred on their level", () => {
  expect(WINDOWS.map(({ low, high }) => [(low + high) / 2, high - low])).toEqual([
    [40, 400],
    [90, 150],
    [400, 1800],
    [-600, 1500],
  ]);
});

test("a place on the canvas belongs to the tile drawn there", () => {
  expect([tileAt(0.1, 0.1), tileAt(0.9, 0.1), tileAt(0.1, 0.9), tileAt(0.9, 0.9)]).toEqual(
    sharesOf(800).map(({ tile }) => tile),
  );
  expect(tileAt(1, 1)).toBe("axial"); // beyond the last
});

test("one tile alone leaves the height of its bar", () => {
  const [, , width, height] = alone("coronal", 800).share;
  expect(width).toBe(1);
  expect(height).toBeGreaterThan(0.9);
  expect(height).toBeLessThan(1);
});
