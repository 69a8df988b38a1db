import { Group } from "@mantine/core";
import type { CSSProperties, ReactNode } from "react";
import { type Finding, findingOf, type Mark, valueText, volumeOf } from "@/features/findings/finding";
import { MarkBadge, Marked } from "@/features/findings/Marked";
import type { Marks } from "@/features/findings/queries";
import { lineOf } from "@/ui/notes";
import { useWords } from "@/words";
import { Confidence } from "./Confidence";
import classes from "./imaging.module.css";
import { COLUMNS, isMeasured, type Millimetres, millimetresOf, notesOf } from "./measuring";
import type { Segment } from "./queries";

interface Props {
  segment: Segment;
  marks: Marks;
  isShown: boolean;
  isHere: boolean;
  onToggle: () => void;
  onPlace: (place: Millimetres) => void;
  review: ReactNode;
}

/** One structure; where it is withheld, the reason in place of its numbers. */
export function OrganRow({ segment, marks, isShown, isHere, onToggle, onPlace, review }: Props) {
  const { t } = useWords();
  const isWithheld = !isMeasured(segment);
  const notes = notesOf(segment);
  const volume = volumeOf(segment);
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
          <td colSpan={COLUMNS.length} className={classes["withheld"]}>
            <strong>{t("withheld")}</strong> {lineOf(notes)}
            <MarkBadge mark={volume && marks.get(volume.id)} />
          </td>
        ) : (
          COLUMNS.map((code) => {
            const finding = findingOf(segment.findings, code);
            return (
              <td key={code}>
                <Value finding={finding} mark={finding && marks.get(finding.id)} onPlace={onPlace} />
              </td>
            );
          })
        )}
        <td>{typeof volume?.confidence === "number" && <Confidence value={volume.confidence} />}</td>
      </tr>
      {!isWithheld && notes.length > 0 && (
        <tr data-here={isHere || undefined}>
          <td colSpan={COLUMNS.length + 2} className={classes["note"]}>
            {lineOf(notes)}
          </td>
        </tr>
      )}
    </>
  );
}

interface ValueProps {
  finding: Finding | undefined;
  mark: Mark | undefined;
  onPlace: (place: Millimetres) => void;
}

/** The value of a finding, which leads to its slice. */
function Value({ finding, mark, onPlace }: ValueProps) {
  const { t } = useWords();
  const text = valueText(finding);
  const place = millimetresOf(finding);
  if (!finding || !place) return <Marked mark={mark}>{text}</Marked>;
  return (
    <Marked mark={mark}>
      <button
        type="button"
        className={classes["value"]}
        onClick={() => onPlace([...place])}
        aria-label={t("show-slice-of", {
          organ: finding.focus.text,
          quantity: finding.code.text,
          value: text,
        })}
      >
        {text}
      </button>
    </Marked>
  );
}
