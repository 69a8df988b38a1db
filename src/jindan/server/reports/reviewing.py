"""Verdicts on the sentences of a preliminary report: each is accepted, amended or rejected before it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jindan.report.blocks import Review, Verdict
from jindan.report.content import ReportState
from jindan.report.wording import Verbatim
from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.reports import queries
from jindan.server.reports.contents import content_of
from jindan.server.reports.errors import NoSuchStatement, ReportAlreadySigned
from jindan.server.reports.models import Report, StatementReview
from jindan.server.roles import Capability, require


@dataclass(frozen=True, kw_only=True)
class Reviews:
    """Reviews of a report's statements.

    count: how many verdicts were ever entered. It only grows, so it says what a reader has seen.
    by_statement: the verdict that counts on each sentence, by its identifier.
    """

    count: int
    by_statement: Mapping[str, Review]


@transaction.atomic
def review(
    report: Report, *, statement: str, verdict: Verdict, by: User, reason: str = "", words: str = ""
) -> StatementReview:
    """Enter a clinician's verdict on a sentence, in place of an earlier one. The signed report shows it.

    reason: why it is not accepted. words: what an amended sentence says instead.
    Raises RoleNotAllowed, ReportAlreadySigned, NoSuchStatement.
    """
    require(by, Capability.SIGN_REPORTS)
    queries.lock(report)
    current = queries.current(report)
    if current.state != ReportState.PRELIMINARY:
        raise ReportAlreadySigned
    known = {sentence.id for sentence in content_of(current).statements()}
    if statement not in known:
        raise NoSuchStatement(statement=statement)
    audit.record_event("report.reviewed", by=by, subject=report, case=report.case)
    entered = StatementReview(
        report=report, statement=statement, verdict=verdict, by=by, at=timezone.now()
    )
    entered.sealed_reason = entered.sealed(reason, column="reason")
    entered.sealed_words = entered.sealed(words, column="words")
    entered.save(force_insert=True)
    return entered


def reviews_of(report: Report) -> Reviews:
    """Return the verdicts on a report, all as of one moment."""
    rows = list(report.reviews.select_related("by").order_by("at", "pk"))
    return Reviews(count=len(rows), by_statement={row.statement: _review(row) for row in rows})


def _review(row: StatementReview) -> Review:
    return Review(
        verdict=Verdict(row.verdict),
        by=row.by.name or row.by.email,
        at=timezone.localtime(row.at).replace(microsecond=0),
        reason=row.reason,
        words=Verbatim(text=row.words) if row.words else None,
    )
