"""Which three planes of a scan are shown, and what lies in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Remark
from jindan.ct.drawing.planes import (
    Plane,
    View,
    attenuation,
    body_plane,
    direction,
    richest_position,
    share,
)
from jindan.ct.findings import Segment
from jindan.ct.regions import Point, Region, at, grid_axes, point_of
from jindan.ct.volume import Volume

WANTED = "pancreas"


@dataclass(frozen=True, kw_only=True)
class KeySlice:
    """One plane, ready to draw.

    hounsfield: float32, shape of the plane.
    shares: each structure seen in it, and how much of each pixel is its own, 0 to 1.
    slice_index: counted from 0 along the grid axis nearest to the view's own.
    """

    plane: Plane
    hounsfield: NDArray[np.float32]
    shares: tuple[tuple[Segment, NDArray[np.float32]], ...]
    slice_index: int
    caption: Remark


def key_slices(volume: Volume, found: Sequence[Region]) -> Iterator[KeySlice]:
    """Axial, coronal and sagittal one after the other, each where the pancreas is largest.

    Where the pancreas is withheld or empty, the largest reported structure takes its place; where
    nothing at all is reported, the middle of the scan. The caption says which.
    """
    return (_key_slice(volume, found, view=view) for view in View)


def _key_slice(volume: Volume, found: Sequence[Region], *, view: View) -> KeySlice:
    subject = _subject(found)
    if subject is None:
        position, index = _middle(volume, view=view)
    else:
        position, index = richest_position(subject, view=view)
    plane = body_plane(volume, view=view, position_mm=position[view.axes[2]])
    shares = ((region.segment, share(region, plane=plane)) for region in found)
    return KeySlice(
        plane=plane,
        hounsfield=attenuation(volume, plane=plane),
        shares=tuple(seen for seen in shares if seen[1].max() >= 0.5),
        slice_index=index,
        caption=_caption(plane, subject=subject),
    )


def _subject(found: Sequence[Region]) -> Region | None:
    wanted = [region for region in found if region.segment.name == WANTED]
    return next(iter(wanted), max(found, key=lambda region: region.mask.sum(), default=None))


def _middle(volume: Volume, *, view: View) -> tuple[Point, int]:
    middle = (np.array(volume.voxels.shape) - 1) // 2
    index = middle[grid_axes(volume.affine)[view.axes[2]]]
    return point_of(at(volume.affine, middle.astype(np.float64))), int(index)


def _caption(plane: Plane, *, subject: Region | None) -> Remark:
    values = {
        "view": plane.view.value,
        "direction": direction(plane.view, position_mm=plane.position_mm),
        "distance": round(abs(plane.position_mm), 1),
    }
    if subject is None:
        return Remark(code="picture-slice-bare", values=values)
    code = "picture-slice" if subject.segment.name == WANTED else "picture-slice-instead"
    return Remark(code=code, values={**values, "organ": subject.segment.name})
