"""The longest diameter of a structure in an axial plane of the patient."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist, squareform

from jindan.ct.regions import Point, Region, at, grid_axes, inverse, point_of, section_at
from jindan.ct.volume import Affine

TILT = 1e-3
"""Rise per millimetre within a slice up to which the slice counts as an axial plane."""


@dataclass(frozen=True, kw_only=True)
class Diameter:
    """A length in millimetres and its two ends in RAS millimetres."""

    length_mm: float
    ends_mm: tuple[Point, Point]

    @property
    def middle_mm(self) -> Point:
        """Half way between the ends, RAS millimetres."""
        return point_of(np.mean(self.ends_mm, axis=0))


def longest_axial_diameter(region: Region) -> Diameter:
    """Return the greatest distance between two points of the outline in any one axial plane.

    The outline runs half way between the outermost voxel centres and their outer neighbours, as the
    contour of a marching-squares surface does, so that a sphere gives its diameter on average.
    Grids tilted against the patient are first resampled on axial planes (nearest neighbour).
    """
    mask, affine = _on_axial_planes(region)
    axis = grid_axes(affine)[2]
    best = Diameter(length_mm=0.0, ends_mm=((0, 0, 0), (0, 0, 0)))
    for index in np.flatnonzero(mask.any(axis=_others(axis))):
        section = section_at(mask, axis=axis, index=int(index))
        # The ends of each row and column suffice: they have the convex hull of the whole outline.
        outline = np.concatenate([_ends(section), _ends(section.T)[:, ::-1]])
        points_mm = at(affine, np.insert(outline, axis, index, axis=1))
        best = max(best, _longest(points_mm), key=lambda diameter: diameter.length_mm)
    return best


def _longest(points_mm: NDArray[np.float64]) -> Diameter:
    """Return the longest distance in the plane of x and y among points of one axial plane."""
    # It lies between two corners of the convex hull, which has few.
    hull = points_mm[ConvexHull(points_mm[:, :2]).vertices]
    distances = squareform(pdist(hull[:, :2]))
    first, second = np.unravel_index(distances.argmax(), distances.shape)
    ends = (point_of(hull[first]), point_of(hull[second]))
    return Diameter(length_mm=float(distances[first, second]), ends_mm=ends)


def _ends(section: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return both ends of each row that has voxels, half a voxel outside, as (row, column)."""
    rows = np.flatnonzero(section.any(axis=1))
    first = section[rows].argmax(axis=1) - 0.5
    last = section.shape[1] - 0.5 - section[rows, ::-1].argmax(axis=1)
    return np.concatenate([np.stack([rows, first], axis=1), np.stack([rows, last], axis=1)])


def _on_axial_planes(region: Region) -> tuple[NDArray[np.bool_], Affine]:
    """Return the mask on a grid with two axes in axial planes, and that grid's affine."""
    columns = region.affine[:3, :3]
    axis = grid_axes(region.affine)[2]
    rise = np.abs(columns[2]) / np.linalg.norm(columns, axis=0)
    if max(rise[list(_others(axis))]) <= TILT:
        return region.mask, region.affine
    return _resampled(region, step_mm=float(np.linalg.norm(columns, axis=0).min()))


def _resampled(region: Region, *, step_mm: float) -> tuple[NDArray[np.bool_], Affine]:
    """Return the mask on cubic voxels along the patient's axes, and that grid's affine."""
    sizes = np.array(region.mask.shape) - 1
    corners = at(region.affine, sizes * np.array(list(np.ndindex(2, 2, 2))))
    low = corners.min(axis=0) - step_mm
    shape = np.ceil((corners.max(axis=0) + step_mm - low) / step_mm).astype(int) + 1
    back = inverse(region.affine)
    mask = ndimage.affine_transform(
        region.mask.astype(np.uint8),
        back[:3, :3] * step_mm,
        offset=at(back, low),
        output_shape=tuple(shape),
        order=0,
    )
    affine = np.diag([step_mm, step_mm, step_mm, 1.0])
    affine[:3, 3] = low
    return mask.astype(bool), affine


def _others(axis: int) -> tuple[int, int]:
    first, second = (other for other in range(3) if other != axis)
    return first, second
