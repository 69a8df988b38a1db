"""Whether the volume covers the upper abdomen, estimated from the body's outline and the lungs.

Organs are not recognised, only where lung ends and how far the body goes on below. A volume that
ends within the lungs is a problem: it shows a chest, or an abdomen upside down.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note
from jindan.ct.reading.body import Body, Mask
from jindan.ct.reading.problems import EndsInLungs
from jindan.problems import Problem

NEEDED_BELOW_LUNGS_MM = 150.0
"""From the lung bases to below the pancreatic head and most of both kidneys in adults, roughly."""
LEAST_BELOW_LUNGS_MM = 20.0
"""With less below the lowest lung, hardly more than the dome of the liver is covered."""
NEEDED_LUNG_MM = 60.0
"""The dome of the liver rises about this far into the chest above the lowest lung."""
LEAST_BODY_MM = 150.0
_LUNG_SHARE = 0.08


@dataclass(frozen=True, kw_only=True)
class Lungs:
    """The extent of the lungs, by levels from inferior to superior.

    shares: for each level, the share of the body's cross-section filled with lung-like air.
    below_mm, above_mm: how far the volume goes on beyond its lowest and highest level of lung.
    """

    shares: NDArray[np.float64]
    step_mm: float

    @property
    def levels(self) -> NDArray[np.intp]:
        """The levels that show lung."""
        return np.flatnonzero(self.shares > _LUNG_SHARE)

    @property
    def below_mm(self) -> float:
        """From the lowest level of the volume to the lowest of the lungs, in millimetres."""
        return float(self.levels[0] * self.step_mm)

    @property
    def above_mm(self) -> float:
        """From the highest level of the lungs to the highest of the volume, in millimetres."""
        return float((len(self.shares) - 1 - self.levels[-1]) * self.step_mm)


def coverage_problem(body: Body) -> Problem | None:
    """Return EndsInLungs when the lowest slice still shows lung, else None."""
    lungs = lungs_of(body)
    if body.width_mm < LEAST_BODY_MM or len(lungs.levels) == 0:
        return None
    is_tall = len(lungs.levels) * lungs.step_mm >= NEEDED_LUNG_MM
    is_upside_down = lungs.above_mm >= LEAST_BODY_MM
    if lungs.below_mm < LEAST_BELOW_LUNGS_MM and (is_tall or is_upside_down):
        return EndsInLungs(below_mm=round(lungs.below_mm), above_mm=round(lungs.above_mm))
    return None


def coverage_notes(body: Body) -> tuple[Note, ...]:
    """Return notes on the part of the body that the volume covers."""
    if body.width_mm < LEAST_BODY_MM:
        return (Note(code="no-body-outline"),)
    notes = list(_lung_notes(lungs_of(body)))
    if is_cut(body):
        notes.append(Note(code="body-cut"))
    return tuple(notes)


def lungs_of(body: Body) -> Lungs:
    """Return the share of lung on each level of a body."""
    # -950 to -500 HU: aerated lung. Less is air outside the body or in the bowel.
    lung = body.filled & (body.hounsfield > -950) & (body.hounsfield < -500)
    area = body.filled.sum(axis=(0, 1))
    return Lungs(shares=lung.sum(axis=(0, 1)) / np.maximum(area, 1), step_mm=body.steps_mm[2])


def is_cut(body: Body) -> bool:
    """Return whether more than a fifth of the levels reach a side of the field of view."""
    filled: Mask = body.filled
    edges = [filled[0], filled[-1], filled[:, 0], filled[:, -1]]
    touched = np.any([edge.any(axis=0) for edge in edges], axis=0)
    return bool(np.mean(touched) > 0.2)


def _lung_notes(lungs: Lungs) -> list[Note]:
    if len(lungs.levels) == 0:
        return [Note(code="dome-may-be-cut")]
    if lungs.below_mm < lungs.above_mm:
        return [Note(code="lungs-at-lower-end")]
    notes = []
    if (len(lungs.shares) - lungs.levels[0]) * lungs.step_mm < NEEDED_LUNG_MM:
        notes.append(Note(code="dome-may-be-cut"))
    if lungs.below_mm < NEEDED_BELOW_LUNGS_MM:
        covered = round(lungs.below_mm)
        notes.append(Note(code="short-below-lungs", values={"covered_mm": covered}))
    return notes
