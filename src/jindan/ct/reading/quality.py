"""The quality gate: is this volume an abdominal CT in Hounsfield units that can be analysed?

What cannot be analysed is refused by name; what merely lowers trust becomes a remark in the report.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import AnalysisError, Remark
from jindan.ct.errors import EmptyVolume
from jindan.ct.reading.coverage import coverage_remarks
from jindan.ct.reading.refusals import (
    ImplausibleSpacing,
    NotHounsfield,
    VolumeTooLarge,
    VolumeTooSmall,
    WindowedImages,
)
from jindan.ct.volume import Volume

MOST_VOXELS = 600_000_000
"""1.2 GB as int16: 512 × 512 × 2288."""
FINEST_MM, COARSEST_MM = 0.2, 10.0
THICK_MM = 6.0
SMALLEST_EXTENT_MM = 50.0
LARGEST_EXTENT_MM = 2500.0
_SAMPLES_PER_AXIS = 128


@dataclass(frozen=True, kw_only=True)
class Tissue:
    """How values are spread: extremes in HU, and the share of voxels in a few ranges.

    fat_or_lung: −950 to −30. soft: −30 to 250. bright: 850 to 1300, unscaled water.
    air: below −500. at_lowest, at_highest: voxels at the extremes themselves.
    """

    lowest: int
    highest: int
    air: float
    fat_or_lung: float
    soft: float
    bright: float
    at_lowest: float
    at_highest: float


def remarks_on(volume: Volume) -> tuple[Remark, ...]:
    """Pass `volume` through the gate; what is doubtful comes back as remarks.

    Raises EmptyVolume, VolumeTooLarge, VolumeTooSmall, ImplausibleSpacing, WindowedImages or
    NotHounsfield.
    """
    check_size(volume.voxels.shape)
    _check_spacing(volume)
    problem = hounsfield_problem(tissue_of(volume.voxels))
    if problem:
        raise problem
    return (*_thickness_remarks(volume), *coverage_remarks(volume))


def check_size(shape: Sequence[int]) -> None:
    """Refuse a grid with no voxels (EmptyVolume) or more than `MOST_VOXELS` (VolumeTooLarge)."""
    voxels = int(np.prod(np.asarray(shape, dtype=object)))
    if voxels <= 0:
        raise EmptyVolume
    if voxels > MOST_VOXELS:
        raise VolumeTooLarge(voxels=voxels // 1_000_000, most=MOST_VOXELS // 1_000_000)


def _check_spacing(volume: Volume) -> None:
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


def tissue_of(voxels: NDArray[np.int16] | NDArray[np.float32]) -> Tissue:
    """Measure the spread of values on an even sample of at most 128 voxels along each axis."""
    sample = voxels[tuple(slice(None, None, -(-n // _SAMPLES_PER_AXIS)) for n in voxels.shape)]
    lowest, highest = int(sample.min()), int(sample.max())

    def share(low: float, high: float) -> float:
        return float(np.mean((sample >= low) & (sample <= high)))

    return Tissue(
        lowest=lowest,
        highest=highest,
        air=share(-np.inf, -500),
        fat_or_lung=share(-950, -30),
        soft=share(-30, 250),
        bright=share(850, 1300),
        at_lowest=share(lowest, lowest),
        at_highest=share(highest, highest),
    )


def hounsfield_problem(tissue: Tissue) -> AnalysisError | None:
    """Why the values cannot be Hounsfield units of a body in air, if they cannot."""
    extremes = {"lowest": tissue.lowest, "highest": tissue.highest}
    if tissue.lowest == tissue.highest:
        return EmptyVolume()
    is_shifted = tissue.bright > 0.05 and tissue.fat_or_lung < 0.01
    if is_shifted:
        return NotHounsfield(**extremes)
    if tissue.highest - tissue.lowest <= 255 or _is_clipped(tissue):
        return WindowedImages(**extremes)
    has_body_in_air = tissue.soft >= 0.01 and tissue.air >= 0.001
    return None if has_body_in_air else NotHounsfield(**extremes)


def _is_clipped(tissue: Tissue) -> bool:
    """Cut to a display window: no air at all, and the values heaped up at both ends."""
    is_narrow = tissue.lowest > -500 and tissue.highest < 700
    return is_narrow and tissue.at_lowest > 0.05 and tissue.at_highest > 0.001


def _thickness_remarks(volume: Volume) -> tuple[Remark, ...]:
    thickest = max(volume.spacing_mm)
    if thickest <= THICK_MM:
        return ()
    return (Remark(code="thick-slices", values={"spacing_mm": round(thickest, 1)}),)
