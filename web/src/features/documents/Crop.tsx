import { useStoredUrl } from "@/api/useStored";
import { useWords } from "@/words";
import classes from "./documents.module.css";
import type { Box } from "./places";
import type { Page } from "./queries";

const AROUND = 0.6;
const FEWEST_ACROSS = 320;

/** A place of a page, enlarged: what the person compares with what was read. */
export function Crop({ page, box: [left, top, right, bottom] }: { page: Page; box: Box }) {
  const { t } = useWords();
  const { url } = useStoredUrl(page.image);
  const margin = (bottom - top) * AROUND;
  const across = Math.max(right - left + 4 * margin, FEWEST_ACROSS);
  const height = bottom - top + 2 * margin;
  const x = Math.min(Math.max((left + right - across) / 2, 0), Math.max(page.width - across, 0));
  return (
    <svg
      viewBox={`${x} ${top - margin} ${across} ${height}`}
      className={classes["crop"]}
      role="img"
      aria-label={t("crop")}
    >
      {url && <image href={url} width={page.width} height={page.height} />}
      <rect
        x={left - margin / 3}
        y={top - margin / 3}
        width={right - left + (2 * margin) / 3}
        height={bottom - top + (2 * margin) / 3}
        fill="none"
        stroke="#0050d0"
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
