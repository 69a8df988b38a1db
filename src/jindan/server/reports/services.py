"""Draft, sign and amend reports. Each step adds a version and changes no earlier one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from jindan.report.blocks import Fact
from jindan.report.building import Chapter, build
from jindan.report.content import (
    Addendum,
    Header,
    ReportContent,
    ReportState,
    ReportStatus,
    SignatureProof,
)
from jindan.report.wording import Phrase, Verbatim
from jindan.server.accounts.models import User
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.audit import services as audit
from jindan.server.findings.models import Subject
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import Job, Priority
from jindan.server.patients.models import Case
from jindan.server.reports import queries
from jindan.server.reports.contents import content_of, enter_content, store_content
from jindan.server.reports.errors import (
    NoSuchFinding,
    ReportAlreadySigned,
    ReportNotSigned,
    ReportOutdated,
    ReportSuperseded,
    ReviewsUnseen,
)
from jindan.server.reports.models import Report, ReportPicture, ReportVersion
from jindan.server.reports.rendering import report_rendering
from jindan.server.reports.reviewing import Reviews, reviews_of
from jindan.server.roles import Capability, require
from jindan.typesetting.rendered import CONTENT, RenderingParams

ACTIONS = {
    ReportState.PRELIMINARY: "report.drafted",
    ReportState.FINAL: "report.signed",
    ReportState.AMENDED: "report.amended",
}


@transaction.atomic
def draft(
    job: Job,
    *,
    title: Phrase,
    facts: Sequence[Fact],
    chapters: Sequence[Chapter],
    subjects: Sequence[Subject],
    pictures: Mapping[str, Artifact],
    is_deidentified: bool = False,
) -> Report:
    """Make the preliminary report on some subjects, in the transaction that completes the job.

    Its PDFs follow by a job of their own.

    facts: for its head. pictures: PNG files by role, or by `role.ko` and `role.en` where a picture
    has words in it. is_deidentified: the slice vouches that no patient is named in any of it.
    """
    content = build(_header(job.case, title=title, facts=facts), chapters)
    report = Report.objects.create(case=job.case, kind=job.kind)
    report.subjects.set(subjects)
    ReportPicture.objects.bulk_create(
        ReportPicture(report=report, name=name, artifact=artifact)
        for name, artifact in pictures.items()
    )
    status = ReportStatus(state=ReportState.PRELIMINARY, number=1, at=_now())
    first = ReportContent.of(content, id=str(report.pk), status=status)
    _issue(
        report,
        content=first,
        is_deidentified=is_deidentified,
        by=job.requested_by,
        priority=Priority(job.priority),
    )
    return report


def _header(case: Case, *, title: Phrase, facts: Sequence[Fact]) -> Header:
    return Header(
        title=title,
        organisation=Verbatim(text=case.organisation.name),
        patient_code=Verbatim(text=case.patient.code),
        case=Verbatim(text=str(case.pk)[:8]),  # never its title, which may name the patient
        facts=tuple(facts),
    )


def sign(
    report: Report, *, by: User, proof: ProofMethod, number: int | None = None, reviews: int = 0
) -> ReportVersion:
    """Make a preliminary report final by a clinician's signature, with the verdicts on its sentences.

    proof: how the clinician has proved this very act (`signing.signature`).
    number: the version that the clinician has read.
    reviews: how many verdicts had been entered then. They are signed too, so one more refuses the signature.
    Raises RoleNotAllowed, ReportOutdated, ReportAlreadySigned, ReportSuperseded, ReviewsUnseen.
    """
    require(by, Capability.SIGN_REPORTS)
    current = _current(report, read=number)
    if current.state != ReportState.PRELIMINARY:
        raise ReportAlreadySigned
    if queries.is_superseded(report):
        raise ReportSuperseded
    status = ReportStatus(
        state=ReportState.FINAL,
        number=current.number + 1,
        at=_now(),
        by=_name(by),
        proof=SignatureProof(proof),
    )
    content = content_of(current).next_version(status=status)
    content = content.reviewed(expect_seen(report, reviews=reviews).by_statement)
    return _issue(
        report,
        content=content,
        is_deidentified=current.content.is_deidentified and not content.has_typed_words,
        by=by,
        priority=Priority.URGENT,
        reviews=reviews,
    )


def amend(
    report: Report,
    *,
    reason: str,
    by: User,
    proof: ProofMethod,
    addendum: str = "",
    withdrawn: Collection[str] = (),
    number: int | None = None,
) -> ReportVersion:
    """Change a signed report by adding a version that says why.

    proof: how the clinician has proved this very act (`signing.amendment`).
    addendum: what the clinician adds in their own words.
    withdrawn: ids of findings that no longer hold. Whatever names one is marked and nothing is rewritten.
    number: the version that the clinician has read.
    Raises RoleNotAllowed, ReportOutdated, ReportNotSigned, NoSuchFinding.
    """
    require(by, Capability.SIGN_REPORTS)
    current = _current(report, read=number)
    if current.state == ReportState.PRELIMINARY:
        raise ReportNotSigned
    before = content_of(current)
    known = before.by_id()
    for finding in withdrawn:
        if finding not in known:
            raise NoSuchFinding(finding=finding)
    at, name = _now(), _name(by)
    status = ReportStatus(
        state=ReportState.AMENDED,
        number=current.number + 1,
        at=at,
        by=name,
        proof=SignatureProof(proof),
        reason=reason,
    )
    added = Addendum(at=at, by=name, text=Verbatim(text=addendum)) if addendum else None
    content = before.next_version(status=status, withdrawn=withdrawn, addendum=added)
    return _issue(report, content=content, is_deidentified=False, by=by, priority=Priority.URGENT)


def _issue(
    report: Report,
    *,
    content: ReportContent,
    is_deidentified: bool,
    by: User,
    priority: Priority,
    reviews: int | None = None,
) -> ReportVersion:
    """Add the version that the content is of, and have it rendered.

    reviews: how many verdicts the content bears, where one that came meanwhile is to refuse it.
    """
    stored = store_content(content, organisation=report.case.organisation)  # bytes before rows
    with transaction.atomic():
        queries.lock(report)
        if reviews is not None:
            expect_seen(report, reviews=reviews)
        version = _add_version(
            report, status=content.status, stored=stored, is_deidentified=is_deidentified, by=by
        )
        _render(version, by=by, priority=priority)
        audit.record_event(ACTIONS[content.status.state], by=by, subject=report, case=report.case)
        if proof := content.status.proof:
            proved = f"signature.proved-by-{proof}"
            audit.record_event(proved, by=by, subject=report, case=report.case)
    return version


def _add_version(
    report: Report, *, status: ReportStatus, stored: StoredObject, is_deidentified: bool, by: User
) -> ReportVersion:
    version = ReportVersion(
        report=report,
        number=status.number,
        state=status.state,
        content=enter_content(
            stored,
            version=status.number,
            case=report.case,
            by=by,
            is_deidentified=is_deidentified,
        ),
        signed_by=by if status.by else None,
        proof=status.proof or "",
        issued_at=status.at,
    )
    version.sealed_reason = version.sealed(status.reason, column="reason")
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError as error:  # someone else issued this number in the meantime
        raise ReportOutdated(read=status.number - 1, current=status.number) from error
    return version


def _render(version: ReportVersion, *, by: User, priority: Priority) -> Job:
    pictures = version.report.pictures.select_related("artifact__stored")
    return jobs.enqueue(
        report_rendering,
        params=RenderingParams(),
        inputs={CONTENT: version.content}
        | {picture.name: picture.artifact for picture in pictures},
        case=version.report.case,
        by=by,
        priority=priority,
    )


def _current(report: Report, *, read: int | None) -> ReportVersion:
    current = queries.current(report)
    if read is not None and read != current.number:
        raise ReportOutdated(read=read, current=current.number)
    return current


def expect_seen(report: Report, *, reviews: int) -> Reviews:
    """Return the verdicts on a report, if there are as many as were seen. Raises ReviewsUnseen."""
    entered = reviews_of(report)
    if entered.count != reviews:
        raise ReviewsUnseen(seen=reviews, entered=entered.count)
    return entered


def _now() -> datetime:
    """Return the local time of the installation, to the second, as a report prints it."""
    return timezone.localtime().replace(microsecond=0)


def _name(user: User) -> str:
    return user.name or user.email
