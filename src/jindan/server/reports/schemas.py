"""Reports as they go over the wire, in the reader's language."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field, StringConstraints, model_validator

from jindan.server.reports.models import Report, ReportVersion
from jindan.server.reports.reviewing import Reviews
from jindan.typesetting.blocks import Evidence, Review, Statement, Verdict
from jindan.typesetting.content import Addendum, ReportContent, ReportState
from jindan.typesetting.wording import words

Typed = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class SignIn(Schema):
    """A signature. `number` is the version that was read, `reviews` how many verdicts it bore: any newer refuses it."""

    number: int = Field(ge=1)
    reviews: int = Field(default=0, ge=0)


class AmendmentIn(Schema):
    """An amendment: why, what is added, and which sentences (by id) are withdrawn."""

    number: int = Field(ge=1)
    reason: Annotated[Typed, StringConstraints(min_length=1, max_length=1000)]
    addendum: Typed = ""
    withdrawn: list[str] = Field(default=[], max_length=500)

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.addendum or self.withdrawn):
            message = "an amendment adds words or withdraws sentences"
            raise ValueError(message)
        return self


class ReviewIn(Schema):
    """A verdict on one sentence (by id): a reason where it is not accepted, other words where it is amended."""

    statement: str = Field(max_length=80)
    verdict: Verdict
    reason: Annotated[Typed, StringConstraints(max_length=1000)] = ""
    words: Typed = ""

    @model_validator(mode="after")
    def _says_why_and_what(self) -> Self:
        if bool(self.reason) == (self.verdict is Verdict.ACCEPTED):
            message = "exactly what is not accepted has a reason"
            raise ValueError(message)
        if bool(self.words) != (self.verdict is Verdict.AMENDED):
            message = "exactly an amended sentence has other words"
            raise ValueError(message)
        return self


class VersionOut(Schema):
    """One version; `languages` are those whose PDF is ready."""

    number: int
    state: ReportState
    reason: str
    signed_by: UUID | None
    issued_at: datetime
    languages: list[str]


class ReportOut(Schema):
    """A report; `state` and `number` are those of its newest version, `kind` is that of the job it tells of."""

    id: UUID
    case: UUID
    job: UUID
    kind: str
    state: ReportState
    number: int
    versions: list[VersionOut]
    created_at: datetime


class ReviewOut(Schema):
    """What a clinician held of a sentence: who, when, why, and for an amended one what they say instead."""

    verdict: Verdict
    by: str
    at: datetime
    reason: str
    words: str


class StatementOut(Schema):
    """One sentence; `evidence` are the ids of what it rests on; `review` is null where nobody has said a thing."""

    id: str
    text: str
    evidence: list[str]
    is_withdrawn: bool
    review: ReviewOut | None


class EvidenceOut(Schema):
    """Something that sentences rest on: a slice, measurement, table row or document line."""

    id: str
    kind: str
    target: str
    text: str


class AddendumOut(Schema):
    """What a clinician added in their own words."""

    at: datetime
    by: str
    text: str


class ContentOut(Schema):
    """What one version of a report says, in the language the request asks for.

    `reviews` is how many verdicts were entered until now; the signature states it.
    """

    report: UUID
    number: int
    state: ReportState
    title: str
    reviews: int
    statements: list[StatementOut]
    evidence: list[EvidenceOut]
    addenda: list[AddendumOut]


def version_out(version: ReportVersion) -> VersionOut:
    """One version."""
    return VersionOut(
        number=version.number,
        state=ReportState(version.state),
        reason=version.reason,
        signed_by=version.signed_by_id,
        issued_at=version.issued_at,
        languages=sorted({rendering.language for rendering in version.renderings.all()}),
    )


def report_out(report: Report) -> ReportOut:
    """A report whose versions were fetched in order (`queries.visible_to`)."""
    versions = [version_out(version) for version in report.versions.all()]
    return ReportOut(
        id=report.pk,
        case=report.case_id,
        job=report.job_id,
        kind=report.job.kind,
        state=versions[-1].state,
        number=versions[-1].number,
        versions=versions,
        created_at=report.created_at,
    )


def content_out(content: ReportContent, *, reviews: Reviews, language: str) -> ContentOut:
    """The sentences and their evidence."""
    return ContentOut(
        report=UUID(content.id),
        number=content.status.number,
        state=content.status.state,
        title=words(content.header.title, language=language),
        reviews=reviews.entered,
        statements=[_statement_out(each, language=language) for each in content.statements()],
        evidence=[_evidence_out(each, language=language) for each in content.evidence],
        addenda=[_addendum_out(each) for each in content.addenda],
    )


def _statement_out(statement: Statement, *, language: str) -> StatementOut:
    return StatementOut(
        id=statement.id,
        text=words(statement.words, language=language),
        evidence=list(statement.evidence),
        is_withdrawn=statement.withdrawn,
        review=_review_out(statement.review) if statement.review else None,
    )


def _review_out(review: Review) -> ReviewOut:
    return ReviewOut(
        verdict=review.verdict,
        by=review.by,
        at=review.at,
        reason=review.reason,
        words=review.words.text if review.words else "",
    )


def _evidence_out(evidence: Evidence, *, language: str) -> EvidenceOut:
    return EvidenceOut(
        id=evidence.id,
        kind=evidence.kind,
        target=evidence.target,
        text=words(evidence.label, language=language),
    )


def _addendum_out(addendum: Addendum) -> AddendumOut:
    return AddendumOut(at=addendum.at, by=addendum.by, text=addendum.text.text)
