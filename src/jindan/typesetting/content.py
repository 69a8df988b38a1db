"""The content of a report, in no language: what is said, what it rests on, and how it was made."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from jindan.typesetting import grounding
from jindan.typesetting.blocks import (
    Evidence,
    Fact,
    Picture,
    Pictures,
    Review,
    Section,
    Statement,
    Statements,
    Table,
    Verdict,
)
from jindan.typesetting.errors import UnreadableContent
from jindan.typesetting.provenance import Model, Provenance
from jindan.typesetting.wording import Frozen, Phrase, Verbatim


class ReportState(StrEnum):
    """How far a report may be relied on (FHIR R4 DiagnosticReport.status)."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    AMENDED = "amended"


class Status(Frozen):
    """Where the report stands: version `number`, since when, by whose signature and why.

    by: the person who signed; empty as long as the report is preliminary.
    reason: why it was amended; empty otherwise.
    """

    state: ReportState
    number: int = Field(ge=1)
    at: AwareDatetime
    by: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _says_who_and_why(self) -> Self:
        if bool(self.by) == (self.state is ReportState.PRELIMINARY):
            message = "a report is signed exactly when it is not preliminary"
            raise ValueError(message)
        if bool(self.reason) != (self.state is ReportState.AMENDED):
            message = "exactly an amended report says why"
            raise ValueError(message)
        return self


class Addendum(Frozen):
    """What a clinician adds in their own words."""

    at: AwareDatetime
    by: str
    text: Verbatim


class Header(Frozen):
    """Whose report this is and of what."""

    title: Phrase
    organisation: Verbatim
    patient_code: Verbatim
    case: Verbatim
    facts: tuple[Fact, ...]


class Draft(Frozen):
    """What an analysis has to say, before it becomes a report: it cannot rest on nothing.

    Raises StatementWithoutEvidence, UnknownEvidence, UnresolvedEvidence, RepeatedIdentifier.
    """

    header: Header
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    models: tuple[Model, ...]
    provenance: Provenance

    @model_validator(mode="after")
    def _is_grounded(self) -> Self:
        grounding.check(
            self.statements(),
            evidence=self.evidence,
            tables=self.tables(),
            sources=self.provenance.sources,
        )
        return self

    def tables(self) -> tuple[Table, ...]:
        """Every table, in order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Table))

    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in order."""
        blocks = [b for s in self.sections for b in s.blocks if isinstance(b, Pictures)]
        return tuple(picture for block in blocks for picture in block.pictures)

    def statements(self) -> tuple[Statement, ...]:
        """Every sentence, in order."""
        blocks = [b for s in self.sections for b in s.blocks if isinstance(b, Statements)]
        return tuple(statement for block in blocks for statement in block.statements)


class ReportContent(Draft):
    """One version of a report: a draft with identifier, status and what clinicians added."""

    format: Literal["jindan-report/1"] = "jindan-report/1"
    id: str
    status: Status
    addenda: tuple[Addendum, ...] = ()

    @classmethod
    def of(cls, draft: Draft, *, id: str, status: Status) -> Self:
        """A draft as the first version of the report `id`."""
        parts = {name: getattr(draft, name) for name in Draft.model_fields}
        return cls(**parts, id=id, status=status)

    def next_version(
        self, *, status: Status, withdrawn: Collection[str] = (), addendum: Addendum | None = None
    ) -> Self:
        """The version after this one, with statements `withdrawn` by id and an addendum added."""
        sections = tuple(_withdraw(section, withdrawn=withdrawn) for section in self.sections)
        addenda = (*self.addenda, addendum) if addendum else self.addenda
        return self.model_copy(update={"status": status, "sections": sections, "addenda": addenda})

    def reviewed(self, reviews: Mapping[str, Review]) -> Self:
        """With the verdicts on its statements by id; those that are not accepted are withdrawn."""
        sections = tuple(_review(section, reviews=reviews) for section in self.sections)
        return self.model_copy(update={"sections": sections})


def _review(section: Section, *, reviews: Mapping[str, Review]) -> Section:
    blocks = tuple(
        _with_reviews(block, reviews=reviews) if isinstance(block, Statements) else block
        for block in section.blocks
    )
    return section.model_copy(update={"blocks": blocks})


def _with_reviews(block: Statements, *, reviews: Mapping[str, Review]) -> Statements:
    marked = tuple(
        statement.model_copy(
            update={
                "review": reviews[statement.id],
                "withdrawn": reviews[statement.id].verdict is not Verdict.ACCEPTED,
            }
        )
        if statement.id in reviews
        else statement
        for statement in block.statements
    )
    return block.model_copy(update={"statements": marked})


def _withdraw(section: Section, *, withdrawn: Collection[str]) -> Section:
    blocks = tuple(
        _without(block, withdrawn=withdrawn) if isinstance(block, Statements) else block
        for block in section.blocks
    )
    return section.model_copy(update={"blocks": blocks})


def _without(block: Statements, *, withdrawn: Collection[str]) -> Statements:
    marked = tuple(
        statement.model_copy(update={"withdrawn": statement.withdrawn or statement.id in withdrawn})
        for statement in block.statements
    )
    return block.model_copy(update={"statements": marked})


def read_content(written: bytes) -> ReportContent:
    """The content of a report from its JSON. Raises UnreadableContent, and what Draft raises."""
    try:
        return ReportContent.model_validate_json(written)
    except ValidationError as error:
        raise UnreadableContent from error
