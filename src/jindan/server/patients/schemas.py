"""Requests and responses of patients and cases."""

import datetime
import uuid
from typing import Annotated

from ninja import FilterLookup, FilterSchema, Schema
from pydantic import AfterValidator, Field

from jindan.server.kit.names import NameOrNone
from jindan.server.kit.schemas import RequestBody
from jindan.server.patients.codes import normalised
from jindan.server.patients.models import Case, Patient, Sex
from jindan.server.patients.queries import title_for
from jindan.server.roles import Actor, Capability, may


class IdentityIn(RequestBody):
    """Name and birth date. They are sealed in the database, and shown to roles that may identify patients."""

    name: NameOrNone | None = None
    birth_date: datetime.date | None = None


class PatientIn(RequestBody):
    """A new patient."""

    code: str = Field(
        max_length=64,
        description="Pseudonymous: letters, digits and . _ -. Never a registration number.",
    )
    sex_at_birth: Sex | None = None
    identity: IdentityIn | None = None


class PatientPatch(RequestBody):
    """Corrections of a patient. What is left out stays, and an identity is replaced as a whole."""

    code: str | None = Field(None, max_length=64)
    sex_at_birth: Sex | None = None
    identity: IdentityIn | None = None


class PatientRowOut(Schema):
    """A patient in a list, without a name, so that reading the list identifies nobody."""

    id: uuid.UUID
    code: str
    sex_at_birth: str
    created_at: datetime.datetime


class IdentityOut(Schema):
    """Name and birth date of a patient."""

    name: str | None
    birth_date: datetime.date | None


class PatientOut(PatientRowOut):
    """One patient. `identity` is null for roles that may not identify patients."""

    identity: IdentityOut | None


class PatientFilter(FilterSchema):
    """Conditions of the listed patients."""

    code: Annotated[str | None, FilterLookup("code__startswith"), AfterValidator(normalised)] = (
        Field(None, max_length=64, description="How the code begins.")
    )


class CaseIn(RequestBody):
    """A new case."""

    patient_id: uuid.UUID
    title: str = Field(
        "",
        max_length=200,
        description="The clinical question. Nothing that identifies the patient. Refused from a role that may not "
        "identify patients, because it would not see it again.",
    )


class CasePatch(RequestBody):
    """Changes to a case."""

    title: str = Field(
        max_length=200,
        description="The clinical question. Nothing that identifies the patient.",
    )


class CaseOut(Schema):
    """One question about one patient. `title` is empty for roles that may not identify patients."""

    id: uuid.UUID
    patient_id: uuid.UUID
    patient_code: str
    title: str
    created_by_id: uuid.UUID
    created_at: datetime.datetime


class CaseFilter(FilterSchema):
    """Conditions of the listed cases."""

    patient_id: uuid.UUID | None = None


def patient_out(patient: Patient, *, to: Actor) -> PatientOut:
    """Return the patient as this reader may see it."""
    may_identify = may(to, Capability.IDENTIFY_PATIENTS)
    identity = IdentityOut.from_orm(patient.identity()) if may_identify else None
    row = PatientRowOut.from_orm(patient)
    return PatientOut(**row.dict(), identity=identity)


def case_out(case: Case, *, to: Actor) -> CaseOut:
    """Return the case as this reader may see it."""
    return CaseOut(
        id=case.id,
        patient_id=case.patient_id,
        patient_code=case.patient.code,
        title=title_for(case, to=to),
        created_by_id=case.created_by_id,
        created_at=case.created_at,
    )
