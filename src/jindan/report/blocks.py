"""The parts of a report, in no language. Sentences, cells, pictures and bars name findings and restate none."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jindan.findings.finding import FindingId
from jindan.findings.values import Frozen
from jindan.report.wording import Phrase, Verbatim, Wording

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
PartId = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-/.][a-z0-9]+)*$", max_length=160)]
"""Unique in a case, as it begins with the source: `ct-1/v1/liver`."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Fact(Frozen):
    """A labelled value: `Slice thickness: 2.5 mm`."""

    label: Phrase
    value: Wording


class FindingPicture(Frozen):
    """A PNG, given by its role when the report is rendered. There may be one for each language.

    description: what a reader who cannot see the picture needs to know (PDF alternative text).
    findings: what it shows.
    """

    role: Slug
    caption: Phrase
    description: Phrase
    findings: tuple[FindingId, ...]


class Pictures(Frozen):
    """Pictures side by side, `across` to a line."""

    kind: Literal["pictures"] = "pictures"
    across: int = Field(ge=1, le=4)
    pictures: tuple[FindingPicture, ...] = Field(min_length=1)


class Bar(Frozen):
    """A finding as a bar. A withheld one has its reason instead."""

    finding: FindingId
    label: Wording
    colour: Colour


class Bars(Frozen):
    """Quantities of one unit as horizontal bars, the largest first."""

    kind: Literal["bars"] = "bars"
    caption: Phrase
    bars: tuple[Bar, ...]


class CellPart(StrEnum):
    """Which part of a finding a cell prints."""

    VALUE = "value"
    LOW = "low"
    HIGH = "high"
    PLACE = "place"
    REFERENCE = "reference"
    STATUS = "status"


class FindingCell(Frozen):
    """A part of a finding, in a row of a table."""

    finding: FindingId
    part: CellPart = CellPart.VALUE


class Column(Frozen):
    """A column of a table. unit: UCUM, of all its quantities, or None where each cell prints its own."""

    id: Slug
    heading: Phrase
    unit: str | None = None


class Row(Frozen):
    """One line of a table: a cell for each column, None where there is nothing to say."""

    id: PartId
    label: Wording
    swatch: Colour | None = None
    cells: tuple[FindingCell | None, ...]

    @property
    def findings(self) -> tuple[FindingId, ...]:
        """The findings that it names, each once."""
        return tuple(dict.fromkeys(cell.finding for cell in self.cells if cell))


class Table(Frozen):
    """Rows under columns. `row_heading` is above the labels of the rows."""

    kind: Literal["table"] = "table"
    id: PartId
    caption: Phrase
    row_heading: Phrase
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...]

    @model_validator(mode="after")
    def _cells_fit_their_columns(self) -> Self:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                message = f"row {row.id} has {len(row.cells)} cells for {len(self.columns)} columns"
                raise ValueError(message)
        return self


class Verdict(StrEnum):
    """A clinician's judgement of a sentence of the machine."""

    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"


class Review(Frozen):
    """A clinician's verdict on one sentence: why, and for an amended one what they say instead."""

    verdict: Verdict
    by: str
    at: AwareDatetime
    reason: str = ""
    words: Verbatim | None = None

    @model_validator(mode="after")
    def _says_why_and_what(self) -> Self:
        if bool(self.reason) == (self.verdict is Verdict.ACCEPTED):
            message = "exactly what is not accepted has a reason"
            raise ValueError(message)
        if (self.words is None) == (self.verdict is Verdict.AMENDED):
            message = "exactly an amended sentence has other words"
            raise ValueError(message)
        return self


class Statement(Frozen):
    """One sentence and the findings that it states.

    review: the verdict of the clinician who signed; None where they signed without one.
    """

    id: PartId
    words: Phrase
    findings: tuple[FindingId, ...]
    review: Review | None = None


class Statements(Frozen):
    """Sentences in order."""

    kind: Literal["statements"] = "statements"
    statements: tuple[Statement, ...]


class Warnings(Frozen):
    """What the reader must weigh."""

    kind: Literal["warnings"] = "warnings"
    notes: tuple[Phrase, ...] = Field(min_length=1)


Block = Annotated[Pictures | Bars | Table | Statements | Warnings, Field(discriminator="kind")]


class Section(Frozen):
    """A headed part of a report."""

    id: PartId
    heading: Phrase
    blocks: tuple[Block, ...]
