"""What an examination takes and finds, as values: light to load, for those who only read them."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Remark

Point = tuple[float, float, float]
"""Millimetres in RAS+: towards the patient's right, front and head."""


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


class Quantity(StrEnum):
    """What is measured; `quantity-<value>` in the catalogue."""

    VOLUME = "volume"
    ATTENUATION_MEAN = "attenuation-mean"
    ATTENUATION_SD = "attenuation-sd"
    EXTENT_RIGHT_LEFT = "extent-right-left"
    EXTENT_ANTERIOR_POSTERIOR = "extent-anterior-posterior"
    EXTENT_SUPERIOR_INFERIOR = "extent-superior-inferior"
    LONGEST_AXIAL_DIAMETER = "longest-axial-diameter"
    CENTROID_RIGHT = "centroid-right"
    CENTROID_ANTERIOR = "centroid-anterior"
    CENTROID_SUPERIOR = "centroid-superior"


class Unit(StrEnum):
    """UCUM codes."""

    MILLILITRE = "mL"
    HOUNSFIELD = "[hnsf'U]"
    MILLIMETRE = "mm"


class Method(StrEnum):
    """How it was measured; `method-<value>` in the catalogue."""

    VOXEL_COUNT = "voxel-count"
    MEAN = "mean"
    STANDARD_DEVIATION = "standard-deviation"
    VOXEL_EDGES = "voxel-edges"
    CONVEX_HULL = "convex-hull"


class Comparator(StrEnum):
    """How the true value stands to the measured one (FHIR R4 quantity-comparator)."""

    EQUAL = ""
    AT_LEAST = ">="


class Place(BaseModel):
    """Where in the scan a number rests.

    voxel: index (i, j, k) in the grid of the volume, from 0.
    slice_index: the part of `voxel` along the grid axis nearest to superior-inferior.
    ras_mm: millimetres towards the patient's right, front and head.
    """

    model_config = ConfigDict(frozen=True)

    voxel: tuple[int, int, int]
    slice_index: int
    ras_mm: Point


class Measurement(BaseModel):
    """One number of one structure, with its UCUM unit, method and place.

    comparator: `>=` for a size of a structure that the edge of the scan cuts.
    """

    model_config = ConfigDict(frozen=True)

    segment: str
    quantity: Quantity
    value: float
    comparator: Comparator
    unit: Unit
    method: Method
    place: Place


class Kind(StrEnum):
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
    kind: Kind
    media_type: str
    language: str | None
    caption: Remark
    position_mm: float | None
    slice_index: int | None


class ExaminationParams(BaseModel):
    """Which network segments; `jindan.ct.networks.default` names the best that is installed."""

    model_config = ConfigDict(frozen=True)

    network: str


class Examination(BaseModel):
    """What was found in a series, and the files that show it."""

    model_config = ConfigDict(frozen=True)

    segments: tuple[Segment, ...]
    measurements: tuple[Measurement, ...]
    pictures: tuple[Picture, ...]
    remarks: tuple[Remark, ...]
    network: Provenance
