"""Patients and their cases over HTTP."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from ninja import Query, Router, Status

from jindan.server.accounts.security import person
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients import services
from jindan.server.patients.models import Patient
from jindan.server.patients.schemas import (
    CaseFilter,
    CaseIn,
    CaseOut,
    CasePatch,
    IdentityIn,
    PatientFilter,
    PatientIn,
    PatientOut,
    PatientPatch,
    PatientRowOut,
    case_out,
    patient_out,
)
from jindan.server.patients.sealing import PatientIdentity

router = Router(tags=["patients"])


@router.post("/patients", response={201: PatientOut, **PROBLEMS})
def create_patient(request: HttpRequest, wanted: PatientIn) -> Status[PatientOut]:
    """Add a patient under a pseudonymous code."""
    user = person(request)
    patient = services.create_patient(
        by=user,
        code=wanted.code,
        sex_at_birth=wanted.sex_at_birth,
        identity=_identity(wanted.identity),
    )
    return Status(201, patient_out(patient, to=user))


@router.get("/patients", response={200: PageOut[PatientRowOut], **PROBLEMS})
def list_patients(
    request: HttpRequest, wanted: Query[PatientFilter], paging: Paging
) -> Page[Patient]:
    """List the patients of your organisation by code, newest first."""
    patients = wanted.filter(services.list_patients(by=person(request)))
    return page(patients, cursor=paging.cursor, size=paging.size)


@router.get("/patients/{patient_id}", response={200: PatientOut, **PROBLEMS})
def get_patient(request: HttpRequest, patient_id: UUID) -> PatientOut:
    """Get a patient, with name and birth date for roles that may see them."""
    user = person(request)
    return patient_out(services.read_patient(patient_id, by=user), to=user)


@router.patch("/patients/{patient_id}", response={200: PatientOut, **PROBLEMS})
@transaction.atomic
def amend_patient(request: HttpRequest, patient_id: UUID, change: PatientPatch) -> PatientOut:
    """Correct a patient."""
    user = person(request)
    patient = services.amend_patient(
        services.read_patient(patient_id, by=user),
        by=user,
        code=change.code,
        sex_at_birth=change.sex_at_birth,
        identity=_identity(change.identity),
    )
    return patient_out(patient, to=user)


@router.post("/cases", response={201: CaseOut, **PROBLEMS})
@transaction.atomic
def create_case(request: HttpRequest, wanted: CaseIn) -> Status[CaseOut]:
    """Open a case of a patient."""
    user = person(request)
    patient = services.read_patient(wanted.patient_id, by=user)
    return Status(
        201, case_out(services.create_case(patient, by=user, title=wanted.title), to=user)
    )


@router.get("/cases", response={200: PageOut[CaseOut], **PROBLEMS})
def list_cases(request: HttpRequest, wanted: Query[CaseFilter], paging: Paging) -> Page[CaseOut]:
    """List the cases of your organisation, newest first."""
    user = person(request)
    cases = wanted.filter(services.list_cases(by=user, patient_id=wanted.patient_id))
    return page(cases, cursor=paging.cursor, size=paging.size).each(
        lambda case: case_out(case, to=user)
    )


@router.get("/cases/{case_id}", response={200: CaseOut, **PROBLEMS})
def get_case(request: HttpRequest, case_id: UUID) -> CaseOut:
    """Get a case."""
    user = person(request)
    return case_out(services.read_case(case_id, by=user), to=user)


@router.patch("/cases/{case_id}", response={200: CaseOut, **PROBLEMS})
@transaction.atomic
def retitle_case(request: HttpRequest, case_id: UUID, change: CasePatch) -> CaseOut:
    """Change the title of a case."""
    user = person(request)
    case = services.read_case(case_id, by=user)
    return case_out(services.retitle_case(case, by=user, title=change.title), to=user)


def _identity(body: IdentityIn | None) -> PatientIdentity | None:
    return PatientIdentity(name=body.name, birth_date=body.birth_date) if body else None
