import { Progress, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { KeyPictures } from "./KeyPictures";
import type { Millimetres } from "./measuring";
import type { Segmentation, Series } from "./queries";
import { useScan } from "./useScan";
import type { Location, Looks, View } from "./viewing";
import type { Window } from "./windows";

interface Props {
  series: Series;
  segmentation: Segmentation | undefined;
  window: Window;
  looks: Looks;
  view: View;
  /** Where to look; each new one moves the crosshair. */
  place: Millimetres | null;
  onLocation: (location: Location) => void;
}

/** The scan: its key pictures at once, then a preview that can be moved through, then every voxel. */
export function VolumeViewer({ series, segmentation, window, looks, view, place, onLocation: told }: Props) {
  const { t } = useWords();
  const [isBegun, setBegun] = useState(segmentation === undefined);
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
    if (place) scan?.goTo(place);
  }, [scan, place]);
  return (
    <div className={classes["viewer"]} data-stage={stage}>
      <canvas ref={canvas} className={classes["canvas"]} aria-label={t("viewer-about")} role="img" />
      {stage === "opening" && segmentation && (
        <div className={classes["first"]}>
          <KeyPictures segmentation={segmentation} onFirst={() => setBegun(true)} />
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
