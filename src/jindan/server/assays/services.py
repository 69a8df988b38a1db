"""Ask models about the tables of a case, and look at what they said; each look leaves an audit event."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from jindan.omics import installed
from jindan.omics.errors import ModelNotUsable
from jindan.omics.findings import CohortParams, RiskParams
from jindan.omics.manifest import Manifest
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import Artifact
from jindan.server.assays import queries
from jindan.server.assays.cohorts import omics_cohort
from jindan.server.assays.models import Assay, CohortScore, RiskScore
from jindan.server.assays.risk import omics_risk
from jindan.server.audit import services as audit
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import Job, Lane
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to


def request_risk_score(
    case: Case,
    *,
    tables: Sequence[Artifact],
    params: RiskParams,
    lane: Lane,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Ask a model about one specimen. Raises UnknownModel and ModelNotUsable."""
    _answering(params.model, overrides=params.overrides)
    return jobs.submit(
        omics_risk,
        params=params,
        inputs=_roles(tables),
        case=case,
        by=by,
        lane=lane,
        idempotency_key=idempotency_key,
    )


def request_cohort_scores(
    case: Case,
    *,
    tables: Sequence[Artifact],
    params: CohortParams,
    lane: Lane,
    idempotency_key: str | None,
    by: User,
) -> Job:
    """Ask a model about every row. Raises UnknownModel and ModelNotUsable."""
    _answering(params.model, overrides=params.overrides)
    return jobs.submit(
        omics_cohort,
        params=params,
        inputs=_roles(tables),
        case=case,
        by=by,
        lane=lane,
        idempotency_key=idempotency_key,
    )


def models() -> list[Manifest]:
    """The models that are installed here."""
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
    """One model with its card. Raises UnknownModel."""
    return DescribedModel(
        manifest=installed.describe(name, assets=settings.ASSETS),
        card=installed.card(name, assets=settings.ASSETS),
    )


@transaction.atomic
def read_assays(case_id: UUID, *, by: User) -> QuerySet[Assay]:
    """The assays of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_event("assay.listed", by=by, subject=case, case=case)
    return queries.assays_visible_to(by).filter(specimen__case=case)


@transaction.atomic
def read_risk_scores(case_id: UUID, *, by: User) -> QuerySet[RiskScore]:
    """The risk scores of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_event("risk-score.listed", by=by, subject=case, case=case)
    return queries.risk_scores_visible_to(by).filter(specimen__case=case)


@transaction.atomic
def read_risk_score(risk_score_id: UUID, *, by: User) -> RiskScore:
    """A risk score, to be looked at. Raises Http404."""
    found = get_object_or_404(queries.risk_scores_visible_to(by), pk=risk_score_id)
    audit.record_event("risk-score.read", by=by, subject=found, case=found.specimen.case)
    return found


@transaction.atomic
def read_cohort_scores(case_id: UUID, *, by: User) -> QuerySet[CohortScore]:
    """The cohort answers of a case, to be listed. Raises Http404."""
    case = get_object_or_404(cases_visible_to(by), pk=case_id)
    audit.record_event("cohort-score.listed", by=by, subject=case, case=case)
    return queries.cohort_scores_visible_to(by).filter(case=case)


def _answering(name: str, *, overrides: bool) -> None:
    """Refuse a model that is unknown or no better than chance before anything is queued."""
    manifest = installed.describe(name, assets=settings.ASSETS)
    if not (manifest.is_usable or overrides):
        raise ModelNotUsable(name=name)


def _roles(tables: Sequence[Artifact]) -> dict[str, Artifact]:
    return {f"table-{number:03d}": table for number, table in enumerate(tables, start=1)}
