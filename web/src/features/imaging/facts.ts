import type { Words } from "@/words";
import type { Series } from "./queries";

/** Facts of an imported series, as far as the screens show them. */
interface Facts {
  modality: string;
  shape: number[];
  spacing_mm: number[];
  phase: string;
}

/** Modality, slices, spacing and contrast phase of a series, in words. */
export function factsOf(series: Series, { t, number }: Words): string[] {
  const { modality, shape, spacing_mm, phase } = series.facts as unknown as Facts; // its schema is the server's ImportedSeries
  return [
    modality,
    t("slices", { count: shape[2] ?? 0 }),
    `${spacing_mm.map((spacing) => number(spacing, 2)).join(" × ")} mm`,
    t(`phase-${phase}`),
  ];
}
