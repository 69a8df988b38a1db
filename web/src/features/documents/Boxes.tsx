import type { MouseEvent } from "react";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import type { Box, Spot } from "./places";
import type { Page, Reading } from "./queries";
import type { Decisions } from "./resolving";
import { flaggedIn } from "./targets";
import { trustOf } from "./trust";

interface Props {
  page: Page;
  reading: Reading;
  decisions: Decisions;
  /** Whether words that are not flagged have boxes, too. */
  isWhole: boolean;
  /** The place that a search hit or a report links to. */
  spot: Spot | null;
  chosen: Box[];
  onPoint: (x: number, y: number) => void;
}

const MARGIN = 4;

/** The boxes over the picture of a page. Whoever does not point reaches the same by the lists beside it. */
export function Boxes({ page, reading, decisions, isWhole, spot, chosen, onPoint }: Props) {
  const { number } = useWords();
  const flagged = flaggedIn(reading).filter((target) => target.page === page.number);
  const point = ({ clientX, clientY, currentTarget }: MouseEvent) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect();
    onPoint(((clientX - left) / width) * page.width, ((clientY - top) / height) * page.height);
  };
  return (
    <svg
      viewBox={`0 0 ${page.width} ${page.height}`}
      className={classes["boxes"]}
      onClick={point}
      aria-hidden
    >
      {isWhole &&
        page.lines.flatMap(({ words, number: line }) =>
          words.map((word, at) => (
            <rect key={`${line} ${at}`} data-trust={trustOf(word.confidence)} {...sides(word.box)}>
              <title>{`${word.text} · ${number(word.confidence, 2)}`}</title>
            </rect>
          )),
        )}
      {spot?.page === page.number &&
        spot.boxes.map((box) => <rect key={box.join()} data-trust="found" {...sides(box, MARGIN)} />)}
      {flagged.map(({ key, box }) => (
        <rect key={key} data-trust={decisions[key] ? "resolved" : "flagged"} {...sides(box, MARGIN)} />
      ))}
      {chosen.map((box) => (
        <rect key={box.join()} data-trust="chosen" {...sides(box, 2 * MARGIN)} />
      ))}
    </svg>
  );
}

function sides([left, top, right, bottom]: Box, margin = 0) {
  return {
    x: left - margin,
    y: top - margin,
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
    rx: margin,
  };
}
