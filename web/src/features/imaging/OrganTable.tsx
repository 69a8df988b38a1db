import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { type Millimetres, SHOWN } from "./measuring";
import { OrganRow } from "./OrganRow";
import type { Segment } from "./queries";

interface Props {
  segments: Segment[];
  hidden: ReadonlySet<string>;
  /** The structure under the crosshair. */
  here: string | null;
  onToggle: (name: string) => void;
  onPlace: (place: Millimetres) => void;
}

/** Every structure with its numbers; a number leads to the slice it was taken on, and the crosshair to its row. */
export function OrganTable({ segments, hidden, here, onToggle, onPlace }: Props) {
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
        {segments.map((segment) => (
          <OrganRow
            key={segment.name}
            segment={segment}
            isShown={!hidden.has(segment.name)}
            isHere={here === segment.name}
            onToggle={() => onToggle(segment.name)}
            onPlace={onPlace}
          />
        ))}
      </tbody>
    </table>
  );
}
