"""Patients and cases over the wire."""

import datetime
import uuid
from typing import Annotated

from ninja import FilterLookup, FilterSchema, Schema
from pydantic import AfterValidator, Field

from jindan.server.patients.codes import normalised
from jindan.server.patients.models import Case, Patient, Sex
from jindan.server.roles import Actor, Capability, may


class IdentityIn(Schema):
    """Who the patient is. Sealed in the database; shown to roles that may identify patients."""

    name: str | None = Field(None, max_length=100)
    birth_date: datetime.date | None = None


class PatientIn(Schema):
    """A new patient."""

    code: str = Field(
        max_length=64,
        description="Pseudonymous: letters, digits and . _ -. Never a registration number.",
    )
    sex_at_birth: Sex | None = None
    identity: IdentityIn | None = None


class PatientPatch(Schema):
    """What to correct about a patient; what is left out stays, an identity is replaced whole."""

    code: str | None = Field(None, max_length=64)
    sex_at_birth: Sex | None = None
    identity: IdentityIn | None = None


class PatientRowOut(Schema):
    """A patient in a list: no name here, so that looking through a list identifies nobody."""

    id: uuid.UUID
    code: str
    sex_at_birth: str
    created_at: datetime.datetime


class IdentityOut(Schema):
    """Who the patient is."""

    name: str | None
    birth_date: datetime.date | None


class PatientOut(PatientRowOut):
    """One patient; `identity` is null for roles that may not identify patients."""

    identity: IdentityOut | None


class PatientFilter(FilterSchema):
    """Which patients are asked for."""

    code: Annotated[str | None, FilterLookup("code__startswith"), AfterValidator(normalised)] = (
        Field(None, max_length=64, description="How the code begins.")
    )


class CaseIn(Schema):
    """A new case."""

    patient_id: uuid.UUID
    title: str = Field("", max_length=200, description="What is asked; nothing that identifies.")


class CasePatch(Schema):
    """What to change about a case."""

    title: str = Field(max_length=200, description="What is asked; nothing that identifies.")


class CaseOut(Schema):
    """One question about one patient."""

    id: uuid.UUID
    patient_id: uuid.UUID
    patient_code: str
    title: str
    created_by_id: uuid.UUID
    created_at: datetime.datetime


class CaseFilter(FilterSchema):
    """Which cases are asked for."""

    patient_id: uuid.UUID | None = None


def patient_out(patient: Patient, *, to: Actor) -> PatientOut:
    """The patient as this reader may see it."""
    may_identify = may(to, Capability.IDENTIFY_PATIENTS)
    identity = IdentityOut.from_orm(patient.identity()) if may_identify else None
    row = PatientRowOut.from_orm(patient)
    return PatientOut(**row.dict(), identity=identity)


def case_out(case: Case) -> CaseOut:
    """The case as every reader of its organisation sees it."""
    return CaseOut(
        id=case.id,
        patient_id=case.patient_id,
        patient_code=case.patient.code,
        title=case.title,
        created_by_id=case.created_by_id,
        created_at=case.created_at,
    )
