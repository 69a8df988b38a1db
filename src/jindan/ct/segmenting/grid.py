"""Regular grids in the patient, and resampling between them."""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from jindan.ct.segmenting.interpolation import interpolate
from jindan.ct.volume import Affine, Volume

_DIRECTIONS = {"R": (0, 1), "L": (0, -1), "A": (1, 1), "P": (1, -1), "S": (2, 1), "I": (2, -1)}


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box along the axes of the patient: two opposite corners in RAS millimetres, low < high."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    @property
    def size_mm(self) -> tuple[float, float, float]:
        """Its edge lengths in millimetres: right-left, posterior-anterior, inferior-superior."""
        x, y, z = np.subtract(self.high, self.low)
        return float(x), float(y), float(z)

    def grown(self, margin_mm: float) -> "Box":
        """Return the box with `margin_mm` added on each of its six sides."""
        return _box(np.subtract(self.low, margin_mm), np.add(self.high, margin_mm))

    def within(self, other: "Box") -> "Box":
        """Return the part of this box that lies in `other`. The two must overlap."""
        return _box(np.maximum(self.low, other.low), np.minimum(self.high, other.high))


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Where the voxels of an array lie: its shape, and voxel index → RAS millimetres."""

    shape: tuple[int, int, int]
    affine: Affine

    @property
    def voxel_ml(self) -> float:
        """The volume of one voxel in millilitres."""
        return float(abs(np.linalg.det(self.affine[:3, :3])) / 1000)

    @property
    def box(self) -> Box:
        """The smallest box along the patient's axes that holds every voxel whole."""
        corners = np.array(list(product(*((-0.5, n - 0.5) for n in self.shape))))
        places = corners @ self.affine[:3, :3].T + self.affine[:3, 3]
        return _box(places.min(axis=0), places.max(axis=0))


def grid_of(volume: Volume) -> Grid:
    """Return the grid of a volume."""
    i, j, k = volume.voxels.shape
    return Grid(shape=(i, j, k), affine=volume.affine)


def grid_in(box: Box, *, shape: tuple[int, int, int], axes: str) -> Grid:
    """Return a grid that fills `box` with `shape` voxels, its indices growing along `axes`.

    "LAI": the first index grows to the left, the second anteriorly, the third inferiorly.
    """
    affine = np.eye(4)
    affine[:3, :3] = 0
    corner = np.array(box.low)
    for index, letter in enumerate(axes):
        direction, sign = _DIRECTIONS[letter]
        affine[direction, index] = sign * box.size_mm[direction] / shape[index]
        if sign < 0:
            corner[direction] = box.high[direction]
    affine[:3, 3] = corner + affine[:3, :3] @ (0.5, 0.5, 0.5)
    return Grid(shape=shape, affine=affine)


def sample(volume: Volume, *, on: Grid) -> NDArray[np.float32]:
    """Return the volume's HU at each voxel of a grid, by trilinear interpolation.

    The volume may have any orientation, even an oblique one. Beyond its edges the outermost voxels
    are repeated: a network trained on whole organs would interpret air there as an organ's end.
    """
    there = np.linalg.inv(volume.affine) @ on.affine
    return interpolate(volume.voxels, there=there, shape=on.shape)


def resample(
    values: NDArray[np.generic], *, source: Grid, on: Grid, outside: float, order: int = 1
) -> NDArray[np.float32]:
    """Return an array on `source` at each voxel of `on`, and `outside` beyond its edges.

    order: 1 for quantities (trilinear), 0 for labels (nearest).
    """
    there = np.linalg.inv(source.affine) @ on.affine
    return interpolate(values, there=there, shape=on.shape, order=order, outside=outside)


def box_of(mask: NDArray[np.bool_], *, grid: Grid) -> Box:
    """Return the box of the set voxels (at least one) of a mask on an axis-aligned grid."""
    low, high = [], []
    for axis in range(3):
        others = tuple(other for other in range(3) if other != axis)
        along = np.flatnonzero(mask.any(axis=others))
        low.append(along[0] - 0.5)
        high.append(along[-1] + 0.5)
    ends = np.array([low, high]) @ grid.affine[:3, :3].T + grid.affine[:3, 3]
    return _box(ends.min(axis=0), ends.max(axis=0))


def _box(low: NDArray[np.float64], high: NDArray[np.float64]) -> Box:
    a, b, c = (float(value) for value in low)
    d, e, f = (float(value) for value in high)
    return Box(low=(a, b, c), high=(d, e, f))
