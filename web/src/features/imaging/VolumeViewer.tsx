import { Progress, Text } from "@mantine/core";
import { type MouseEvent, useEffect, useRef } from "react";
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
  window: Window;
  looks: Looks;
  view: View;
  /** Whether the first picture is there, or there is none to wait for: drawing begins only then. */
  isBegun: boolean;
  onFirst: () => void;
  /** Not where one tile is all that fits. */
  onView: ((view: View) => void) | null;
  /** Where to look; each new one moves the crosshair. */
  place: Millimetres | null;
  location: Location | null;
  onLocation: (location: Location) => void;
}

/** The scan: its key pictures at once, then a preview that can be moved through, then every voxel. */
export function VolumeViewer({ series, segmentation, window, looks, view, place, ...props }: Props) {
  const { isBegun, onFirst, location, onLocation: told, onView } = props;
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { scan, stage, share, error } = useScan(canvas, { series, segmentation, window, looks, isBegun });
  useEffect(() => {
    scan?.onLocation(told);
  }, [scan, told]);
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
  /** In place of niivue's own answer, which is to forget the window. */
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
          <KeyPictures segmentation={segmentation} onFirst={onFirst} />
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
