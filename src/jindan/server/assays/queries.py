"""Assays and risk scores a person may see."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.queries import visible_to as artifacts_visible_to
from jindan.server.assays.models import Assay, CohortScore, RiskScore
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may


def assays_visible_to(user: User) -> QuerySet[Assay]:
    """The assays of the cases this person may see; none for roles that see no findings."""
    found = Assay.objects.filter(specimen__case__in=cases_visible_to(user))
    found = found.select_related("specimen", "panel")
    return found if may(user, Capability.READ_FINDINGS) else found.none()


def risk_scores_visible_to(user: User) -> QuerySet[RiskScore]:
    """The risk scores of those cases, with their files."""
    found = RiskScore.objects.filter(specimen__case__in=cases_visible_to(user))
    found = found.select_related("specimen__case", "job").prefetch_related(
        "files__artifact__stored"
    )
    return found if may(user, Capability.READ_FINDINGS) else found.none()


def cohort_scores_visible_to(user: User) -> QuerySet[CohortScore]:
    """The cohort answers of those cases."""
    found = CohortScore.objects.filter(case__in=cases_visible_to(user)).select_related("job")
    return found if may(user, Capability.READ_FINDINGS) else found.none()


def tables_of(case: Case, *, ids: Sequence[UUID], user: User) -> list[Artifact]:
    """The named files of a case, in the order named. Raises Http404 when one is not there to be seen."""
    found = artifacts_visible_to(user).filter(case=case).in_bulk(ids)
    if missing := set(ids) - found.keys():
        raise Http404(len(missing))
    return [found[each] for each in dict.fromkeys(ids)]
