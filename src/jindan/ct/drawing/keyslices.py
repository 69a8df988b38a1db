"""The three planes of a scan that are shown, and the structures in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note
from jindan.ct.drawing.planes import (
    Plane,
    PlaneView,
    attenuation,
    body_plane,
    direction,
    richest_position,
    share,
)
from jindan.ct.examination import Segment
from jindan.ct.regions import Region, at, grid_axes, point_of
from jindan.ct.volume import Volume

PREFERRED = "pancreas"


@dataclass(frozen=True, kw_only=True)
class KeySlice:
    """One plane, ready to draw.

    hounsfield: float32, shape of the plane.
    shares: each structure seen in it, with its share of each pixel, 0 to 1.
    slice_index: counted from 0 along the grid axis nearest to the view's normal.
    """

    plane: Plane
    hounsfield: NDArray[np.float32]
    shares: tuple[tuple[Segment, NDArray[np.float32]], ...]
    slice_index: int
    caption: Note


def key_slices(volume: Volume, regions: Sequence[Region]) -> Iterator[KeySlice]:
    """Yield the axial, coronal and sagittal slice, each where the pancreas is largest.

    Where the pancreas is withheld or empty, the largest reported structure takes its place. Where
    none is reported, the slices go through the middle of the scan. The caption states which.
    """
    preferred = [region for region in regions if region.segment.name == PREFERRED]
    largest = max(preferred or regions, key=lambda region: region.mask.sum(), default=None)
    for view in PlaneView:
        yield _key_slice(volume, regions, view=view, subject=largest)


def _key_slice(
    volume: Volume, regions: Sequence[Region], *, view: PlaneView, subject: Region | None
) -> KeySlice:
    """Return the slice of one view in which `subject` is largest, the middle one for None."""
    if subject is None:
        middle = (np.array(volume.voxels.shape) - 1) // 2
        position = point_of(at(volume.affine, middle.astype(np.float64)))
        index = int(middle[grid_axes(volume.affine)[view.axes[2]]])
    else:
        position, index = richest_position(subject, view=view)
    plane = body_plane(volume, view=view, position_mm=position[view.axes[2]])
    shares = ((region.segment, share(region, plane=plane)) for region in regions)
    return KeySlice(
        plane=plane,
        hounsfield=attenuation(volume, plane=plane),
        shares=tuple((segment, part) for segment, part in shares if part.max() >= 0.5),
        slice_index=index,
        caption=_caption(plane, subject=subject),
    )


def _caption(plane: Plane, *, subject: Region | None) -> Note:
    values = {
        "view": plane.view.value,
        "direction": direction(plane.view, position_mm=plane.position_mm),
        "distance": round(abs(plane.position_mm), 1),
    }
    if subject is None:
        return Note(code="picture-slice-bare", values=values)
    code = "picture-slice" if subject.segment.name == PREFERRED else "picture-slice-instead"
    return Note(code=code, values={**values, "organ": subject.segment.name})
