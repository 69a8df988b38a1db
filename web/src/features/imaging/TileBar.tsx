import { ActionIcon } from "@mantine/core";
import { IconArrowsDiagonal, IconArrowsDiagonalMinimize2 } from "@tabler/icons-react";
import { useWords } from "@/words";
import classes from "./imaging.module.css";
import type { Slice, Tile } from "./viewing";

const FULL_TURN = 360;

interface Props {
  tile: Tile;
  /** Which slice is seen; null in space, and while it is not known. */
  slice: Slice | null;
  /** Whether the slices are counted as in the file. */
  isCounted: boolean;
  /** From which side one looks, in degrees; of the picture in space. */
  angle: number;
  isAlone: boolean;
  /** Whether it can be shown alone, or with the others again. */
  isSwitched: boolean;
  onSwitch: () => void;
  onSlice: (number: number) => void;
  onTurn: (degrees: number) => void;
}

/** What a tile shows, the slice of it to be chosen by hand, finger or key, and the way to see it large. */
export function TileBar({ tile, slice, isCounted, angle, isAlone, isSwitched, ...on }: Props) {
  const { t } = useWords();
  const said = slice && isCounted ? t("slice-of", { ...slice }) : undefined;
  const isSpace = tile === "space";
  return (
    <div className={classes["bar"]} role="group" aria-label={t(`view-${tile}`)}>
      <span className={classes["caption"]}>{t(`view-${tile}`)}</span>
      {isSpace ? (
        <input
          type="range"
          min={0}
          max={FULL_TURN}
          step={5}
          value={angle}
          aria-label={t("rotate-space")}
          onChange={(event) => on.onTurn(Number(event.currentTarget.value))}
        />
      ) : (
        <input
          type="range"
          min={1}
          max={slice?.count ?? 1}
          disabled={slice === null}
          value={slice?.number ?? 1}
          aria-label={t("slice-in", { view: t(`view-${tile}`) })}
          aria-valuetext={said}
          onChange={(event) => on.onSlice(Number(event.currentTarget.value))}
        />
      )}
      {slice && isCounted && (
        <span className={classes["counted"]} aria-hidden>
          {slice.number}/{slice.count}
        </span>
      )}
      {isSwitched && (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={t(isAlone ? "show-all" : "enlarge", { view: t(`view-${tile}`) })}
          onClick={on.onSwitch}
        >
          {isAlone ? (
            <IconArrowsDiagonalMinimize2 size={15} aria-hidden />
          ) : (
            <IconArrowsDiagonal size={15} aria-hidden />
          )}
        </ActionIcon>
      )}
    </div>
  );
}
