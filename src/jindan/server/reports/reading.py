"""Reports as people read them: each look is noted, and a saved file is an export."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jindan.report.content import ReportContent
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.queries import may_read_all
from jindan.server.audit import services as audit
from jindan.server.kit.problems import NotFound
from jindan.server.patients.queries import cases_visible_to
from jindan.server.reports import queries
from jindan.server.reports.contents import content_of
from jindan.server.reports.models import Report, ReportVersion
from jindan.server.reports.reviewing import Reviews, reviews_of


@transaction.atomic
def read_reports(case_id: UUID, *, by: User) -> QuerySet[Report]:
    """Return the reports of a case, to be listed, and note the look. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.with_versions(queries.visible_to(by)).filter(case=case)


def look_at(report: Report, *, by: User) -> None:
    """Note that a person looks at a report, its versions or its PDF."""
    audit.record_look("report.read", by=by, subject=report, case=report.case)


@transaction.atomic
def read(report: Report, *, number: int | None = None, by: User) -> tuple[ReportContent, Reviews]:
    """Return the content of a version, by default the newest, and note the look.

    A preliminary version comes with its reviews. Raises Http404.
    """
    version = queries.version(report, number=number)
    look_at(report, by=by)
    return said_in(version)


def said_in(version: ReportVersion) -> tuple[ReportContent, Reviews]:
    """Return the content of a version, a preliminary one with its reviews. The caller audits the read."""
    content, reviews = content_of(version), reviews_of(version.report)
    return content if content.status.by else content.reviewed(reviews.by_statement), reviews


@transaction.atomic
def read_pdf(
    report: Report, *, language: str, number: int | None, is_saved: bool, by: User
) -> Artifact:
    """Return the PDF of a version, by default the newest, and note the look or, where a file is saved, the export.

    Raises Http404, also for a PDF with typed words where they are hidden from the person, and ReportNotRendered.
    """
    pdf = queries.pdf(queries.version(report, number=number), language=language)
    if not may_read_all([pdf], by=by):
        raise NotFound
    if is_saved:
        audit.record_event("report.exported", by=by, subject=report, case=report.case)
    else:
        look_at(report, by=by)
    return pdf
