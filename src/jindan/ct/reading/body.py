"""The body of a volume on a coarse RAS grid, as the quality gate examines it."""

from dataclasses import dataclass
from functools import cached_property

import nibabel as nib
import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.masks import largest_part
from jindan.ct.volume import Volume

GRID_MM = 5.0
_BODY_ABOVE_HU = -300

Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Body:
    """Every n-th voxel, about 5 mm apart: +x is the patient's right, +y anterior, +z superior.

    filled: the largest connected part above −300 HU, what it encloses on each level included.
    steps_mm: distance between voxels along each axis.
    """

    hounsfield: NDArray[np.int16]
    filled: Mask
    steps_mm: tuple[float, float, float]

    @cached_property
    def width_mm(self) -> float:
        """The widest extent from side to side in millimetres, 0 without a body."""
        columns = np.flatnonzero(self.filled.any(axis=(1, 2)))
        return float(np.ptp(columns) * self.steps_mm[0]) if len(columns) else 0.0

    @cached_property
    def voxel_ml(self) -> float:
        """The volume of one voxel in millilitres."""
        return float(np.prod(self.steps_mm)) / 1000


def body_of(volume: Volume) -> Body:
    """Find the body in a volume of any orientation."""
    coarse, steps_mm = _coarse_ras(volume)
    body = largest_part(coarse > _BODY_ABOVE_HU)
    # Level by level: lungs and bowel are closed in an axial slice, not where a volume ends.
    levels = [ndimage.binary_fill_holes(level) for level in np.moveaxis(body, 2, 0)]
    return Body(hounsfield=coarse, filled=np.stack(levels, axis=2), steps_mm=steps_mm)


def _coarse_ras(volume: Volume) -> tuple[NDArray[np.int16], tuple[float, float, float]]:
    """Return every n-th voxel in RAS order, and the distance between them (mm) along each axis."""
    steps = [max(1, round(GRID_MM / spacing)) for spacing in volume.spacing_mm]
    thinned = volume.voxels[tuple(slice(None, None, step) for step in steps)]
    turn = nib.io_orientation(volume.affine)
    turned = nib.apply_orientation(thinned, turn)
    spacing = np.empty(3)
    spacing[turn[:, 0].astype(int)] = np.multiply(steps, volume.spacing_mm)
    return turned, (float(spacing[0]), float(spacing[1]), float(spacing[2]))
