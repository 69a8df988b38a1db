"""Say of each sentence of a preliminary report whether it is accepted, amended or rejected, before it is signed."""

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


@transaction.atomic
def review(
    report: Report, *, statement: str, verdict: Verdict, by: User, reason: str = "", words: str = ""
) -> StatementReview:
    """Note what a clinician holds of a sentence, in place of an earlier verdict; the signed report shows it.

    reason: why it is not accepted. words: what an amended sentence says instead.
    Raises RoleNotAllowed, ReportAlreadySigned, NoSuchStatement.
    """
    require(by, Capability.SIGN_REPORTS)
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


def reviews_of(report: Report) -> dict[str, Review]:
    """The verdict that counts on each sentence, by its identifier."""
    return {
        each.statement: Review(
            verdict=Verdict(each.verdict),
            by=each.by.name or each.by.email,
            at=timezone.localtime(each.at).replace(microsecond=0),
            reason=each.reason,
            words=Verbatim(text=each.words) if each.words else None,
        )
        for each in report.reviews.select_related("by").order_by("at", "pk")
    }
