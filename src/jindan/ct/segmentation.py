"""Labelled voxels over a volume, with what is stated about each structure and what made them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Remark
from jindan.ct.findings import Provenance, Segment
from jindan.ct.volume import Affine


@dataclass(frozen=True, kw_only=True)
class Segmentation:
    """Labels on the grid of the volume they were made from.

    labels: uint8, same shape as the volume's voxels, 0 where nothing is claimed.
    affine: the volume's own.
    provenance: None when no network made the labels (a phantom, an import).
    """

    labels: NDArray[np.uint8]
    affine: Affine
    segments: tuple[Segment, ...]
    remarks: tuple[Remark, ...] = ()
    provenance: Provenance | None = None
