"""Ask models about the tables of a case, and look at what they said. Each look leaves an audit event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from pydantic import BaseModel

from jindan.omics import installed
from jindan.omics.assessment import CohortParams
from jindan.omics.errors import ModelNotUsable
from jindan.omics.manifest import Manifest
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.assays import queries
from jindan.server.assays.models import Assay, CohortScore, RiskScore
from jindan.server.audit import services as audit
from jindan.server.jobs import services as jobs
from jindan.server.jobs.analysis import Analysis
from jindan.server.jobs.models import Job, Priority
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to

P = TypeVar("P", bound=CohortParams)
R = TypeVar("R", bound=BaseModel)


def request_scores(
    case: Case,
    *,
    analysis: Analysis[P, R],
    tables: Sequence[Artifact],
    params: P,
    priority: Priority,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Ask a model about one specimen (`omics_risk`) or about every row (`omics_cohort`).

    A model that is unknown or no better than chance is refused before anything is queued. Raises UnknownModel and
    ModelNotUsable.
    """
    manifest = installed.describe(params.model, assets=settings.ASSETS)
    if not (manifest.is_usable or params.overrides):
        raise ModelNotUsable(name=params.model)
    return jobs.submit(
        analysis,
        params=params,
        inputs={f"table-{number:03d}": table for number, table in enumerate(tables, start=1)},
        case=case,
        by=by,
        priority=priority,
        idempotency_key=idempotency_key,
    )


def models() -> list[Manifest]:
    """Return the models that are installed here."""
    return [
        installed.describe(name, assets=settings.ASSETS)
        for name in installed.names(assets=settings.ASSETS)
    ]


@dataclass(frozen=True, kw_only=True)
class DescribedModel:
    """A model that is installed here, with its card."""

    manifest: Manifest
    card: str


def model(name: str) -> DescribedModel:
    """Return one model with its card. Raises UnknownModel."""
    return DescribedModel(
        manifest=installed.describe(name, assets=settings.ASSETS),
        card=installed.card(name, assets=settings.ASSETS),
    )


@transaction.atomic
def read_assays(case_id: UUID, *, by: User) -> QuerySet[Assay]:
    """Return the assays of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.assays_visible_to(by).filter(case=case)


@transaction.atomic
def read_risk_scores(case_id: UUID, *, by: User) -> QuerySet[RiskScore]:
    """Return the risk scores of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.risk_scores_visible_to(by).filter(case=case)


@transaction.atomic
def read_risk_score(risk_score_id: UUID, *, by: User) -> RiskScore:
    """Return a risk score, to be looked at. Raises Http404."""
    score = get_object_or_404(queries.risk_scores_visible_to(by), pk=risk_score_id)
    audit.record_look("risk-score.read", by=by, subject=score, case=score.case)
    return score


@transaction.atomic
def read_cohort_scores(case_id: UUID, *, by: User) -> QuerySet[CohortScore]:
    """Return the cohort answers of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.cohort_scores_visible_to(by).filter(case=case)
