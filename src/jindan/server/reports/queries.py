"""Which reports a person may see, and which of their versions and PDFs is meant."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.kit.locking import lock_row
from jindan.server.patients.queries import in_visible_case
from jindan.server.reports.errors import ReportNotRendered
from jindan.server.reports.models import Rendering, Report, ReportVersion
from jindan.server.roles import Capability, may

RETRY_AFTER_S = 2


def visible_to(user: User) -> QuerySet[Report]:
    """Return the reports of the cases this person may see, for those whose role reads findings.

    Without IDENTIFY_PATIENTS, those whose first version is de-identified or was drafted for the person.
    """
    if not may(user, Capability.READ_FINDINGS):
        return Report.objects.none()
    reports = Report.objects.filter(in_visible_case(user))
    if may(user, Capability.IDENTIFY_PATIENTS):
        return reports
    readable = Q(content__is_deidentified=True) | Q(content__created_by=user)
    drafts = ReportVersion.objects.filter(readable, report=OuterRef("pk"), number=1)
    return reports.filter(Exists(drafts))


def with_versions(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Return the reports with all that is shown of them: versions in order, their PDFs, subjects."""
    renderings = Rendering.objects.select_related("artifact")
    versions = (
        ReportVersion.objects.select_related("content")
        .order_by("number")
        .prefetch_related(Prefetch("renderings", queryset=renderings))
    )
    subjects = Subject.objects.select_related("case").order_by("kind", "number", "version")
    return reports.select_related("case").prefetch_related(
        Prefetch("versions", queryset=versions), Prefetch("subjects", queryset=subjects)
    )


def current(report: Report) -> ReportVersion:
    """Return the newest version. A report has at least one."""
    return report.versions.select_related("content__stored").order_by("-number")[0]


def is_superseded(report: Report) -> bool:
    """Return whether a newer version of one of its documents was filed.

    A newer segmentation does not count: two networks may both be right to report on one scan.
    """
    newer = Subject.objects.filter(
        kind=OuterRef("kind"),
        of=OuterRef("of"),
        version__gt=OuterRef("version"),
        reports__isnull=False,
    )
    documents = report.subjects.filter(kind=SubjectKind.DOCUMENT)
    return documents.filter(Exists(newer)).exists()


def lock(report: Report) -> None:
    """Wait until nobody else signs or reviews the report, and keep it so until the transaction ends."""
    lock_row(report)


def version(report: Report, *, number: int | None = None) -> ReportVersion:
    """Return one version by number, or the newest. Raises Http404."""
    if number is None:
        return current(report)
    return get_object_or_404(report.versions.select_related("content__stored"), number=number)


def pdf(version: ReportVersion, *, language: str) -> Artifact:
    """Return the newest PDF of a version in a language. Raises ReportNotRendered."""
    renderings = Rendering.objects.filter(version=version, language=language)
    rendering = (
        renderings.select_related("artifact__stored", "artifact__case")
        .order_by("-created_at", "-id")
        .first()
    )
    if rendering is None:
        headers = {"Retry-After": str(RETRY_AFTER_S)}
        raise ReportNotRendered(headers=headers, number=version.number)
    return rendering.artifact
