"""Which reports a person may see, and which of their versions and PDFs is meant."""

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.patients.queries import cases_visible_to
from jindan.server.reports.errors import ReportNotRendered
from jindan.server.reports.models import Rendering, Report, ReportVersion
from jindan.server.roles import Capability, may

RETRY_AFTER_S = 2


def visible_to(user: User) -> QuerySet[Report]:
    """The reports of the cases this person may see, for those whose role reads findings."""
    if not may(user, Capability.READ_FINDINGS):
        return Report.objects.none()
    versions = ReportVersion.objects.order_by("number").prefetch_related("renderings")
    found = Report.objects.filter(case__in=cases_visible_to(user))
    return found.select_related("case", "job").prefetch_related(
        Prefetch("versions", queryset=versions)
    )


def current(report: Report) -> ReportVersion:
    """The newest version; a report has at least one."""
    return report.versions.select_related("content__stored").order_by("-number")[0]


def hold(report: Report) -> None:
    """Wait until nobody else signs or reviews the report, and keep it so until the transaction ends."""
    Report.objects.select_for_update().get(pk=report.pk)


def version(report: Report, *, number: int | None = None) -> ReportVersion:
    """One version by number, or the newest. Raises Http404."""
    if number is None:
        return current(report)
    return get_object_or_404(report.versions.select_related("content__stored"), number=number)


def pdf(version: ReportVersion, *, language: str) -> Artifact:
    """The newest PDF of a version in a language. Raises ReportNotRendered."""
    renderings = Rendering.objects.filter(version=version, language=language)
    rendering = renderings.select_related("artifact__stored").order_by("-created_at", "-id").first()
    if rendering is None:
        headers = {"Retry-After": str(RETRY_AFTER_S)}
        raise ReportNotRendered(headers=headers, number=version.number)
    return rendering.artifact
