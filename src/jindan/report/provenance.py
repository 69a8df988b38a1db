"""How a report was made: its inputs, models, weights and code, by version and SHA-256."""

from typing import Annotated

from pydantic import Field

from jindan.findings.places import CellPlace, LinePlace, Place, SlicePlace
from jindan.findings.values import Frozen
from jindan.program import program_sha256, program_version
from jindan.report.wording import Phrase, Verbatim, Wording

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
SourceId = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-/][a-z0-9]+)*$", max_length=80)]
Kind = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]


class ModelSummary(Frozen):
    """What a model is and is not, in short: the summary of its card."""

    name: Verbatim
    version: str
    purpose: tuple[Phrase, ...] = Field(min_length=1)
    limits: tuple[Phrase, ...] = Field(min_length=1)
    citation: str = ""
    licence: str = ""


class SourceFile(Frozen):
    """One file that was analysed.

    parts: the slices of a scan as one number, the lines of each page of a document, nothing for a table.
    """

    name: Wording
    sha256: Sha256
    parts: tuple[int, ...] = ()


class Source(Frozen):
    """What findings rest on: one version of something in the case, such as `ct-1/v1`, and its files."""

    id: SourceId
    name: Wording
    files: tuple[SourceFile, ...] = Field(min_length=1)

    def holds(self, place: Place) -> bool:
        """Return whether the place is in this source."""
        if place.source != self.id:
            return False
        match place:
            case SlicePlace():
                return place.slice <= self.files[0].parts[0]
            case CellPlace():
                return place.table <= len(self.files)
            case LinePlace():
                lines = self.files[0].parts
                return place.page <= len(lines) and place.line <= lines[place.page - 1]


class WeightsFile(Frozen):
    """A file of trained weights."""

    name: str
    version: str
    sha256: Sha256


class Run(Frozen):
    """One analysis that took part: its kind, version, parameters and weights."""

    kind: Kind
    version: str
    params: dict[str, str | int | float | bool | None] = Field(default={})
    weights: tuple[WeightsFile, ...] = ()


class Code(Frozen):
    """The program that made the report. `sha256` is over its installed files."""

    name: str
    version: str
    sha256: Sha256


class Provenance(Frozen):
    """All that is needed to make the same report again."""

    sources: tuple[Source, ...] = Field(min_length=1)
    runs: tuple[Run, ...]
    code: Code


def this_program() -> Code:
    """Return the program that is running."""
    return Code(name="Jindan", version=program_version(), sha256=program_sha256())
