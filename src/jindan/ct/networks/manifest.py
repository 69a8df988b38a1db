"""The manifest of a network: its labels, input, output, weights, licence and citation.

A manifest is a TOML file, `<name>.toml` beside the project's own models or `network.toml` in a
folder of the assets (docs/how-to/add-a-network.md).
"""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from jindan.ct.errors import BadNetworkManifest


class Format(StrEnum):
    """The file format of the weights, which determines the runtime."""

    ONNX = "onnx"
    OBELISK = "obelisk-state-dict"
    TORCHSCRIPT = "torchscript"
    MONAI = "monai-bundle"


def _require_orientation(axes: str) -> str:
    """Return three letters, one of each direction, unchanged. Raises ValueError for others."""
    if sorted(axes.translate(str.maketrans("LPI", "RAS"))) != ["A", "R", "S"]:
        raise ValueError(axes)
    return axes


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(_Entry):
    """One structure that the network segments.

    value: its channel in the output and its value in `Segmentation.labels`.
    name: slug of the catalogue (`organ-<name>`). snomed: its SNOMED CT code.
    dice: mean Dice that its authors published for it, 0 to 1. No confidence exceeds it.
    """

    value: Annotated[int, Field(ge=1, le=255)]
    name: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=64)]
    snomed: Annotated[str, Field(pattern=r"^\d{6,18}$")]
    dice: Annotated[float, Field(ge=0, le=1)]


class Input(_Entry):
    """The input of the network.

    size: voxels along each axis. axes: the direction in which each index grows, such as LAI.
    region: `body` (one pass over its bounding box) or `organs` (then also over theirs).
    margin_mm: added around the organs. tallest_mm: a taller body is searched in overlapping parts.
    window_hu: Hounsfield units scaled to 0 … 1. Absent means raw.
    """

    size: tuple[int, int, int]
    axes: Annotated[str, AfterValidator(_require_orientation)]
    region: Literal["organs", "body"]
    margin_mm: Annotated[float, Field(ge=0, le=100)] = 0
    tallest_mm: Annotated[float, Field(ge=50)] = 260
    window_hu: tuple[float, float] | None = None


class Weights(_Entry):
    """One file of weights. Several are folds of one ensemble."""

    file: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class NetworkManifest(_Entry):
    """A network, its published accuracy, and its files.

    demonstration: trained on synthetic anatomy, which every result states.
    output: `probabilities` (sum to 1 over the channels) or `logits`.
    """

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    version: str
    format: Format
    licence: str
    citation: str
    demonstration: bool = False
    output: Literal["probabilities", "logits"] = "probabilities"
    input: Input
    labels: tuple[Label, ...]
    weights: tuple[Weights, ...]

    @model_validator(mode="after")
    def _labels_count_up_from_one(self) -> Self:
        values = [label.value for label in self.labels]
        if values != list(range(1, len(values) + 1)):
            raise ValueError(values)
        return self


def read_manifest(path: Path) -> NetworkManifest:
    """Read a manifest from a TOML file. Raises BadNetworkManifest when it is not one."""
    try:
        return NetworkManifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise BadNetworkManifest(file=path.name) from error
