"""What an examination takes and finds, as values: light to load, for those who only read them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Note
from jindan.findings.finding import Finding

Point = tuple[float, float, float]
"""Millimetres in RAS+: towards the patient's right, front and head."""


def structure_slug(name: str, *, label: int) -> str:
    """Return how findings name a structure: its own name, or by its label where a network named it otherwise."""
    return name if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) else f"structure-{label}"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One structure of a segmentation.

    name: slug of the catalogue (`organ-<name>`), such as `left-kidney`.
    label: its value in `Segmentation.labels`.
    snomed: SNOMED CT code of the structure (DICOM CID 7166 and FHIR use the same).
    disagreement: 1 − mean Dice of each fold with the ensemble, 0 to 1; 0 with one fold.
    confidence: 0 to 1, as stated to the reader; an expected Dice, never above the published one.
    is_withheld: the structure is not reported; its voxels are 0 in `labels`.
    notes: why confidence is low or the structure is withheld.
    """

    name: str
    label: int
    snomed: str
    disagreement: float
    confidence: float
    is_withheld: bool
    notes: tuple[Note, ...] = ()

    @property
    def slug(self) -> str:
        """How findings name it."""
        return structure_slug(self.name, label=self.label)


@dataclass(frozen=True, kw_only=True)
class WeightFile:
    """A file of weights by its name and SHA-256."""

    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class NetworkUsed:
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


class PictureKind(StrEnum):
    """What a file shows."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"
    VOLUMES = "volumes"
    SURFACES = "surfaces"
    SCENE = "scene"


class Picture(BaseModel):
    """One file.

    name: of the file, in the folder it was written to.
    language: `ko` or `en` where the file has words in one language only.
    position_mm: of a slice, RAS, along the axis through it.
    slice_index: its index, from 0, along the axis of the volume's grid that is nearest to that.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    kind: PictureKind
    media_type: str
    language: str | None
    caption: Note
    position_mm: float | None
    slice_index: int | None


class ExaminationParams(BaseModel):
    """Which network segments. `jindan.ct.networks.default` names the best that is installed."""

    model_config = ConfigDict(frozen=True)

    network: str


class Examination(BaseModel):
    """What was found in a series, and the files that show it.

    findings: every quantity of every structure, relative to the segmentation (`jindan.ct.measurements`).
    """

    model_config = ConfigDict(frozen=True)

    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[Note, ...]
    network: NetworkUsed
