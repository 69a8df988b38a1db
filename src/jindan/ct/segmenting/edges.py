"""The edges of the scan that an organ touches: what lies beyond was not imaged."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from jindan.ct.volume import Affine

CUT_MM2 = 150
"""A smaller touch is the rounded end of an organ, or one voxel too many."""


class Edge(StrEnum):
    """A side of the scan, as seen by the patient."""

    ABOVE = "above"
    BELOW = "below"
    RIGHT = "right"
    LEFT = "left"
    FRONT = "front"
    BACK = "back"


_TOWARDS = ((Edge.RIGHT, Edge.LEFT), (Edge.FRONT, Edge.BACK), (Edge.ABOVE, Edge.BELOW))


def edges_cut(labels: NDArray[np.uint8], *, label: int, affine: Affine) -> tuple[Edge, ...]:
    """Return the edges of the volume at which at least 1.5 cm² of a label lie."""
    cut = []
    for axis in range(3):
        one, other = (affine[:3, index] for index in range(3) if index != axis)
        face_mm2 = float(np.linalg.norm(np.cross(one, other)))
        for end in (0, -1):
            touching = int((labels.take(end, axis=axis) == label).sum()) * face_mm2
            if touching >= CUT_MM2:
                cut.append(_edge(affine, axis=axis, end=end))
    return tuple(cut)


def _edge(affine: Affine, *, axis: int, end: int) -> Edge:
    """Return the side that the first (0) or last (−1) voxels of an axis are on."""
    direction = affine[:3, axis] * (-1 if end == 0 else 1)
    main = int(np.abs(direction).argmax())
    return _TOWARDS[main][0 if direction[main] > 0 else 1]
