"""Assays and risk scores a person may see."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.queries import visible_to as artifacts_visible_to
from jindan.server.assays.models import Assay, CohortScore, RiskScore, Specimen
from jindan.server.patients.models import Case
from jindan.server.patients.queries import in_visible_case
from jindan.server.reports.queries import visible_to as reports_visible_to
from jindan.server.roles import Capability, may


def assays_visible_to(user: User) -> QuerySet[Assay]:
    """Return the assays of the cases this person may see. Roles that read no findings see none."""
    assays = Assay.objects.filter(in_visible_case(user))
    assays = assays.select_related("specimen__case", "table")
    assays = assays.prefetch_related("panel")  # few: MariaDB would begin a join at them, and sort
    return assays if may(user, Capability.READ_FINDINGS) else assays.none()


def risk_scores_visible_to(user: User) -> QuerySet[RiskScore]:
    """Return the risk scores of those cases, with their files."""
    newest_first = reports_visible_to(user).order_by("-created_at", "-id")
    scores = RiskScore.objects.filter(in_visible_case(user))
    scores = scores.select_related(
        "specimen__case", "case", "subject__case", "job"
    ).prefetch_related(
        "files__artifact__stored", Prefetch("subject__reports", queryset=newest_first)
    )
    return scores if may(user, Capability.READ_FINDINGS) else scores.none()


def cohort_scores_visible_to(user: User) -> QuerySet[CohortScore]:
    """Return the cohort answers of those cases."""
    scores = CohortScore.objects.filter(in_visible_case(user)).select_related("job", "scores")
    return scores if may(user, Capability.READ_FINDINGS) else scores.none()


def label_for(specimen: Specimen, *, is_own: bool, to: User) -> str:
    """Return the laboratory's label, which may be a name, or a neutral one for roles that may not identify patients.

    is_own: the reader brought the table that it stands in, and sees it as it is.
    """
    if is_own or may(to, Capability.IDENTIFY_PATIENTS):
        return specimen.label
    return f"SPECIMEN-{specimen.pk.hex[:8]}"


def tables_of(case: Case, *, ids: Sequence[UUID], user: User) -> list[Artifact]:
    """Return the named files of a case, in the order named. Raises Http404 when one is not there to be seen."""
    artifacts = artifacts_visible_to(user).filter(case=case).in_bulk(ids)
    if missing := set(ids) - artifacts.keys():
        raise Http404(len(missing))
    return [artifacts[id] for id in dict.fromkeys(ids)]
