"""Assays over HTTP: ask a model about tables of a case, read what it said."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from pydantic import Field

from jindan.server.accounts.security import person
from jindan.server.assays import queries, services
from jindan.server.assays.asking_schemas import CohortScoresIn, RiskScoreIn
from jindan.server.assays.cohorts import omics_cohort
from jindan.server.assays.model_schemas import (
    OmicsModelCardOut,
    OmicsModelOut,
    model_card_out,
    model_out,
)
from jindan.server.assays.risk import omics_risk
from jindan.server.assays.schemas import (
    AssayOut,
    CohortScoreOut,
    RiskScoreOut,
    assay_out,
    cohort_score_out,
    risk_score_out,
)
from jindan.server.jobs.analysis import Analysis
from jindan.server.jobs.models import Priority
from jindan.server.jobs.schemas import IdempotencyKey, JobOut, job_out
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, require

router = Router(tags=["assays"])

OmicsModelsOut = Annotated[list[OmicsModelOut], Field(max_length=1000)]
"""No installation has more models."""


@router.get("/omics-models", response={200: OmicsModelsOut, **PROBLEMS})
def list_omics_models(request: HttpRequest) -> list[OmicsModelOut]:
    """Return the models that are installed here, with their figures and limits."""
    person(request)
    language = language_of(request)
    return [model_out(manifest, language=language) for manifest in services.models()]


@router.get("/omics-models/{name}", response={200: OmicsModelCardOut, **PROBLEMS})
def get_omics_model(request: HttpRequest, name: str) -> OmicsModelCardOut:
    """Return a model with what its panels read, and its card."""
    person(request)
    described = services.model(name)
    return model_card_out(described.manifest, card=described.card, language=language_of(request))


@router.post("/cases/{case_id}/risk-scores", response={202: JobOut, **PROBLEMS})
def request_risk_score(
    request: HttpRequest, case_id: UUID, body: RiskScoreIn, idempotency_key: IdempotencyKey = None
) -> Status[JobOut]:
    """Ask a model about the tables of one specimen. Answers with the job to follow."""
    return _requested(request, case_id, body, analysis=omics_risk, key=idempotency_key)


@router.get("/cases/{case_id}/risk-scores", response={200: PageOut[RiskScoreOut], **PROBLEMS})
def list_risk_scores(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[RiskScoreOut]:
    """Return the risk scores of a case, newest first."""
    scores = services.read_risk_scores(case_id, by=person(request))
    language = language_of(request)
    return page(scores, cursor=paging.cursor, size=paging.size).each(
        lambda score: risk_score_out(score, to=person(request), language=language)
    )


@router.get("/risk-scores/{risk_score_id}", response={200: RiskScoreOut, **PROBLEMS})
def get_risk_score(request: HttpRequest, risk_score_id: UUID) -> RiskScoreOut:
    """Return a risk score with classes, contributions, notes and charts."""
    score = services.read_risk_score(risk_score_id, by=person(request))
    return risk_score_out(score, to=person(request), language=language_of(request))


@router.get("/cases/{case_id}/assays", response={200: PageOut[AssayOut], **PROBLEMS})
def list_assays(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[AssayOut]:
    """Return the assays of a case, newest first."""
    assays = services.read_assays(case_id, by=person(request))
    return page(assays, cursor=paging.cursor, size=paging.size).each(
        lambda assay: assay_out(assay, to=person(request))
    )


@router.post("/cases/{case_id}/cohort-scores", response={202: JobOut, **PROBLEMS})
def request_cohort_scores(
    request: HttpRequest,
    case_id: UUID,
    body: CohortScoresIn,
    idempotency_key: IdempotencyKey = None,
) -> Status[JobOut]:
    """Ask a model about every row of tables. Answers with the job to follow."""
    return _requested(request, case_id, body, analysis=omics_cohort, key=idempotency_key)


@router.get("/cases/{case_id}/cohort-scores", response={200: PageOut[CohortScoreOut], **PROBLEMS})
def list_cohort_scores(request: HttpRequest, case_id: UUID, paging: Paging) -> Page[CohortScoreOut]:
    """Return the cohort answers of a case, newest first."""
    scores = services.read_cohort_scores(case_id, by=person(request))
    language = language_of(request)
    return page(scores, cursor=paging.cursor, size=paging.size).each(
        lambda score: cohort_score_out(score, to=person(request), language=language)
    )


def _requested(
    request: HttpRequest,
    case_id: UUID,
    body: CohortScoresIn,
    *,
    analysis: Analysis[Any, Any],
    key: str | None,
) -> Status[JobOut]:
    user = person(request)
    require(user, Capability.REQUEST_ANALYSES)
    case = get_object_or_404(cases_visible_to(user), pk=case_id)
    job = services.request_scores(
        case,
        analysis=analysis,
        tables=queries.tables_of(case, ids=body.artifacts, user=user),
        params=body.params(),
        priority=Priority[body.priority.name],
        idempotency_key=key,
        by=user,
    )
    return Status(202, job_out(job, request))
