"""Draft, read, sign and amend reports. Each step adds a version; none changes an earlier one."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.audit import services as audit
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import Job, Lane
from jindan.server.reports import queries
from jindan.server.reports.contents import content_of, enter_content, keep_content
from jindan.server.reports.errors import (
    NoSuchStatement,
    ReportAlreadySigned,
    ReportNotSigned,
    ReportOutdated,
    ReviewsUnseen,
)
from jindan.server.reports.models import Report, ReportPicture, ReportVersion
from jindan.server.reports.rendering import report_rendering
from jindan.server.reports.reviewing import Reviews, reviews_of
from jindan.server.roles import Capability, require
from jindan.typesetting.content import Addendum, Draft, ReportContent, ReportState, Status
from jindan.typesetting.rendered import CONTENT, RenderingParams
from jindan.typesetting.wording import Verbatim

ACTIONS = {
    ReportState.PRELIMINARY: "report.drafted",
    ReportState.FINAL: "report.signed",
    ReportState.AMENDED: "report.amended",
}


@transaction.atomic
def draft(job: Job, *, content: Draft, pictures: Mapping[str, Artifact]) -> Report:
    """Make the preliminary report of a job, in the transaction that completes it.

    Its PDFs follow by a job of their own.

    pictures: PNG files by role, or by `role.ko` and `role.en` where a picture has words in it.
    """
    report = Report.objects.create(case=job.case, job=job)
    ReportPicture.objects.bulk_create(
        ReportPicture(report=report, name=name, artifact=artifact)
        for name, artifact in pictures.items()
    )
    status = Status(state=ReportState.PRELIMINARY, number=1, at=_now())
    first = ReportContent.of(content, id=str(report.pk), status=status)
    _issue(report, content=first, by=job.requested_by, lane=Lane(job.lane))
    return report


@transaction.atomic
def read(report: Report, *, number: int | None = None, by: User) -> tuple[ReportContent, Reviews]:
    """The content of a version, by default the newest, noting who read it; a preliminary one with its reviews.

    Raises Http404.
    """
    audit.record_event("report.read", by=by, subject=report, case=report.case)
    content, reviews = content_of(queries.version(report, number=number)), reviews_of(report)
    return content if content.status.by else content.reviewed(reviews.standing), reviews


def sign(report: Report, *, by: User, number: int | None = None, reviews: int = 0) -> ReportVersion:
    """Make a preliminary report final by a clinician's signature, with what was held of its sentences.

    number: the version that the clinician has read.
    reviews: how many verdicts had been entered then; they are signed too, so one more refuses the signature.
    Raises RoleNotAllowed, ReportOutdated, ReportAlreadySigned, ReviewsUnseen.
    """
    require(by, Capability.SIGN_REPORTS)
    current = _current(report, read=number)
    if current.state != ReportState.PRELIMINARY:
        raise ReportAlreadySigned
    status = Status(state=ReportState.FINAL, number=current.number + 1, at=_now(), by=_name(by))
    content = content_of(current).next_version(status=status)
    content = content.reviewed(_seen(report, reviews=reviews).standing)
    return _issue(report, content=content, by=by, lane=Lane.URGENT, reviews=reviews)


def amend(
    report: Report,
    *,
    reason: str,
    by: User,
    addendum: str = "",
    withdrawn: Collection[str] = (),
    number: int | None = None,
) -> ReportVersion:
    """Change a signed report by adding a version that says why.

    addendum: what the clinician adds in their own words.
    withdrawn: identifiers of sentences they do not stand by; the sentences are never rewritten.
    number: the version that the clinician has read.
    Raises RoleNotAllowed, ReportOutdated, ReportNotSigned, NoSuchStatement.
    """
    require(by, Capability.SIGN_REPORTS)
    current = _current(report, read=number)
    if current.state == ReportState.PRELIMINARY:
        raise ReportNotSigned
    before = content_of(current)
    _must_hold(before, statements=withdrawn)
    at, name = _now(), _name(by)
    status = Status(
        state=ReportState.AMENDED, number=current.number + 1, at=at, by=name, reason=reason
    )
    added = Addendum(at=at, by=name, text=Verbatim(text=addendum)) if addendum else None
    content = before.next_version(status=status, withdrawn=withdrawn, addendum=added)
    return _issue(report, content=content, by=by, lane=Lane.URGENT)


def _issue(
    report: Report, *, content: ReportContent, by: User, lane: Lane, reviews: int | None = None
) -> ReportVersion:
    """Add the version that the content's status tells of, and have it rendered.

    reviews: how many verdicts the content bears, where one that came meanwhile is to refuse it.
    """
    stored = keep_content(content, organisation=report.case.organisation)  # bytes before rows
    with transaction.atomic():
        queries.hold(report)
        if reviews is not None:
            _seen(report, reviews=reviews)
        version = _add_version(report, status=content.status, stored=stored, by=by)
        _render(version, by=by, lane=lane)
        audit.record_event(ACTIONS[content.status.state], by=by, subject=report, case=report.case)
    return version


def _add_version(
    report: Report, *, status: Status, stored: StoredObject, by: User
) -> ReportVersion:
    content = enter_content(stored, version=status.number, case=report.case, by=by)
    try:
        with transaction.atomic():
            return ReportVersion.objects.create(
                report=report,
                number=status.number,
                state=status.state,
                content=content,
                reason=status.reason,
                signed_by=by if status.by else None,
                issued_at=status.at,
            )
    except IntegrityError as error:  # someone else issued this number in the meantime
        raise ReportOutdated(read=status.number - 1, current=status.number) from error


def _render(version: ReportVersion, *, by: User, lane: Lane) -> Job:
    pictures = version.report.pictures.select_related("artifact__stored")
    return jobs.submit(
        report_rendering,
        params=RenderingParams(),
        inputs={CONTENT: version.content} | {each.name: each.artifact for each in pictures},
        case=version.report.case,
        by=by,
        lane=lane,
    )


def _current(report: Report, *, read: int | None) -> ReportVersion:
    current = queries.current(report)
    if read is not None and read != current.number:
        raise ReportOutdated(read=read, current=current.number)
    return current


def _seen(report: Report, *, reviews: int) -> Reviews:
    found = reviews_of(report)
    if found.entered != reviews:
        raise ReviewsUnseen(seen=reviews, entered=found.entered)
    return found


def _must_hold(content: ReportContent, *, statements: Collection[str]) -> None:
    known = {statement.id for statement in content.statements()}
    for statement in statements:
        if statement not in known:
            raise NoSuchStatement(statement=statement)


def _now() -> datetime:
    """The local time of the installation, to the second: what stands on the report."""
    return timezone.localtime().replace(microsecond=0)


def _name(user: User) -> str:
    return user.name or user.email
