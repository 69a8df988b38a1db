import { expect, test } from "vitest";
import { areOfTwoPatients, grouped } from "./groups";
import type { Recognised } from "./recognising";

function slice(number: number, facts: Partial<Recognised["dicom"]> = {}): Recognised {
  const dicom = { modality: "CT", seriesUid: "1.2", patient: "A", ...facts };
  return { file: new File(["x"], `IM${number}.dcm`), kind: "dicom", dicom };
}

const slices = Array.from({ length: 12 }, (_, number) => slice(number));

test("slices are put together by series, the largest first", () => {
  const groups = grouped([slice(1, { seriesUid: "9" }), ...slices]);
  expect(groups.map(({ files }) => files.length)).toEqual([12, 1]);
});

test("a whole CT has nothing wrong with it", () => {
  expect(grouped(slices)[0]?.warnings).toEqual([]);
});

test.each([
  ["few-slices", [slice(1)]],
  [
    "not-ct",
    slices.map(({ file, dicom }): Recognised => ({
      file,
      kind: "dicom",
      dicom: { ...dicom, modality: "MR" } as never,
    })),
  ],
  ["two-patients", [...slices, slice(99, { patient: "B" })]],
  ["not-3d", [{ file: new File(["x"], "a.nii"), kind: "nifti", shape: [64, 64, 1] } satisfies Recognised]],
  ["unknown", [{ file: new File(["x"], "a.bin"), kind: "unknown" } satisfies Recognised]],
])("%s is warned of", (warning, files) => {
  expect(grouped(files)[0]?.warnings).toContain(warning);
});

test("two patients in two series are noticed", () => {
  expect(areOfTwoPatients([slice(1), slice(2, { patient: "B", seriesUid: "9" })])).toBe(true);
  expect(areOfTwoPatients(slices)).toBe(false);
});
