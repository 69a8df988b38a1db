"""The content of a report, in no language: findings, what is said of them, and how they were made."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal, Self

from pydantic import AwareDatetime, Field, ValidationError, model_validator

from jindan.findings.finding import Finding, FindingId
from jindan.findings.values import Frozen
from jindan.report import grounding
from jindan.report.blocks import (
    Fact,
    FindingPicture,
    Pictures,
    Review,
    Section,
    Statement,
    Statements,
    Table,
    Verdict,
)
from jindan.report.errors import UnreadableContent
from jindan.report.provenance import ModelSummary, Provenance
from jindan.report.wording import Phrase, Verbatim


class ReportState(StrEnum):
    """How far a report may be relied on (FHIR R4 DiagnosticReport.status)."""

    PRELIMINARY = "preliminary"
    FINAL = "final"
    AMENDED = "amended"


class SignatureProof(StrEnum):
    """How the person who signed proved at that moment to be that person."""

    PASSWORD = "password"  # noqa: S105 - the name of a method
    CODE = "code"
    PASSKEY = "passkey"


class ReportStatus(Frozen):
    """The state of version `number`, since when, by whose signature and why.

    by: the person who signed, empty as long as the report is preliminary.
    proof: how they proved it, None where nobody signed, or at a time when none was asked for.
    reason: why it was amended, empty otherwise.
    """

    state: ReportState
    number: int = Field(ge=1)
    at: AwareDatetime
    by: str = ""
    proof: SignatureProof | None = None
    reason: str = ""

    @model_validator(mode="after")
    def _says_who_and_why(self) -> Self:
        if bool(self.by) == (self.state is ReportState.PRELIMINARY):
            message = "a report is signed exactly when it is not preliminary"
            raise ValueError(message)
        if self.proof and not self.by:
            message = "only a signature is proved"
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


class Mark(StrEnum):
    """What a clinician did to a finding: withdrew it, or said something else instead."""

    WITHDRAWN = "withdrawn"
    CORRECTED = "corrected"


class Header(Frozen):
    """Whose report this is and of what."""

    title: Phrase
    organisation: Verbatim
    patient_code: Verbatim
    case: Verbatim
    facts: tuple[Fact, ...]


class Draft(Frozen):
    """What analyses have to say, before it becomes a report: it cannot rest on nothing.

    Raises StatementWithoutFinding, UnknownFinding, UnresolvedPlace, RepeatedIdentifier.
    """

    header: Header
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    models: tuple[ModelSummary, ...]
    provenance: Provenance

    @model_validator(mode="after")
    def _is_grounded(self) -> Self:
        grounding.check(self.sections, findings=self.findings, sources=self.provenance.sources)
        return self

    def by_id(self) -> Mapping[FindingId, Finding]:
        """Return the findings by their id."""
        return {finding.id: finding for finding in self.findings}

    def tables(self) -> tuple[Table, ...]:
        """Return every table, in order."""
        return tuple(b for s in self.sections for b in s.blocks if isinstance(b, Table))

    def pictures(self) -> tuple[FindingPicture, ...]:
        """Return every picture, in order."""
        blocks = [b for s in self.sections for b in s.blocks if isinstance(b, Pictures)]
        return tuple(picture for block in blocks for picture in block.pictures)

    def statements(self) -> tuple[Statement, ...]:
        """Return every sentence, in order."""
        blocks = [b for s in self.sections for b in s.blocks if isinstance(b, Statements)]
        return tuple(statement for block in blocks for statement in block.statements)


class ReportContent(Draft):
    """One version of a report: a draft with identifier, status and what clinicians added.

    marks: the findings that a clinician withdrew or corrected, and those derived from them. Whatever names
    one is marked.
    """

    format: Literal["jindan-report/2"] = "jindan-report/2"
    id: str
    status: ReportStatus
    addenda: tuple[Addendum, ...] = ()
    marks: dict[FindingId, Mark] = {}

    @classmethod
    def of(cls, draft: Draft, *, id: str, status: ReportStatus) -> Self:
        """Return a draft as the first version of the report `id`."""
        parts = {name: getattr(draft, name) for name in Draft.model_fields}
        return cls(**parts, id=id, status=status)

    def next_version(
        self,
        *,
        status: ReportStatus,
        withdrawn: Iterable[FindingId] = (),
        addendum: Addendum | None = None,
    ) -> Self:
        """Return the version after this one, with findings `withdrawn` and an addendum added."""
        addenda = (*self.addenda, addendum) if addendum else self.addenda
        marks = self._with_derived(self.marks | dict.fromkeys(withdrawn, Mark.WITHDRAWN))
        return self.model_copy(update={"status": status, "marks": marks, "addenda": addenda})

    def reviewed(self, reviews: Mapping[str, Review]) -> Self:
        """Return this version with the verdicts on its sentences by id.

        The findings of a sentence that is not accepted are marked, and those derived from them, wherever
        else they are named.
        """
        sections = tuple(_with_reviews(section, reviews=reviews) for section in self.sections)
        marks = dict(self.marks)
        for statement in self.statements():
            review = reviews.get(statement.id)
            if review and review.verdict is not Verdict.ACCEPTED:
                is_corrected = review.verdict is Verdict.AMENDED
                mark = Mark.CORRECTED if is_corrected else Mark.WITHDRAWN
                marks |= dict.fromkeys(statement.findings, mark)
        return self.model_copy(update={"sections": sections, "marks": self._with_derived(marks)})

    def _with_derived(self, marks: Mapping[FindingId, Mark]) -> dict[FindingId, Mark]:
        """Return the marks, with that of each finding given to what is derived from it, however far."""
        spread, before = dict(marks), -1
        while len(spread) > before:
            before = len(spread)
            for finding in self.findings:
                mark = next((spread[id] for id in finding.derived_from if id in spread), None)
                if mark:
                    spread.setdefault(finding.id, mark)
        return spread

    @property
    def has_typed_words(self) -> bool:
        """Whether a clinician typed something into it, which may name the patient."""
        reviews = (statement.review for statement in self.statements())
        is_reviewed = any(review and (review.reason or review.words) for review in reviews)
        return bool(self.status.reason or self.addenda) or is_reviewed

    def without_typed_words(self) -> Self:
        """Return this version for a reader who may not see what clinicians typed. Verdicts and marks stay."""
        nothing = Verbatim(text="")
        bare = {
            statement.id: statement.review.model_copy(update={"reason": "", "words": None})
            for statement in self.statements()
            if statement.review
        }
        addenda = tuple(added.model_copy(update={"text": nothing}) for added in self.addenda)
        sections = tuple(_with_reviews(section, reviews=bare) for section in self.sections)
        return self.model_copy(update={"sections": sections, "addenda": addenda})

    def mark_on(self, findings: Iterable[FindingId]) -> Mark | None:
        """Return the mark that the first marked one of some findings bears."""
        return next((self.marks[id] for id in findings if id in self.marks), None)


def _with_reviews(section: Section, *, reviews: Mapping[str, Review]) -> Section:
    blocks = tuple(
        block.model_copy(
            update={
                "statements": tuple(
                    statement.model_copy(
                        update={"review": reviews.get(statement.id, statement.review)}
                    )
                    for statement in block.statements
                )
            }
        )
        if isinstance(block, Statements)
        else block
        for block in section.blocks
    )
    return section.model_copy(update={"blocks": blocks})


def read_content(written: bytes) -> ReportContent:
    """Return the content of a report from its JSON. Raises UnreadableContent, and what Draft raises."""
    try:
        return ReportContent.model_validate_json(written)
    except ValidationError as error:
        raise UnreadableContent from error
