"""What each structure measures: volume, attenuation, extents, each with its place in the scan."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from jindan.ct.diameters import longest_axial_diameter
from jindan.ct.findings import Comparator, Measurement, Method, Place, Quantity, Unit
from jindan.ct.regions import (
    Point,
    Region,
    at,
    grid_axes,
    inverse,
    largest_section,
    point_of,
    regions,
    require_same_grid,
)
from jindan.ct.segmentation import Segmentation
from jindan.ct.segmenting.edges import edges_cut
from jindan.ct.volume import Affine, Volume


def measure(volume: Volume, segmentation: Segmentation) -> tuple[Measurement, ...]:
    """Every quantity of every structure that is reported; a withheld or empty one gives no numbers.

    Lengths and positions are the patient's, whatever the order, direction or tilt of the grid. The
    sizes of what the edge of the scan cuts are at least those measured, and say so.
    The standard deviation is that of the voxels themselves (n, not n - 1).
    Raises ValueError when the segmentation lies on another grid than the volume.
    """
    require_same_grid(volume, segmentation)
    return tuple(
        _compared(measurement, is_cut=is_cut)
        for region in regions(segmentation)
        for is_cut in [_is_cut(region, segmentation=segmentation)]
        for measurement in _of_region(volume, region)
    )


def _is_cut(region: Region, *, segmentation: Segmentation) -> bool:
    label, affine = region.segment.label, segmentation.affine
    return bool(edges_cut(segmentation.labels, label=label, affine=affine))


def _compared(measurement: Measurement, *, is_cut: bool) -> Measurement:
    """A size of what the edge of the scan cuts is at least the one that was measured."""
    if not is_cut or measurement.quantity not in _SIZES:
        return measurement
    return measurement.model_copy(update={"comparator": Comparator.AT_LEAST})


def _of_region(volume: Volume, region: Region) -> Iterator[Measurement]:
    widest = _place(volume.affine, _widest_section(region))
    for row in (*_amounts(volume, region), *_extents(region)):
        yield _measurement(region, row=row, place=widest)
    diameter = longest_axial_diameter(region)
    row = (Quantity.LONGEST_AXIAL_DIAMETER, diameter.length_mm, Unit.MILLIMETRE, Method.CONVEX_HULL)
    yield _measurement(region, row=row, place=_place(volume.affine, diameter.middle_mm))
    centroid = _centroid(region)
    for quantity, value in zip(_CENTROIDS, centroid, strict=True):
        row = (quantity, value, Unit.MILLIMETRE, Method.MEAN)
        yield _measurement(region, row=row, place=_place(volume.affine, centroid))


_Row = tuple[Quantity, float, Unit, Method]
_CENTROIDS = (Quantity.CENTROID_RIGHT, Quantity.CENTROID_ANTERIOR, Quantity.CENTROID_SUPERIOR)
_EXTENTS = (
    Quantity.EXTENT_RIGHT_LEFT,
    Quantity.EXTENT_ANTERIOR_POSTERIOR,
    Quantity.EXTENT_SUPERIOR_INFERIOR,
)
_SIZES = frozenset({Quantity.VOLUME, Quantity.LONGEST_AXIAL_DIAMETER, *_EXTENTS})


def _amounts(volume: Volume, region: Region) -> tuple[_Row, ...]:
    voxels = volume.voxels[region.box][region.mask].astype(np.float64)
    millilitres = voxels.size * volume.voxel_ml
    return (
        (Quantity.VOLUME, millilitres, Unit.MILLILITRE, Method.VOXEL_COUNT),
        (Quantity.ATTENUATION_MEAN, voxels.mean(), Unit.HOUNSFIELD, Method.MEAN),
        (Quantity.ATTENUATION_SD, voxels.std(), Unit.HOUNSFIELD, Method.STANDARD_DEVIATION),
    )


def _extents(region: Region) -> tuple[_Row, ...]:
    """From the outermost edge of a voxel to the opposite one, along each axis of the patient."""
    points = at(region.affine, _surface(region.mask))
    edges = np.abs(region.affine[:3, :3]).sum(axis=1)
    lengths = np.ptp(points, axis=0) + edges
    return tuple(
        (quantity, float(length), Unit.MILLIMETRE, Method.VOXEL_EDGES)
        for quantity, length in zip(_EXTENTS, lengths, strict=True)
    )


def _surface(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Indices of the first and last voxel of every line along k: no extreme lies elsewhere."""
    lines = np.argwhere(mask.any(axis=2))
    filled = mask[lines[:, 0], lines[:, 1]]
    first = filled.argmax(axis=1)
    last = filled.shape[1] - 1 - filled[:, ::-1].argmax(axis=1)
    return np.concatenate([np.column_stack([lines, first]), np.column_stack([lines, last])])


def _centroid(region: Region) -> Point:
    """The mean of the voxel centres, from the counts along each grid axis."""
    counts = [region.mask.sum(axis=axes) for axes in ((1, 2), (0, 2), (0, 1))]
    voxel = [np.average(np.arange(count.size), weights=count) for count in counts]
    return point_of(at(region.affine, np.array(voxel)))


def _widest_section(region: Region) -> Point:
    """The structure's voxel nearest to the middle of its largest axial section."""
    index, section = largest_section(region, axis=2)
    voxels = np.argwhere(section)
    nearest = voxels[np.square(voxels - voxels.mean(axis=0)).sum(axis=1).argmin()]
    voxel = np.insert(nearest, grid_axes(region.affine)[2], index)
    return point_of(at(region.affine, voxel.astype(np.float64)))


def _place(affine: Affine, ras_mm: Point) -> Place:
    nearest = np.rint(at(inverse(affine), np.array(ras_mm))).astype(int)
    i, j, k = (int(index) for index in nearest)
    return Place(voxel=(i, j, k), slice_index=(i, j, k)[grid_axes(affine)[2]], ras_mm=ras_mm)


def _measurement(region: Region, *, row: _Row, place: Place) -> Measurement:
    quantity, value, unit, method = row
    return Measurement(
        segment=region.segment.name,
        quantity=quantity,
        value=float(value),
        comparator=Comparator.EQUAL,
        unit=unit,
        method=method,
        place=place,
    )
