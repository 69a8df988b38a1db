import classes from "./imaging.module.css";
import type { Plane } from "./viewing";

/** At the top, right, bottom and left of a picture; as radiologists read, the patient's right is on its left. */
const SIDES: Record<Plane, [string, string, string, string]> = {
  axial: ["A", "L", "P", "R"],
  coronal: ["S", "L", "I", "R"],
  sagittal: ["S", "A", "I", "P"],
};
const PLACES = ["top", "right", "bottom", "left"] as const;

/** Where the patient's head, front and right are in a picture. */
export function Markers({ plane }: { plane: Plane }) {
  return PLACES.map((place, at) => (
    <span key={place} className={classes["marker"]} data-place={place} aria-hidden>
      {SIDES[plane][at]}
    </span>
  ));
}
