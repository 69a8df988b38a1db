import { Alert, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useMarks } from "@/features/findings/queries";
import { LinkButton } from "@/ui/LinkButton";
import { Screen } from "@/ui/Screen";
import { useWords } from "@/words";
import { factsOf } from "./facts";
import classes from "./imaging.module.css";
import { KeyPictures } from "./KeyPictures";
import { firstPlace, type Millimetres } from "./measuring";
import type { ReviewOf } from "./OrganTable";
import type { Segmentation, Series } from "./queries";
import { Readout } from "./Readout";
import { SegmentationPanel } from "./SegmentationPanel";
import { canDraw, type Location, type View } from "./viewing";
import { ViewerToolbar } from "./ViewerToolbar";
import { VersionChoice } from "./VersionChoice";
import { VolumeViewer } from "./VolumeViewer";
import { WINDOWS } from "./windows";

const OPACITY = 0.45;
const NARROW = "(max-width: 36em)";

interface Props {
  series: Series;
  segmentations: Segmentation[];
  reviewOf: ReviewOf;
}

/** The scan beside its measurements. `?at=` begins at a place in millimetres, `?version=` shows an earlier segmentation. */
export function SeriesViewer({ series, segmentations, reviewOf }: Props) {
  const words = useWords();
  const { t } = words;
  const [search] = useSearchParams();
  const shown =
    segmentations.find(({ version }) => String(version) === search.get("version")) ?? segmentations[0];
  const marks = useMarks([shown?.report]);
  const [wanted, setView] = useState<View>("planes");
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const view = isNarrow && wanted === "planes" ? "axial" : wanted;
  const [window, setWindow] = useState(WINDOWS[0]);
  const [opacity, setOpacity] = useState(OPACITY);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [isBegun, setBegun] = useState(shown === undefined);
  const [location, setLocation] = useState<Location | null>(null);
  const [place, setPlace] = useState<Millimetres | null>(() => firstPlace(shown, search.get("at")));
  const looks = useMemo(() => ({ hidden, opacity }), [hidden, opacity]);
  const here = shown?.segments.find(({ label }) => label === location?.label && label !== 0)?.name ?? null;
  const toggle = (name: string) =>
    setHidden(
      (before) =>
        new Set(before.has(name) ? [...before].filter((other) => other !== name) : [...before, name]),
    );
  const choose = (event: KeyboardEvent) => {
    const chosen = WINDOWS[Number(event.key) - 1];
    if (chosen && !event.ctrlKey && !event.altKey && !event.metaKey) setWindow(chosen);
  };
  return (
    <Screen
      isWide
      title={t("series-title")}
      about={factsOf(series, words).join(" · ")}
      actions={
        <>
          {shown && <VersionChoice segmentations={segmentations} shown={shown} />}
          <LinkButton to={`/cases/${series.case}`} variant="default" size="xs">
            {t("back-to-case")}
          </LinkButton>
        </>
      }
    >
      {!shown && <Alert variant="default">{t("not-segmented")}</Alert>}
      <div className={classes["page"]}>
        <Stack gap="xs" className={classes["seen"] ?? ""} onKeyDown={choose}>
          {!isBegun || canDraw() ? (
            <>
              <ViewerToolbar
                {...{ view, window, opacity }}
                isNarrow={isNarrow}
                onView={setView}
                onWindow={setWindow}
                onOpacity={setOpacity}
              />
              <VolumeViewer
                series={series}
                segmentation={shown}
                {...{ view, window, looks, place, location, isBegun, marks }}
                onFirst={() => setBegun(true)}
                onView={isNarrow ? null : setView}
                onLocation={setLocation}
              />
              <Readout
                location={location}
                organ={shown?.segments.find(({ name }) => name === here)?.text ?? ""}
              />
            </>
          ) : (
            <>
              <Alert color="yellow">{t("no-webgl")}</Alert>
              {shown && <KeyPictures segmentation={shown} marks={marks} />}
            </>
          )}
        </Stack>
        {shown && (
          <SegmentationPanel
            segmentation={shown}
            {...{ series, marks, reviewOf, hidden, here }}
            onToggle={toggle}
            onPlace={setPlace}
          />
        )}
      </div>
    </Screen>
  );
}
