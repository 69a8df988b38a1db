"""The parts of a report, in no language: facts, pictures, tables, statements, evidence."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from jindan.typesetting.wording import Frozen, Phrase, Quantity, Verbatim, Wording

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Fact(Frozen):
    """A labelled value: `Slice thickness: 2.5 mm`."""

    label: Phrase
    value: Wording


class Facts(Frozen):
    """A block of labelled values."""

    kind: Literal["facts"] = "facts"
    facts: tuple[Fact, ...]


class Picture(Frozen):
    """A PNG, given by its role when the report is rendered; there may be one for each language.

    description: what a reader who cannot see the picture needs to know (PDF alternative text).
    """

    role: Slug
    caption: Phrase
    description: Phrase


class Pictures(Frozen):
    """Pictures side by side, `across` to a line."""

    kind: Literal["pictures"] = "pictures"
    across: int = Field(ge=1, le=4)
    pictures: tuple[Picture, ...] = Field(min_length=1)


class Column(Frozen):
    """A column of a table; `unit` is UCUM and holds for all of its quantities."""

    id: Slug
    heading: Phrase
    unit: str = "1"


class Row(Frozen):
    """One line of a table.

    cells: one for each column, None where nothing was measured; empty when the row is withheld.
    confidence: 0 to 1, as stated to the reader.
    withheld: why no number is given.
    """

    id: Slug
    label: Phrase
    swatch: Colour | None = None
    cells: tuple[Wording | None, ...] = ()
    confidence: float | None = Field(None, ge=0, le=1)
    withheld: Phrase | None = None
    remarks: tuple[Phrase, ...] = ()

    @model_validator(mode="after")
    def _withheld_means_no_number(self) -> Self:
        if (self.withheld is None) != bool(self.cells):
            message = f"row {self.id} must have cells or a reason for withholding them, not both"
            raise ValueError(message)
        return self


class Table(Frozen):
    """Rows under columns; `row_heading` stands above the labels of the rows."""

    kind: Literal["table"] = "table"
    id: Slug
    caption: Phrase
    row_heading: Phrase
    columns: tuple[Column, ...] = Field(min_length=1)
    rows: tuple[Row, ...]

    @model_validator(mode="after")
    def _cells_fit_their_columns(self) -> Self:
        for row in self.rows:
            if row.cells and len(row.cells) != len(self.columns):
                message = f"row {row.id} has {len(row.cells)} cells for {len(self.columns)} columns"
                raise ValueError(message)
            for cell, column in zip(row.cells, self.columns, strict=False):
                if isinstance(cell, Quantity) and cell.unit != column.unit:
                    message = f"{row.id}: {cell.unit} stands under {column.unit}"
                    raise ValueError(message)
        return self


class Verdict(StrEnum):
    """What a clinician holds of a sentence of the machine."""

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
    """One sentence and the identifiers of the evidence it rests on.

    withdrawn: a clinician does not stand by it; it stays visible, struck through.
    review: what the clinician held of it who signed; None where they signed without saying.
    """

    id: Slug
    words: Phrase
    evidence: tuple[Slug, ...]
    withdrawn: bool = False
    review: Review | None = None


class Statements(Frozen):
    """Sentences in order."""

    kind: Literal["statements"] = "statements"
    statements: tuple[Statement, ...]


class Notices(Frozen):
    """What the reader must keep in mind."""

    kind: Literal["notices"] = "notices"
    notices: tuple[Phrase, ...] = Field(min_length=1)


Block = Annotated[Facts | Pictures | Table | Statements | Notices, Field(discriminator="kind")]


class Section(Frozen):
    """A headed part of a report: a CT, an assay, a document."""

    id: Slug
    heading: Phrase
    blocks: tuple[Block, ...]


class Evidence(Frozen):
    """Something a statement rests on.

    target: where it is: `source/part` for a slice or document line (parts count from 1),
        `table/row` for a table row, `table/row/column` for a measurement.
    """

    id: Slug
    kind: Literal["slice", "measurement", "table-row", "document-line"]
    target: str
    label: Phrase
