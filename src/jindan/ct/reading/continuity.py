"""Whether the slices are contiguous: a gap that no position states shows as a jump in the images."""

import numpy as np
from numpy.typing import NDArray

from jindan.ct.reading.body import Body
from jindan.ct.reading.problems import JumpBetweenSlices
from jindan.ct.volume import Volume
from jindan.problems import Problem

MOST_TIMES = 2.4
"""How many times the usual difference of neighbours the largest may be. Complete scans reach 1.4. With an
eighth of the slices missing it is 3 and more."""
FEWEST_SLICES = 20
LEAST_HU = 3.0
"""Slices that differ by less are those of a phantom, whose steps are not gaps."""
_LEAST_AREA = 0.5
_SOFT_HU = (-200, 300)
_SAMPLES_PER_AXIS = 96


def continuity_problem(volume: Volume, *, body: Body) -> Problem | None:
    """Return JumpBetweenSlices when two neighbours differ far more than all others, else None."""
    # The grid axis that runs nearest to inferior-superior.
    axis = int(np.abs(volume.affine[2, :3] / volume.spacing_mm).argmax())
    if volume.voxels.shape[axis] < FEWEST_SLICES or not body.filled.any():
        return None
    jumps = _jumps(volume, axis=axis)
    usual_hu = float(np.median(jumps)) if len(jumps) else 0.0
    if len(jumps) < FEWEST_SLICES or usual_hu < LEAST_HU:
        return None
    times = float(jumps.max()) / usual_hu
    return JumpBetweenSlices(times=round(times, 1)) if times > MOST_TIMES else None


def _jumps(volume: Volume, *, axis: int) -> NDArray[np.float32]:
    """Return the mean difference (HU) in soft tissue of neighbours along `axis` that show a body.

    Empty slices at the ends do not count.
    """
    steps = [-(-n // _SAMPLES_PER_AXIS) for n in volume.voxels.shape]
    steps[axis] = 1  # all slices, few voxels of each
    thinned = volume.voxels[tuple(slice(None, None, step) for step in steps)]
    slices = np.moveaxis(np.clip(thinned, *_SOFT_HU), axis, -1).astype(np.float32)
    area = (slices > _SOFT_HU[0]).sum(axis=(0, 1))
    is_full = area > _LEAST_AREA * np.median(area)
    jumps = np.abs(np.diff(slices, axis=2)).mean(axis=(0, 1))
    counted: NDArray[np.float32] = jumps[is_full[:-1] & is_full[1:]]
    return counted
