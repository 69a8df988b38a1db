import { SegmentedControl, Select, Slider, Text } from "@mantine/core";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import { TILES, type View } from "./viewing";
import { type Window, WINDOWS } from "./windows";

interface Props {
  view: View;
  /** Whether one tile is all that fits. */
  isNarrow: boolean;
  onView: (view: View) => void;
  window: Window;
  onWindow: (window: Window) => void;
  opacity: number;
  onOpacity: (opacity: number) => void;
}

/** The viewer settings: planes, window and opacity of the organs. */
export function ViewerToolbar({ view, isNarrow, onView, window, onWindow, opacity, onOpacity }: Props) {
  const { t } = useWords();
  const views: View[] = isNarrow ? [...TILES] : ["planes", ...TILES];
  return (
    <div className={classes["tools"]} role="toolbar" aria-label={t("viewer-tools")}>
      <SegmentedControl
        size="xs"
        aria-label={t("view")}
        value={view}
        onChange={(value) => onView(value)}
        data={views.map((name) => ({ value: name, label: t(`view-${name}`) }))}
      />
      <Select
        size="xs"
        w={150}
        aria-label={t("window")}
        aria-keyshortcuts={WINDOWS.map((_, at) => at + 1).join(" ")}
        allowDeselect={false}
        value={window.name}
        onChange={(name) => onWindow(WINDOWS.find((candidate) => candidate.name === name) ?? WINDOWS[0])}
        data={WINDOWS.map(({ name }) => ({ value: name, label: t(`window-${name}`) }))}
      />
      <Text size="xs" c="dimmed" component="span">
        {t("opacity")}
      </Text>
      <Slider
        size="sm"
        w={120}
        min={0}
        max={100}
        step={5}
        label={null}
        thumbLabel={t("opacity")}
        value={opacity * 100}
        onChange={(percent) => onOpacity(percent / 100)}
      />
    </div>
  );
}
