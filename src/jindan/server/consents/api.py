"""The consents of patients over HTTP."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from jindan.server.accounts.security import person
from jindan.server.audit import services as audit
from jindan.server.consents import queries, services
from jindan.server.consents.schemas import (
    ConsentIn,
    ConsentOut,
    ConsentsOut,
    consent_out,
    consents_out,
)
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients.models import Patient
from jindan.server.patients.queries import policy_of, visible_to

router = Router(tags=["consents"])


@router.get("/patients/{patient_id}/consents", response={200: ConsentsOut, **PROBLEMS})
def see_consents(request: HttpRequest, patient_id: UUID) -> ConsentsOut:
    """Get what a patient consents to, for each purpose."""
    patient = _patient(request, patient_id)
    audit.record_look("patient.read", by=person(request), subject=patient, patient_id=patient.pk)
    consents = queries.consents_visible_to(person(request), patient_id=patient.pk)
    policy = policy_of(patient.organisation_id)
    return consents_out(list(consents.filter(is_current=True)), policy=policy)


@router.post("/patients/{patient_id}/consents", response={201: ConsentOut, **PROBLEMS})
def record_consent(request: HttpRequest, patient_id: UUID, wanted: ConsentIn) -> Status[ConsentOut]:
    """Record a decision of a patient. Without consent, jobs that serve the purpose are cancelled at once."""
    consent = services.record(
        _patient(request, patient_id),
        purpose=wanted.purpose,
        decision=wanted.decision,
        basis=wanted.basis,
        by=person(request),
    )
    return Status(HTTPStatus.CREATED, consent_out(consent))


@router.get(
    "/patients/{patient_id}/consents/history", response={200: PageOut[ConsentOut], **PROBLEMS}
)
def list_consents(request: HttpRequest, patient_id: UUID, paging: Paging) -> Page[ConsentOut]:
    """List every decision of a patient, newest first."""
    patient = _patient(request, patient_id)
    audit.record_look("patient.read", by=person(request), subject=patient, patient_id=patient.pk)
    consents = queries.consents_visible_to(person(request), patient_id=patient.pk)
    return page(consents, cursor=paging.cursor, size=paging.size).each(consent_out)


def _patient(request: HttpRequest, patient_id: UUID) -> Patient:
    return get_object_or_404(visible_to(person(request)), pk=patient_id)
