"""Images along the planes of the patient, for any orientation of the grid.

All three views follow radiological convention and, in RAS, run the same way: columns and rows both
go from high to low. Axial: patient's right on the viewer's left, front at the top. Coronal:
right on the left, head at the top. Sagittal: front on the left, head at the top.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.masks import largest_part
from jindan.ct.regions import Point, Region, at, grid_axes, inverse, largest_section, point_of
from jindan.ct.volume import Volume

AIR_HU = -1024
BODY_HU = -300
MARGIN_MM = 10.0
COARSEST_MM, FINEST_MM = 1.0, 0.5
POSITIVE, NEGATIVE = "RAS", "LPI"
"""The letter of each patient axis at its high and at its low end."""


class PlaneView(StrEnum):
    """A plane of the patient, named `view-<value>` in the catalogue."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"

    @property
    def axes(self) -> tuple[int, int, int]:
        """The patient axes of columns, of rows and through the plane: 0 right, 1 front, 2 head."""
        return {
            PlaneView.AXIAL: (0, 1, 2),
            PlaneView.CORONAL: (0, 2, 1),
            PlaneView.SAGITTAL: (1, 2, 0),
        }[self]

    @property
    def markers(self) -> tuple[str, str, str, str]:
        """The letters at the left, right, top and bottom edge."""
        column, row, _ = self.axes
        return POSITIVE[column], NEGATIVE[column], POSITIVE[row], NEGATIVE[row]


@dataclass(frozen=True, kw_only=True)
class Plane:
    """A rectangle of square pixels in the patient.

    position_mm: RAS coordinate through the plane.
    left_mm, top_mm: RAS coordinates of the first pixel's centre along columns and rows. Both
        decrease by `pixel_mm` a pixel.
    shape: (rows, columns).
    """

    view: PlaneView
    position_mm: float
    left_mm: float
    top_mm: float
    pixel_mm: float
    shape: tuple[int, int]

    def points(self) -> NDArray[np.float64]:
        """Return RAS millimetres of every pixel centre, shape (rows, columns, 3)."""
        column, row, through = self.view.axes
        points = np.empty((*self.shape, 3))
        points[..., column] = self.left_mm - self.pixel_mm * np.arange(self.shape[1])
        points[..., row] = (self.top_mm - self.pixel_mm * np.arange(self.shape[0]))[:, None]
        points[..., through] = self.position_mm
        return points

    @property
    def size_mm(self) -> tuple[float, float]:
        """Height and width in millimetres."""
        return self.shape[0] * self.pixel_mm, self.shape[1] * self.pixel_mm


def whole_plane(volume: Volume, *, view: PlaneView, position_mm: float) -> Plane:
    """Return the plane across the whole field of view, at about the resolution of the scan."""
    edges = np.array(list(np.ndindex(2, 2, 2))) * volume.voxels.shape - 0.5
    corners = at(volume.affine, edges)
    column, row, _ = view.axes
    pixel = float(np.clip(min(volume.spacing_mm), FINEST_MM, COARSEST_MM))
    height, width = (int(np.ceil(np.ptp(corners[:, axis]) / pixel)) for axis in (row, column))
    return Plane(
        view=view,
        position_mm=position_mm,
        left_mm=float(corners[:, column].max() - pixel / 2),
        top_mm=float(corners[:, row].max() - pixel / 2),
        pixel_mm=pixel,
        shape=(height, width),
    )


def body_plane(volume: Volume, *, view: PlaneView, position_mm: float) -> Plane:
    """Return the plane cropped to the body with a margin, the whole plane where there is no body."""
    plane = whole_plane(volume, view=view, position_mm=position_mm)
    # Opening separates the body from the table it lies on.
    body = largest_part(
        ndimage.binary_opening(attenuation(volume, plane=plane) > BODY_HU, iterations=2)
    )
    if not body.any():
        return plane
    margin = round(MARGIN_MM / plane.pixel_mm)
    rows, columns = np.nonzero(body)
    top, bottom = _span(rows, size=plane.shape[0], margin=margin)
    left, right = _span(columns, size=plane.shape[1], margin=margin)
    return Plane(
        view=view,
        position_mm=position_mm,
        left_mm=plane.left_mm - left * plane.pixel_mm,
        top_mm=plane.top_mm - top * plane.pixel_mm,
        pixel_mm=plane.pixel_mm,
        shape=(bottom - top, right - left),
    )


def attenuation(volume: Volume, *, plane: Plane) -> NDArray[np.float32]:
    """Return HU, linear between voxels, air outside the scan, shape (rows, columns)."""
    voxels = _voxels(plane, affine=volume.affine)
    flat = ndimage.map_coordinates(
        volume.voxels, voxels, order=1, output=np.float32, mode="grid-constant", cval=AIR_HU
    )
    return np.asarray(flat, dtype=np.float32)


def share(region: Region, *, plane: Plane) -> NDArray[np.float32]:
    """Return the region's share of each pixel, 0 to 1, linear between voxels, (rows, columns)."""
    voxels = _voxels(plane, affine=region.affine)
    flat = ndimage.map_coordinates(
        region.mask.view(np.uint8), voxels, order=1, output=np.float32, mode="grid-constant"
    )
    return np.asarray(flat, dtype=np.float32)


def richest_position(region: Region, *, view: PlaneView) -> tuple[Point, int]:
    """Return a point (RAS mm) of the plane in which the region is largest, and its slice index.

    The index counts from 0 along the axis of the volume's grid nearest to the view's normal.
    """
    index, section = largest_section(region, axis=view.axes[2])
    along = grid_axes(region.affine)[view.axes[2]]
    middle = np.insert(np.argwhere(section).mean(axis=0), along, index)
    return point_of(at(region.affine, middle)), region.box[along].start + index


def direction(view: PlaneView, *, position_mm: float) -> str:
    """Return the side of the scanner's origin on which a plane lies: S for 12 mm, I for -12 mm."""
    through = view.axes[2]
    return (POSITIVE if position_mm >= 0 else NEGATIVE)[through]


def _voxels(plane: Plane, *, affine: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the grid indices of the pixel centres, shape (3, rows, columns)."""
    return np.moveaxis(at(inverse(affine), plane.points()), -1, 0)


def _span(indices: NDArray[np.int_], *, size: int, margin: int) -> tuple[int, int]:
    """Return first and last + 1 of the indices with a margin, within `size`."""
    return max(0, int(indices.min()) - margin), min(size, int(indices.max()) + 1 + margin)
