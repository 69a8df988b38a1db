"""Say of each sentence of a preliminary report whether it is accepted, amended or rejected, before it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.reports import queries
from jindan.server.reports.contents import content_of
from jindan.server.reports.errors import NoSuchStatement, ReportAlreadySigned
from jindan.server.reports.models import Report, StatementReview
from jindan.server.roles import Capability, require
from jindan.typesetting.blocks import Review, Verdict
from jindan.typesetting.content import ReportState
from jindan.typesetting.wording import Verbatim


@dataclass(frozen=True, kw_only=True)
class Reviews:
    """What was held of a report's sentences.

    entered: how many verdicts were ever entered; it only grows, so it tells what a reader has seen.
    standing: the verdict that counts on each sentence, by its identifier.
    """

    entered: int
    standing: Mapping[str, Review]


@transaction.atomic
def review(
    report: Report, *, statement: str, verdict: Verdict, by: User, reason: str = "", words: str = ""
) -> StatementReview:
    """Note what a clinician holds of a sentence, in place of an earlier verdict; the signed report shows it.

    reason: why it is not accepted. words: what an amended sentence says instead.
    Raises RoleNotAllowed, ReportAlreadySigned, NoSuchStatement.
    """
    require(by, Capability.SIGN_REPORTS)
    queries.hold(report)
    current = queries.current(report)
    if current.state != ReportState.PRELIMINARY:
        raise ReportAlreadySigned
    if statement not in {each.id for each in content_of(current).statements()}:
        raise NoSuchStatement(statement=statement)
    audit.record_event("report.reviewed", by=by, subject=report, case=report.case)
    return StatementReview.objects.create(
        report=report,
        statement=statement,
        verdict=verdict,
        reason=reason,
        words=words,
        by=by,
        at=timezone.now(),
    )


def reviews_of(report: Report) -> Reviews:
    """The verdicts on a report, all as of one moment."""
    rows = list(report.reviews.select_related("by").order_by("at", "pk"))
    return Reviews(entered=len(rows), standing={row.statement: _review(row) for row in rows})


def _review(row: StatementReview) -> Review:
    return Review(
        verdict=Verdict(row.verdict),
        by=row.by.name or row.by.email,
        at=timezone.localtime(row.at).replace(microsecond=0),
        reason=row.reason,
        words=Verbatim(text=row.words) if row.words else None,
    )
