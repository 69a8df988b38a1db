import type { ReactNode } from "react";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { type Millimetres, SHOWN } from "./measuring";
import { OrganRow } from "./OrganRow";
import type { Segment, Segmentation } from "./queries";

/** What a clinician holds of a structure, shown beside its numbers. */
export type ReviewOf = (segmentation: Segmentation, segment: Segment) => ReactNode;

interface Props {
  segmentation: Segmentation;
  reviewOf: ReviewOf;
  hidden: ReadonlySet<string>;
  /** The structure under the crosshair. */
  here: string | null;
  onToggle: (name: string) => void;
  onPlace: (place: Millimetres) => void;
}

/** Every structure with its numbers; a number leads to the slice it was taken on, and the crosshair to its row. */
export function OrganTable({ segmentation, reviewOf, hidden, here, onToggle, onPlace }: Props) {
  const { t } = useWords();
  return (
    <table className={classes["organs"]} aria-label={t("measurements")}>
      <thead>
        <tr>
          <th scope="col">{t("organ")}</th>
          {SHOWN.map(({ quantity }) => (
            <th key={quantity} scope="col">
              {t(`quantity-${quantity}`)}
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
