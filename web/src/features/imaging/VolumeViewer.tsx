import { Progress, Text } from "@mantine/core";
import { type MouseEvent, useEffect, useRef } from "react";
import type { Marks } from "@/features/findings/queries";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { KeyPictures } from "./KeyPictures";
import { tileAt } from "./layout";
import type { Millimetres } from "./measuring";
import type { Segmentation, Series } from "./queries";
import { Tiles } from "./Tiles";
import { useScan } from "./useScan";
import type { Location, Looks, View } from "./viewing";
import type { Window } from "./windows";

interface Props {
  series: Series;
  segmentation: Segmentation | undefined;
  marks: Marks;
  window: Window;
  looks: Looks;
  view: View;
  /** Whether the first picture is there, or there is none to wait for: drawing begins only then. */
  isBegun: boolean;
  onFirst: () => void;
  /** Not where one tile is all that fits. */
  onView: ((view: View) => void) | null;
  /** Place of the crosshair, which moves when this changes. */
  place: Millimetres | null;
  location: Location | null;
  onLocation: (location: Location) => void;
}

/** The scan: first its key pictures, then a coarse volume, then the full volume. */
export function VolumeViewer({ series, segmentation, window, looks, view, place, ...props }: Props) {
  const { isBegun, marks, onFirst, location, onLocation, onView } = props;
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { scan, stage, share, error } = useScan(canvas, { series, segmentation, window, looks, isBegun });
  useEffect(() => {
    scan?.onLocation(onLocation);
  }, [scan, onLocation]);
  useEffect(() => {
    scan?.setWindow(window);
  }, [scan, window]);
  useEffect(() => {
    if (segmentation) scan?.setLooks(segmentation.segments, looks);
  }, [scan, segmentation, looks]);
  useEffect(() => {
    scan?.setView(view);
  }, [scan, view]);
  useEffect(() => {
    if (!place || !scan) return;
    scan.goTo(place);
    canvas.current?.scrollIntoView({ block: "nearest" }); // on a phone the number stands below the picture
  }, [scan, place]);
  /** Replaces niivue's double-click, which resets the window. */
  const enlarge = (event: MouseEvent<HTMLElement>) => {
    event.stopPropagation();
    if (event.target !== canvas.current || !onView) return;
    const { left, top, width, height } = canvas.current.getBoundingClientRect();
    onView(
      view === "planes" ? tileAt((event.clientX - left) / width, (event.clientY - top) / height) : "planes",
    );
  };
  return (
    <div className={classes["viewer"]} data-stage={stage} onDoubleClickCapture={enlarge}>
      <canvas ref={canvas} className={classes["canvas"]} aria-label={t("viewer-about")} role="img" />
      {scan && <Tiles {...{ scan, view, location, onView }} isWhole={stage === "full"} />}
      {stage === "opening" && segmentation && (
        <div className={classes["first"]}>
          <KeyPictures {...{ segmentation, marks }} onFirst={onFirst} />
        </div>
      )}
      {stage !== "full" && !error && (
        <div className={classes["loading"]} role="status">
          <Text size="xs">{t(`viewer-${stage}`, { percent: Math.floor(share * 100) })}</Text>
          <Progress value={share * 100} size={3} w={140} aria-label={t("viewer-loading")} />
        </div>
      )}
      {Boolean(error) && (
        <div className={classes["loading"]}>
          <ProblemNotice error={error} />
        </div>
      )}
    </div>
  );
}
