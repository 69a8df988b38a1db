"""What each structure measures, as findings: volume, attenuation, extents, each with its place in the scan."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note
from jindan.catalogue import knows
from jindan.ct.diameters import longest_axial_diameter
from jindan.ct.examination import Segment
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
from jindan.ct.segmenting.organs import HOLLOW
from jindan.ct.volume import Affine, Volume
from jindan.findings import codes
from jindan.findings.codes import SNOMED_CT, Measure
from jindan.findings.finding import Finding, FindingStatus, Focus, FocusKind
from jindan.findings.places import SlicePlace
from jindan.findings.values import Coding, Comparator

_CENTROIDS = (codes.CENTROID_RIGHT, codes.CENTROID_ANTERIOR, codes.CENTROID_SUPERIOR)
_EXTENTS = (
    codes.EXTENT_RIGHT_LEFT,
    codes.EXTENT_ANTERIOR_POSTERIOR,
    codes.EXTENT_SUPERIOR_INFERIOR,
)


def measure(volume: Volume, segmentation: Segmentation) -> tuple[Finding, ...]:
    """Return every quantity of every structure. One without an outline has its volume withheld, with the reason.

    Lengths and positions are the patient's, whatever the order, direction or tilt of the grid. The
    sizes of what the edge of the scan cuts are at least those measured, and say so. Of a hollow
    organ no attenuation is given: gas and food are inside the outline.
    The standard deviation is that of the voxels themselves (n, not n - 1).
    Raises ValueError when the segmentation lies on another grid than the volume.
    """
    require_same_grid(volume, segmentation)
    measured = {region.segment.name: region for region in regions(segmentation)}
    findings: list[Finding] = []
    for segment in segmentation.segments:
        region = measured.get(segment.name)
        if region is None:
            findings.extend(_withheld(segment))
        else:
            findings.extend(_of_region(volume, region, segmentation=segmentation))
    return tuple(findings)


def organ(segment: Segment) -> Focus:
    """Return a structure as what findings are about."""
    key = f"organ-{segment.name}"
    words = {"key": key} if knows(key) else {"text": segment.name}
    coding = Coding(system=SNOMED_CT, code=segment.snomed) if segment.snomed else None
    return Focus(kind=FocusKind.STRUCTURE, name=segment.slug, coding=coding, **words)


def _withheld(segment: Segment) -> Iterator[Finding]:
    """Yield that no volume is given: the structure was withheld, or was not found."""
    reasons = segment.notes or (Note(code="organ-not-found"),)
    yield Finding(
        id=f"{segment.slug}/{codes.VOLUME.name}",
        focus=organ(segment),
        code=codes.VOLUME.concept,
        value=None,
        status=FindingStatus.WITHHELD,
        reason=reasons[0],
        notes=reasons[1:],
        confidence=segment.confidence,
    )


def _of_region(volume: Volume, region: Region, *, segmentation: Segmentation) -> Iterator[Finding]:
    label, affine = region.segment.label, segmentation.affine
    is_cut = bool(edges_cut(segmentation.labels, label=label, affine=affine))
    focus = organ(region.segment)
    for measure, value, point in _values(volume, region):
        comparator: Comparator = ">=" if is_cut and measure.name in codes.SIZES else ""
        yield Finding(
            id=f"{focus.name}/{measure.name}",
            focus=focus,
            code=measure.concept,
            value=measure.of(value, comparator=comparator),
            place=_place(volume.affine, point),
            notes=region.segment.notes,
            confidence=region.segment.confidence,
        )


def _values(volume: Volume, region: Region) -> Iterator[tuple[Measure, float, Point]]:
    """Yield each quantity with its value and the point where it can be looked at."""
    widest = _widest_section(region)
    for measure, value in (*_amounts(volume, region), *_extents(region)):
        yield measure, value, widest
    diameter = longest_axial_diameter(region)
    yield codes.LONGEST_AXIAL_DIAMETER, diameter.length_mm, diameter.middle_mm
    centroid = _centroid(region)
    for measure, value in zip(_CENTROIDS, centroid, strict=True):
        yield measure, value, centroid


def _amounts(volume: Volume, region: Region) -> tuple[tuple[Measure, float], ...]:
    voxels = volume.voxels[region.box][region.mask].astype(np.float64)
    size = (codes.VOLUME, voxels.size * volume.voxel_ml)
    if region.segment.name in HOLLOW:
        return (size,)
    return (
        size,
        (codes.ATTENUATION_MEAN, float(voxels.mean())),
        (codes.ATTENUATION_SD, float(voxels.std())),
    )


def _extents(region: Region) -> tuple[tuple[Measure, float], ...]:
    """Return lengths from the outermost edge of a voxel to the opposite one, along each axis of the patient."""
    points = at(region.affine, _surface(region.mask))
    edges = np.abs(region.affine[:3, :3]).sum(axis=1)
    lengths = np.ptp(points, axis=0) + edges
    return tuple(
        (measure, float(length)) for measure, length in zip(_EXTENTS, lengths, strict=True)
    )


def _surface(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return indices of the first and last voxel of every line along k: no extreme lies elsewhere."""
    lines = np.argwhere(mask.any(axis=2))
    filled = mask[lines[:, 0], lines[:, 1]]
    first = filled.argmax(axis=1)
    last = filled.shape[1] - 1 - filled[:, ::-1].argmax(axis=1)
    return np.concatenate([np.column_stack([lines, first]), np.column_stack([lines, last])])


def _centroid(region: Region) -> Point:
    """Return the mean of the voxel centres, from the counts along each grid axis."""
    counts = [region.mask.sum(axis=axes) for axes in ((1, 2), (0, 2), (0, 1))]
    voxel = [np.average(np.arange(count.size), weights=count) for count in counts]
    return point_of(at(region.affine, np.array(voxel)))


def _widest_section(region: Region) -> Point:
    """Return the structure's voxel nearest to the middle of its largest axial section."""
    index, section = largest_section(region, axis=2)
    voxels = np.argwhere(section)
    nearest = voxels[np.square(voxels - voxels.mean(axis=0)).sum(axis=1).argmin()]
    voxel = np.insert(nearest, grid_axes(region.affine)[2], index)
    return point_of(at(region.affine, voxel.astype(np.float64)))


def _place(affine: Affine, ras_mm: Point) -> SlicePlace:
    nearest = np.rint(at(inverse(affine), np.array(ras_mm))).astype(int)
    i, j, k = (int(index) for index in nearest)
    index = (i, j, k)[grid_axes(affine)[2]]
    return SlicePlace(slice=index + 1, voxel=(i, j, k), ras_mm=ras_mm)
