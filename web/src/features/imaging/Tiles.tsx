import { useState } from "react";
import classes from "./imaging.module.css";
import { Markers } from "./Markers";
import { TileBar } from "./TileBar";
import { type Location, type Scan, type Tile, TILES, type View } from "./viewing";

const FROM_THE_FRONT = 200;

interface Props {
  scan: Scan;
  view: View;
  location: Location | null;
  /** Whether the slices are those of the file: a preview has fewer. */
  isWhole: boolean;
  /** Not where one tile is all that fits. */
  onView: ((view: View) => void) | null;
}

/** The bars of the tiles, over the canvas on which the tiles are drawn. */
export function Tiles({ scan, view, location, isWhole, onView }: Props) {
  const [angle, setAngle] = useState(FROM_THE_FRONT);
  const turn = (degrees: number) => {
    setAngle(degrees);
    scan.turn(degrees);
  };
  const sliceOf = (tile: Tile) => (tile === "space" ? null : (location?.slices[tile] ?? null));
  const isAlone = view !== "planes";
  return (
    <div className={classes["tiles"]} data-alone={isAlone || undefined}>
      {TILES.filter((tile) => !isAlone || tile === view).map((tile) => (
        <div key={tile} className={classes["tile"]}>
          <div className={classes["sight"]}>{tile !== "space" && <Markers plane={tile} />}</div>
          <TileBar
            tile={tile}
            slice={sliceOf(tile)}
            isCounted={isWhole}
            angle={angle}
            isAlone={isAlone}
            isSwitched={onView !== null}
            onSwitch={() => onView?.(isAlone ? "planes" : tile)}
            onSlice={(number) => tile !== "space" && scan.goToSlice(tile, number)}
            onTurn={turn}
          />
        </div>
      ))}
    </div>
  );
}
