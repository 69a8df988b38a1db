import { Skeleton, Stack } from "@mantine/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useStoredUrl } from "@/api/useStored";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import { Boxes } from "./Boxes";
import classes from "./documents.module.css";
import { Legend } from "./Legend";
import { PageTools, ZOOMS } from "./PageTools";
import { around, type Box, middleOf, type Spot } from "./places";
import type { Page, Reading } from "./queries";
import type { Decisions } from "./resolving";

interface Props {
  reading: Reading;
  page: Page;
  decisions: Decisions;
  spot: Spot | null;
  chosen: Box[];
  onTurn: (page: number) => void;
  onPoint: (x: number, y: number) => void;
}

/** The picture of a page under the boxes of what was read; it is moved to where the person is. */
export function PagePane({ reading, page, decisions, spot, chosen, onTurn, onPoint }: Props) {
  const { t } = useWords();
  const { url, query } = useStoredUrl(page.image);
  const [zoom, setZoom] = useState(0);
  const [isWhole, setWhole] = useState(true);
  const pane = useRef<HTMLElement>(null);
  const place = around(chosen) ?? (spot?.page === page.number ? around(spot.boxes) : null);
  useScrolledTo(pane, place, page);
  const last = reading.pages.length;
  return (
    <Stack gap="xs" className={classes["pane"] ?? ""}>
      <PageTools
        number={page.number}
        last={last}
        isWhole={isWhole}
        zoom={zoom}
        onTurn={onTurn}
        onWhole={setWhole}
        onZoom={setZoom}
      />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is scrolled by keys, too */}
      <section className={classes["scan"]} ref={pane} tabIndex={0} aria-label={t("page-image")}>
        {query.isError ? (
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <div
            className={classes["sheet"]}
            style={{
              width: `${(ZOOMS[zoom] ?? 1) * 100}%`,
              aspectRatio: `${page.width} / ${page.height}`,
            }}
          >
            {url ? (
              <img src={url} alt={t("page-image-of", { number: page.number })} />
            ) : (
              <Skeleton h="100%" radius={0} />
            )}
            <Boxes
              page={page}
              reading={reading}
              decisions={decisions}
              isWhole={isWhole}
              spot={spot}
              chosen={chosen}
              onPoint={onPoint}
            />
          </div>
        )}
      </section>
      <Legend isWhole={isWhole} />
    </Stack>
  );
}

/** Moves a place of the page into the middle of what is seen of it. */
function useScrolledTo(pane: RefObject<HTMLElement | null>, place: Box | null, page: Page): void {
  const at = place?.join() ?? "";
  useEffect(() => {
    const element = pane.current;
    if (!element || !at) return;
    const [x, y] = middleOf(at.split(",").map(Number) as Box);
    element.scrollTo({
      left: (x / page.width) * element.scrollWidth - element.clientWidth / 2,
      top: (y / page.height) * element.scrollHeight - element.clientHeight / 2,
      behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth",
    });
  }, [pane, at, page.number, page.width, page.height]);
}
