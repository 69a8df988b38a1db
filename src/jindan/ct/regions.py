"""Structures of a segmentation, each in its own bounding box so that no whole volume is copied."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.examination import Segment
from jindan.ct.segmentation import Segmentation
from jindan.ct.volume import Affine, Volume

Box = tuple[slice, slice, slice]
Point = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Region:
    """The voxels of one structure.

    mask: bool, shape of the box.
    box: where the mask lies in the grid of the volume.
    affine: 4×4, index into `mask` → RAS millimetres.
    """

    segment: Segment
    mask: NDArray[np.bool_]
    box: Box
    affine: Affine


def regions(segmentation: Segmentation) -> Iterator[Region]:
    """Yield every structure that is reported and has voxels, in the segments' order."""
    boxes = ndimage.find_objects(segmentation.labels)
    for segment in segmentation.segments:
        box = boxes[segment.label - 1] if segment.label <= len(boxes) else None
        if box is None or segment.is_withheld:
            continue
        corner = np.array([part.start for part in box], dtype=np.float64)
        yield Region(
            segment=segment,
            mask=segmentation.labels[box] == segment.label,
            box=box,
            affine=moved(segmentation.affine, to=corner),
        )


def require_same_grid(volume: Volume, segmentation: Segmentation) -> None:
    """Raise ValueError unless the labels lie voxel for voxel on the volume."""
    same_shape = volume.voxels.shape == segmentation.labels.shape
    if not same_shape or not np.allclose(volume.affine, segmentation.affine, atol=1e-3):
        message = "the segmentation is not on the grid of the volume"
        raise ValueError(message)


def moved(affine: Affine, *, to: NDArray[np.float64]) -> Affine:
    """Return the affine of the same grid with voxel `to` as the first."""
    shifted = affine.copy()
    shifted[:3, 3] = at(affine, to)
    return shifted


def at(affine: Affine, voxel: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return RAS millimetres of voxel indices, shape (…, 3)."""
    return np.asarray(voxel @ affine[:3, :3].T + affine[:3, 3], dtype=np.float64)


def grid_axes(affine: Affine) -> tuple[int, int, int]:
    """Return the grid axes nearest to right-left, anterior-posterior and superior-inferior."""
    # All three at once, so that an oblique grid never gives one axis twice.
    cosines = np.abs(affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0))
    x, y, z = max(permutations(range(3)), key=lambda axes: cosines[range(3), axes].sum())
    return x, y, z


def inverse(affine: Affine) -> Affine:
    """Return the affine from RAS millimetres to voxel indices."""
    return np.asarray(np.linalg.inv(affine), dtype=np.float64)


def largest_section(region: Region, *, axis: int) -> tuple[int, NDArray[np.bool_]]:
    """Return the slice with most voxels along a patient axis (0 right, 1 front, 2 head).

    Its index in `mask` and its voxels. Of several equal ones the middle one is chosen.
    """
    along = grid_axes(region.affine)[axis]
    counts = region.mask.sum(axis=tuple(other for other in range(3) if other != along))
    equals = np.flatnonzero(counts == counts.max())
    # In the patient's direction, so that a flipped grid gives the same slice.
    if region.affine[axis, along] < 0:
        equals = equals[::-1]
    index = int(equals[equals.size // 2])
    return index, section_at(region.mask, axis=along, index=index)


def section_at(mask: NDArray[np.bool_], *, axis: int, index: int) -> NDArray[np.bool_]:
    """Return one slice of a mask across `axis`, as a view."""
    return np.asarray(np.moveaxis(mask, axis, 0)[index], dtype=np.bool_)


def point_of(row: NDArray[np.float64]) -> Point:
    """Return three coordinates as plain numbers."""
    x, y, z = (float(value) for value in row)
    return x, y, z
