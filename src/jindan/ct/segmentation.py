"""Labelled voxels over a volume: what was found, how sure the statement is, and what made it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.analysis import Remark
from jindan.ct.volume import Affine


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One structure of a segmentation.

    name: slug of the catalogue (`organ-<name>`), such as `left-kidney`.
    label: its value in `Segmentation.labels`.
    snomed: SNOMED CT code of the structure (DICOM CID 7166 and FHIR use the same).
    disagreement: 1 − mean Dice of each fold with the ensemble, 0 to 1; 0 with one fold.
    confidence: 0 to 1, as stated to the reader; an expected Dice, never above the published one.
    abstained: the structure is not reported; its voxels are 0 in `labels`.
    remarks: why confidence is low or the structure is withheld.
    """

    name: str
    label: int
    snomed: str
    disagreement: float
    confidence: float
    abstained: bool
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WeightFile:
    """A file of weights by its name and SHA-256."""

    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """What made the labels: network and weights, and the software that ran them.

    is_demonstration: the network was trained on synthetic anatomy.
    citation, licence: of the network, as its manifest states them.
    """

    network: str
    version: str
    weights: tuple[WeightFile, ...]
    runtime: str
    runtime_version: str
    is_demonstration: bool
    citation: str
    licence: str


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
