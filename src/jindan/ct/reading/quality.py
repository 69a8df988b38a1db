"""The quality gate: whether a volume is an abdominal CT in Hounsfield units that can be analysed.

What cannot be analysed raises a problem. What only lowers trust becomes a note in the report.
"""

from collections.abc import Sequence

import numpy as np

from jindan.analysis import Note
from jindan.ct.errors import EmptyVolume
from jindan.ct.reading.attenuation import hounsfield_problem, shift_problem, tissue_of
from jindan.ct.reading.body import body_of
from jindan.ct.reading.continuity import continuity_problem
from jindan.ct.reading.coverage import coverage_notes, coverage_problem
from jindan.ct.reading.orientation import orientation_problem
from jindan.ct.reading.problems import ImplausibleSpacing, VolumeTooLarge, VolumeTooSmall
from jindan.ct.volume import Volume

MOST_VOXELS = 600_000_000
"""1.2 GB as int16: 512 × 512 × 2288."""
FINEST_MM, COARSEST_MM = 0.2, 10.0
THICK_MM = 6.0
SMALLEST_EXTENT_MM = 50.0
LARGEST_EXTENT_MM = 2500.0


def notes_on(volume: Volume) -> tuple[Note, ...]:
    """Return notes on what is questionable in a volume that passes the gate.

    Raises EmptyVolume, VolumeTooLarge, VolumeTooSmall, ImplausibleSpacing, WindowedImages,
    NotHounsfield, ShiftedHounsfield, JumpBetweenSlices, EndsInLungs, BodyTurned or LiverOnTheLeft.
    """
    check_size(volume.voxels.shape)
    _check_spacing(volume)
    problem = hounsfield_problem(tissue_of(volume.voxels))
    if problem:
        raise problem
    body = body_of(volume)
    problem = (
        shift_problem(body)
        or continuity_problem(volume, body=body)
        or coverage_problem(body)
        or orientation_problem(body)
    )
    if problem:
        raise problem
    notes = coverage_notes(body)
    thickest_mm = max(volume.spacing_mm)
    if thickest_mm > THICK_MM:
        return (Note(code="thick-slices", values={"spacing_mm": round(thickest_mm, 1)}), *notes)
    return notes


def check_size(shape: Sequence[int]) -> None:
    """Raise EmptyVolume for a grid without voxels, VolumeTooLarge above `MOST_VOXELS`."""
    voxels = int(np.prod(np.asarray(shape, dtype=object)))
    if voxels <= 0:
        raise EmptyVolume
    if voxels > MOST_VOXELS:
        raise VolumeTooLarge(voxels=voxels // 1_000_000, most=MOST_VOXELS // 1_000_000)


def _check_spacing(volume: Volume) -> None:
    """Raise ImplausibleSpacing or VolumeTooSmall."""
    spacing = np.asarray(volume.spacing_mm)
    if not (
        np.isfinite(spacing).all() and spacing.min() >= FINEST_MM and spacing.max() <= COARSEST_MM
    ):
        raise ImplausibleSpacing(
            smallest_mm=round(float(spacing.min()), 3), largest_mm=round(float(spacing.max()), 3)
        )
    extent = spacing * volume.voxels.shape
    if extent.min() < SMALLEST_EXTENT_MM:
        raise VolumeTooSmall(
            extent_mm=round(float(extent.min())), least_mm=round(SMALLEST_EXTENT_MM)
        )
    if extent.max() > LARGEST_EXTENT_MM:
        raise ImplausibleSpacing(smallest_mm=float(spacing.min()), largest_mm=float(spacing.max()))
