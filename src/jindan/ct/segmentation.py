"""Labelled voxels of a volume, with the segments they form and the network that made them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Note
from jindan.ct.examination import NetworkUsed, Segment
from jindan.ct.volume import Affine


@dataclass(frozen=True, kw_only=True)
class Segmentation:
    """Labels on the grid of the volume they were made from.

    labels: uint8, same shape as the volume's voxels, 0 outside all reported structures.
    affine: the volume's own.
    provenance: None when no network made the labels (a phantom, an import).
    """

    labels: NDArray[np.uint8]
    affine: Affine
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()
    provenance: NetworkUsed | None = None
