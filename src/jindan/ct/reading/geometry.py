"""Where slices lie in the patient: order, regularity and affine (PS3.3 C.7.6.2.1.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note
from jindan.ct.reading.instances import Frame
from jindan.ct.reading.problems import (
    DuplicateSlices,
    GantryTilt,
    IrregularSpacing,
    MissingSlices,
    UnreadableDicom,
)
from jindan.ct.volume import Affine
from jindan.problems import Problem

LPS_TO_RAS = np.diag([-1.0, -1.0, 1.0, 1.0])
SAME_PLACE_MM = 0.01
_NOTEWORTHY_MM = 0.1
_TILT_NOTED_DEGREES = 0.5
_TILT_REFUSED_DEGREES = 2.0

Places = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Placement:
    """Slices in ascending order along their normal, and their affine.

    order: indices of the slices as passed in.
    affine: voxel (column, row, slice) → RAS millimetres.
    """

    order: tuple[int, ...]
    affine: Affine
    notes: tuple[Note, ...]


def place(frames: Sequence[Frame]) -> Placement:
    """Order at least two slices of one orientation and compute their affine.

    Raises DuplicateSlices, MissingSlices, IrregularSpacing, GantryTilt or UnreadableDicom.
    """
    problem = placement_problem(frames)
    if problem:
        raise problem
    order = np.argsort(_projections(frames), kind="stable")
    return Placement(
        order=tuple(int(index) for index in order),
        affine=_affine_of(frames[order[0]], frames[order[-1]], count=len(frames)),
        notes=tuple(_notes(frames)),
    )


def placement_problem(frames: Sequence[Frame]) -> Problem | None:
    """Return the problem of slices that do not make a regular grid, or None."""
    if not _is_placeable(frames):
        return UnreadableDicom()
    gaps = np.diff(places_along(frames))
    if gaps.min() < SAME_PLACE_MM:
        return DuplicateSlices(duplicates=int((gaps < SAME_PLACE_MM).sum()))
    degrees = tilt_degrees(frames)
    tilt = GantryTilt(degrees=round(degrees, 1)) if degrees > _TILT_REFUSED_DEGREES else None
    return _gap_problem(gaps) or tilt


def normal_of(frame: Frame) -> NDArray[np.float64]:
    """Return the unit vector along which slices are stacked, LPS."""
    cosines = np.asarray(frame.orientation)
    return np.cross(cosines[:3], cosines[3:])


def places_along(frames: Sequence[Frame]) -> Places:
    """Return the ascending positions of the slices along their normal, in millimetres."""
    return np.sort(_projections(frames))


def tilt_degrees(frames: Sequence[Frame]) -> float:
    """Return the angle between the direction of stacking and the normal: 0 for an upright gantry."""
    order = np.argsort(_projections(frames), kind="stable")
    step = np.subtract(frames[order[-1]].position, frames[order[0]].position)
    along = float(step @ normal_of(frames[0]))
    across = float(np.linalg.norm(step - along * normal_of(frames[0])))
    return float(np.degrees(np.arctan2(across, along)))


def off_grid_mm(frames: Sequence[Frame]) -> float:
    """Return the largest distance (mm) of a slice from where an even spacing would put it."""
    places = places_along(frames)
    return float(np.abs(places - np.linspace(places[0], places[-1], len(places))).max())


def _projections(frames: Sequence[Frame]) -> Places:
    return np.asarray([frame.position for frame in frames]) @ normal_of(frames[0])


def _is_placeable(frames: Sequence[Frame]) -> bool:
    """Check for finite numbers, positive spacing, and orthogonal unit vectors of row and column."""
    numbers = np.asarray([(*f.position, *f.orientation, *f.spacing_mm) for f in frames])
    if not np.isfinite(numbers).all() or (numbers[:, 9:] <= 0).any():
        return False
    row, column = numbers[:, 3:6], numbers[:, 6:9]
    lengths = np.concatenate([np.linalg.norm(row, axis=1), np.linalg.norm(column, axis=1)])
    return bool(
        np.abs(lengths - 1).max() < 0.01 and np.abs((row * column).sum(axis=1)).max() < 0.01
    )


def _gap_problem(gaps: Places) -> Problem | None:
    """Return MissingSlices for gaps of whole multiples, IrregularSpacing for other departures."""
    usual = float(np.median(gaps))
    multiples = gaps / usual
    wide = multiples > 1.5
    if wide.any() and np.abs(multiples - multiples.round()).max() < 0.2:
        missing = int((multiples[wide].round() - 1).sum())
        return MissingSlices(missing=missing, expected=len(gaps) + 1 + missing)
    even = np.cumsum(np.r_[0.0, gaps]) - np.arange(len(gaps) + 1) * gaps.mean()
    if wide.any() or np.abs(even).max() > usual / 4:
        return IrregularSpacing(smallest_mm=float(gaps.min()), largest_mm=float(gaps.max()))
    return None


def _notes(frames: Sequence[Frame]) -> Iterator[Note]:
    """Yield notes on departures from a regular grid that are small enough to accept."""
    error_mm = off_grid_mm(frames)
    if error_mm > _NOTEWORTHY_MM:
        yield Note(code="uneven-spacing", values={"error_mm": round(error_mm, 1)})
    degrees = tilt_degrees(frames)
    if degrees > _TILT_NOTED_DEGREES:
        yield Note(code="slight-tilt", values={"degrees": round(degrees, 1)})


def _affine_of(lowest: Frame, highest: Frame, *, count: int) -> Affine:
    # Along a row the column changes, so a step lasts the distance between columns.
    between_rows, between_columns = lowest.spacing_mm
    affine = np.eye(4)
    affine[:3, 0] = np.multiply(lowest.orientation[:3], between_columns)
    affine[:3, 1] = np.multiply(lowest.orientation[3:], between_rows)
    affine[:3, 2] = np.subtract(highest.position, lowest.position) / (count - 1)
    affine[:3, 3] = lowest.position
    return LPS_TO_RAS @ affine
