import type { ReactNode } from "react";
import type { Marks } from "@/features/findings/queries";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { COLUMNS, type Millimetres } from "./measuring";
import { OrganRow } from "./OrganRow";
import type { Segment, Segmentation } from "./queries";

/** The clinician's review of a structure, shown beside its numbers. */
export type ReviewOf = (segmentation: Segmentation, segment: Segment) => ReactNode;

interface Props {
  segmentation: Segmentation;
  marks: Marks;
  reviewOf: ReviewOf;
  hidden: ReadonlySet<string>;
  /** The structure under the crosshair. */
  here: string | null;
  onToggle: (name: string) => void;
  onPlace: (place: Millimetres) => void;
}

/** Every structure with its numbers; a number leads to the slice it was taken on, and the crosshair to its row. */
export function OrganTable({ segmentation, marks, reviewOf, hidden, here, onToggle, onPlace }: Props) {
  const { t } = useWords();
  return (
    <table className={classes["organs"]} aria-label={t("measurements")}>
      <thead>
        <tr>
          <th scope="col">{t("organ")}</th>
          {COLUMNS.map((code) => (
            <th key={code} scope="col">
              {t(`quantity-${code}`)}
            </th>
          ))}
          <th scope="col">{t("confidence")}</th>
        </tr>
      </thead>
      <tbody>
        {segmentation.segments.map((segment) => (
          <OrganRow
            key={segment.name}
            segment={segment}
            marks={marks}
            isShown={!hidden.has(segment.name)}
            isHere={here === segment.name}
            onToggle={() => onToggle(segment.name)}
            onPlace={onPlace}
            review={reviewOf(segmentation, segment)}
          />
        ))}
      </tbody>
    </table>
  );
}
