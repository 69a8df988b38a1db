"""Whether the values are Hounsfield units: air, fat and soft tissue have known values."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.ct.errors import EmptyVolume
from jindan.ct.reading.body import Body
from jindan.ct.reading.problems import NotHounsfield, ShiftedHounsfield, WindowedImages
from jindan.problems import Problem

AIR_HU = -880
"""Every scan shows air, if only in the bowel. A lowest value above this is no air at −1000 HU."""
_SAMPLES_PER_AXIS = 128
_FAT_HU, _SOFT_HU = (-140, -60), (0, 130)
_SHIFTS_HU = range(-300, 301, 20)
_SMALLEST_SHIFT_HU = 60
_LEAST_SHARE, _FEWEST_TIMES = 0.1, 3.0
"""A shift must explain a tenth of the body, and three times as much as no shift. Correct scans, noise
of 120 HU included, reach 1.3 times at most. A shift by 100 HU reaches 35."""


@dataclass(frozen=True, kw_only=True)
class TissueValues:
    """The distribution of values: extremes in HU, and the share of voxels in a few ranges.

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


def tissue_of(voxels: NDArray[np.int16] | NDArray[np.float32]) -> TissueValues:
    """Return the distribution of values in an even sample of at most 128 voxels along each axis."""
    sample = voxels[tuple(slice(None, None, -(-n // _SAMPLES_PER_AXIS)) for n in voxels.shape)]
    lowest, highest = int(sample.min()), int(sample.max())

    def share(low: float, high: float) -> float:
        return float(np.mean((sample >= low) & (sample <= high)))

    return TissueValues(
        lowest=lowest,
        highest=highest,
        air=share(-np.inf, -500),
        fat_or_lung=share(-950, -30),
        soft=share(-30, 250),
        bright=share(850, 1300),
        at_lowest=share(lowest, lowest),
        at_highest=share(highest, highest),
    )


def hounsfield_problem(tissue: TissueValues) -> Problem | None:
    """Return the problem of values that cannot be Hounsfield units of a body in air, or None."""
    extremes = {"lowest": tissue.lowest, "highest": tissue.highest}
    if tissue.lowest == tissue.highest:
        return EmptyVolume()
    # Stored values without rescale: water lies at 1024 instead of 0.
    is_unscaled = tissue.bright > 0.05 and tissue.fat_or_lung < 0.01
    if is_unscaled:
        return NotHounsfield(**extremes)
    # A range of 255 is that of an 8-bit picture.
    if tissue.highest - tissue.lowest <= 255 or _is_clipped(tissue):
        return WindowedImages(**extremes)
    has_body_in_air = tissue.soft >= 0.01 and tissue.air >= 0.001 and tissue.lowest <= AIR_HU
    return None if has_body_in_air else NotHounsfield(**extremes)


def _is_clipped(tissue: TissueValues) -> bool:
    """Return whether values were cut to a display window: no air, many values at both ends."""
    is_narrow = tissue.lowest > -500 and tissue.highest < 700
    return is_narrow and tissue.at_lowest > 0.05 and tissue.at_highest > 0.001


def shift_problem(body: Body) -> Problem | None:
    """Return ShiftedHounsfield when only a shift gives fat and soft tissue their values, else None."""
    values = body.hounsfield[body.filled]
    if values.size == 0:
        return None

    def explained(shift: int) -> float:
        """Return the lesser share of fat and of soft tissue, were the values `shift` HU off."""
        windows = [(low + shift, high + shift) for low, high in (_FAT_HU, _SOFT_HU)]
        return min(float(np.mean((values >= low) & (values < high))) for low, high in windows)

    shares = {shift: explained(shift) for shift in _SHIFTS_HU}
    best = max(shares, key=lambda shift: shares[shift])
    is_clear = shares[best] >= max(_LEAST_SHARE, _FEWEST_TIMES * shares[0])
    return ShiftedHounsfield(shift=best) if is_clear and abs(best) >= _SMALLEST_SHIFT_HU else None
