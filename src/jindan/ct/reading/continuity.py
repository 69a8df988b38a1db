"""Do the slices follow on from each other? A gap that no position tells of shows as a jump."""

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import AnalysisError
from jindan.ct.reading.body import Body
from jindan.ct.reading.refusals import JumpBetweenSlices
from jindan.ct.volume import Volume

MOST_TIMES = 2.4
"""How many times the usual difference of neighbours the largest may be. Honest scans reach 1.4; an eighth
of the slices left out gives 3 and more."""
FEWEST_SLICES = 20
LEAST_HU = 3.0
"""Slices that hardly differ at all are those of a phantom: their steps are no gaps."""
_LEAST_AREA = 0.5
_SOFT_HU = (-200, 300)
_SAMPLES_PER_AXIS = 96


def continuity_problem(volume: Volume, *, body: Body) -> AnalysisError | None:
    """JumpBetweenSlices when two neighbours differ far more than all others do, else None."""
    axis = int(np.abs(volume.affine[2, :3] / volume.spacing_mm).argmax())
    if volume.voxels.shape[axis] < FEWEST_SLICES or not body.filled.any():
        return None
    jumps = _jumps(_thinned(volume, axis=axis))
    usual_hu = float(np.median(jumps)) if len(jumps) else 0.0
    if len(jumps) < FEWEST_SLICES or usual_hu < LEAST_HU:
        return None
    times = float(jumps.max()) / usual_hu
    return JumpBetweenSlices(times=round(times, 1)) if times > MOST_TIMES else None


def _thinned(volume: Volume, *, axis: int) -> NDArray[np.float32]:
    """All slices, few voxels of each, soft tissue only; the slices' axis last."""
    steps = [-(-n // _SAMPLES_PER_AXIS) for n in volume.voxels.shape]
    steps[axis] = 1
    thinned = volume.voxels[tuple(slice(None, None, step) for step in steps)]
    return np.moveaxis(np.clip(thinned, *_SOFT_HU), axis, -1).astype(np.float32)


def _jumps(slices: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean difference of neighbours that both show a body: empty slices at the ends do not count."""
    area = (slices > _SOFT_HU[0]).sum(axis=(0, 1))
    is_full = area > _LEAST_AREA * np.median(area)
    jumps = np.abs(np.diff(slices, axis=2)).mean(axis=(0, 1))
    kept: NDArray[np.float32] = jumps[is_full[:-1] & is_full[1:]]
    return kept
