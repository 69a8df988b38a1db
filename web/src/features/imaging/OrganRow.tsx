import { Group } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import { useWords } from "@/words";
import { Confidence } from "./Confidence";
import classes from "./imaging.module.css";
import { measured, type Millimetres, placeOf, SHOWN, valueOf } from "./measuring";
import type { Segment } from "./queries";

interface Props {
  segment: Segment;
  isShown: boolean;
  isHere: boolean;
  onToggle: () => void;
  onPlace: (place: Millimetres) => void;
  review: ReactNode;
}

/** One structure; where it is withheld, the reason in place of its numbers. */
export function OrganRow({ segment, isShown, isHere, onToggle, onPlace, review }: Props) {
  const words = useWords();
  const { t } = words;
  const isWithheld = segment.measurements.length === 0;
  return (
    <>
      <tr data-here={isHere || undefined} aria-current={isHere || undefined}>
        <th scope="row">
          <Group gap={8} wrap="nowrap">
            <input
              type="checkbox"
              className={classes["swatch"]}
              style={{ "--swatch": segment.colour } as CSSProperties}
              checked={isShown && !isWithheld}
              disabled={isWithheld}
              onChange={onToggle}
              aria-label={t("show-organ", { organ: segment.text })}
            />
            {segment.text}
          </Group>
          <div className={classes["review"]}>{review}</div>
        </th>
        {isWithheld ? (
          <td colSpan={SHOWN.length} className={classes["withheld"]}>
            <strong>{t("withheld")}</strong> {segment.remarks.join(" ")}
          </td>
        ) : (
          SHOWN.map(({ quantity, decimals }) => {
            const found = measured(segment, quantity);
            const place = found && placeOf(found);
            const said = found ? valueOf(found, decimals, words) : "–";
            return (
              <td key={quantity}>
                {place ? (
                  <button
                    type="button"
                    className={classes["value"]}
                    onClick={() => onPlace([...place])}
                    aria-label={t("show-slice-of", {
                      organ: segment.text,
                      quantity: t(`quantity-${quantity}`),
                      value: said,
                    })}
                  >
                    {said}
                  </button>
                ) : (
                  said
                )}
              </td>
            );
          })
        )}
        <td>
          <Confidence value={segment.confidence} />
        </td>
      </tr>
      {!isWithheld && segment.remarks.length > 0 && (
        <tr data-here={isHere || undefined}>
          <td colSpan={SHOWN.length + 2} className={classes["note"]}>
            {segment.remarks.join(" ")}
          </td>
        </tr>
      )}
    </>
  );
}
