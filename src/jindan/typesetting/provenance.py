"""How a report was made: its inputs, models, weights and code, by version and SHA-256."""

from typing import Annotated

from pydantic import Field

from jindan.typesetting.blocks import Slug
from jindan.typesetting.wording import Frozen, Phrase, Verbatim, Wording

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Model(Frozen):
    """What a model is and is not, in short: the summary of its card."""

    name: Verbatim
    version: str
    purpose: tuple[Phrase, ...] = Field(min_length=1)
    limits: tuple[Phrase, ...] = Field(min_length=1)
    citation: str = ""
    licence: str = ""


class Source(Frozen):
    """An input the report was made from; `parts` is its number of slices, rows or lines."""

    id: Slug
    name: Wording
    parts: int = Field(ge=1)
    sha256: Sha256


class Weights(Frozen):
    """A file of trained weights."""

    name: str
    version: str
    sha256: Sha256


class Run(Frozen):
    """One analysis that took part: its kind, version, parameters and weights."""

    kind: Slug
    version: str
    params: dict[str, str | int | float | bool | None] = Field(default={})
    weights: tuple[Weights, ...] = ()


class Code(Frozen):
    """The program that made the report; `sha256` is over its installed files."""

    name: str
    version: str
    sha256: Sha256


class Provenance(Frozen):
    """All that is needed to make the same report again."""

    sources: tuple[Source, ...] = Field(min_length=1)
    runs: tuple[Run, ...]
    code: Code
