"""What a version of a report says, as it goes over the wire: sentences, rows, pictures and bars over its findings."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from ninja import Schema

from jindan.report.blocks import Bars, Review, Statement, Verdict
from jindan.report.content import Mark, ReportContent, ReportState
from jindan.report.wording import words
from jindan.server.findings.schemas import FindingOut, finding_out
from jindan.server.reports.models import Report
from jindan.server.reports.reviewing import Reviews
from jindan.server.roles import Actor, Capability, may


class StatementReviewOut(Schema):
    """A clinician's verdict on a sentence: who, when, why, and for an amended one what they say instead."""

    verdict: Verdict
    by: str
    at: datetime
    reason: str
    words: str


class StatementOut(Schema):
    """One sentence and the ids of the findings it states. `mark` where one of them was withdrawn or corrected.

    review: null where nobody has given a verdict.
    """

    id: str
    text: str
    findings: list[str]
    mark: Mark | None
    review: StatementReviewOut | None


class EvidenceOut(FindingOut):
    """A finding of the report, with its place. `mark` where it was withdrawn or corrected."""

    mark: Mark | None


class RowOut(Schema):
    """A row of a table, by the findings that its cells print."""

    id: str
    table: str
    text: str
    findings: list[str]
    mark: Mark | None


class PictureOut(Schema):
    """A picture in the reader's language, and the findings it shows."""

    role: str
    artifact: UUID
    caption: str
    findings: list[str]
    mark: Mark | None


class BarOut(Schema):
    """A bar of a chart, by the finding it draws."""

    finding: str
    text: str
    mark: Mark | None


class AddendumOut(Schema):
    """What a clinician added in their own words."""

    at: datetime
    by: str
    text: str


class ContentOut(Schema):
    """What one version of a report says, in the language the request asks for.

    What a clinician typed is empty for roles that may not identify patients. `reviews` is how many verdicts were
    entered until now, which the signature states.
    """

    report: UUID
    number: int
    state: ReportState
    title: str
    reviews: int
    statements: list[StatementOut]
    rows: list[RowOut]
    pictures: list[PictureOut]
    bars: list[BarOut]
    evidence: list[EvidenceOut]
    addenda: list[AddendumOut]


def content_out(
    content: ReportContent, *, report: Report, reviews: Reviews, to: Actor, language: str
) -> ContentOut:
    """Return a version's content in the reader's language, without typed words where these are hidden."""
    content = content if may(to, Capability.IDENTIFY_PATIENTS) else content.without_typed_words()
    return ContentOut(
        report=report.pk,
        number=content.status.number,
        state=content.status.state,
        title=words(content.header.title, language=language),
        reviews=reviews.count,
        statements=[
            _statement(statement, content=content, language=language)
            for statement in content.statements()
        ],
        rows=list(_rows(content, language=language)),
        pictures=list(_pictures(content, report=report, language=language)),
        bars=list(_bars(content, language=language)),
        evidence=[
            EvidenceOut(
                **finding_out(finding, language=language).dict(), mark=content.marks.get(finding.id)
            )
            for finding in content.findings
        ],
        addenda=[
            AddendumOut(at=added.at, by=added.by, text=added.text.text) for added in content.addenda
        ],
    )


def _statement(statement: Statement, *, content: ReportContent, language: str) -> StatementOut:
    return StatementOut(
        id=statement.id,
        text=words(statement.words, language=language),
        findings=list(statement.findings),
        mark=content.mark_on(statement.findings),
        review=_review(statement.review) if statement.review else None,
    )


def _review(review: Review) -> StatementReviewOut:
    return StatementReviewOut(
        verdict=review.verdict,
        by=review.by,
        at=review.at,
        reason=review.reason,
        words=review.words.text if review.words else "",
    )


def _rows(content: ReportContent, *, language: str) -> Iterator[RowOut]:
    for table in content.tables():
        for row in table.rows:
            yield RowOut(
                id=row.id,
                table=table.id,
                text=words(row.label, language=language),
                findings=list(row.findings),
                mark=content.mark_on(row.findings),
            )


def _pictures(content: ReportContent, *, report: Report, language: str) -> Iterator[PictureOut]:
    artifacts = dict(report.pictures.values_list("name", "artifact"))
    for picture in content.pictures():
        in_language = artifacts.get(f"{picture.role}.{language}")
        yield PictureOut(
            role=picture.role,
            artifact=in_language or artifacts[picture.role],
            caption=words(picture.caption, language=language),
            findings=list(picture.findings),
            mark=content.mark_on(picture.findings),
        )


def _bars(content: ReportContent, *, language: str) -> Iterator[BarOut]:
    blocks = (block for section in content.sections for block in section.blocks)
    for bars in (block for block in blocks if isinstance(block, Bars)):
        for bar in bars.bars:
            yield BarOut(
                finding=bar.finding,
                text=words(bar.label, language=language),
                mark=content.mark_on([bar.finding]),
            )
