"""Writes of patients and cases, and the reads of one record, which leave an audit event as well."""

import datetime
import unicodedata
import uuid

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.kit import keyring
from jindan.server.kit.problems import NotFound
from jindan.server.patients import codes, queries
from jindan.server.patients.errors import (
    IdentifyingTitle,
    PatientCodeTaken,
    UnfitBirthDate,
    UnfitName,
    UnfitPatientCode,
)
from jindan.server.patients.models import Case, Patient, Sex
from jindan.server.patients.sealing import Identity, seal
from jindan.server.roles import Capability, require

OLDEST_BIRTH = datetime.date(1880, 1, 1)
LONGEST_NAME = 100
BATCH = 200
SEALED = ["sealed_name", "sealed_birth_date"]


def create_patient(
    *, by: User, code: str, identity: Identity | None = None, sex_at_birth: Sex | None = None
) -> Patient:
    """A new patient of the actor's organisation.

    Raises RoleNotAllowed (also for an identity, from roles that may not identify patients),
    UnfitPatientCode, UnfitName, UnfitBirthDate, PatientCodeTaken.
    """
    require(by, Capability.WRITE_PATIENTS)
    patient = Patient(organisation_id=by.organisation_id, created_by=by)
    _put(patient, by=by, code=code, identity=identity, sex_at_birth=sex_at_birth)
    return _saved(patient, by=by, action="patient.created", columns=None)


def amend_patient(
    patient: Patient,
    *,
    by: User,
    code: str | None = None,
    identity: Identity | None = None,
    sex_at_birth: Sex | None = None,
) -> Patient:
    """Correct what is given and leave the rest; an identity is replaced as a whole.

    Raises as create_patient does.
    """
    require(by, Capability.WRITE_PATIENTS)
    columns = _put(patient, by=by, code=code, identity=identity, sex_at_birth=sex_at_birth)
    return _saved(patient, by=by, action="patient.amended", columns=columns)


@transaction.atomic
def read_patient(patient_id: uuid.UUID, *, by: User) -> Patient:
    """The patient, for the actor to look at. Raises RoleNotAllowed, NotFound."""
    require(by, Capability.READ_PATIENTS)
    patient = queries.visible_to(by).filter(pk=patient_id).first()
    if patient is None:
        raise NotFound
    audit.record_event("patient.read", by=by, subject=patient)
    return patient


def list_patients(*, by: User) -> QuerySet[Patient]:
    """The patients that the actor may see, to be listed by code. Raises RoleNotAllowed."""
    require(by, Capability.READ_PATIENTS)
    audit.record_event("patient.listed", by=by, subject=by.organisation)
    return queries.visible_to(by)


@transaction.atomic
def create_case(patient: Patient, *, by: User, title: str = "") -> Case:
    """A new case of the patient, in the patient's organisation.

    title: what is asked, with nothing that tells who the patient is. Raises RoleNotAllowed,
    NotFound for another organisation's patient, IdentifyingTitle.
    """
    require(by, Capability.WRITE_PATIENTS)
    if patient.organisation_id != by.organisation_id:
        raise NotFound
    case = Case.objects.create(
        organisation_id=patient.organisation_id,
        patient=patient,
        title=_title(title),
        created_by=by,
    )
    audit.record_event("case.created", by=by, subject=case, case=case)
    return case


@transaction.atomic
def retitle_case(case: Case, *, by: User, title: str) -> Case:
    """Change the title. Raises RoleNotAllowed, IdentifyingTitle."""
    require(by, Capability.WRITE_PATIENTS)
    case.title = _title(title)
    case.save(update_fields=["title"])
    audit.record_event("case.amended", by=by, subject=case, case=case)
    return case


@transaction.atomic
def read_case(case_id: uuid.UUID, *, by: User) -> Case:
    """The case, for the actor to look at. Raises RoleNotAllowed, NotFound."""
    require(by, Capability.READ_PATIENTS)
    case = queries.cases_visible_to(by).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    audit.record_event("case.read", by=by, subject=case, case=case)
    return case


def list_cases(*, by: User) -> QuerySet[Case]:
    """The cases that the actor may see, to be listed. Raises RoleNotAllowed."""
    require(by, Capability.READ_PATIENTS)
    audit.record_event("case.listed", by=by, subject=by.organisation)
    return queries.cases_visible_to(by)


def reseal() -> int:
    """Seal every identity under the newest master key, in batches; how many patients it touched.

    Safe to stop and to run again: what the newest key has sealed already is passed over.
    """
    newest = keyring.load().newest
    ids = list(_with_identity().values_list("pk", flat=True))
    batches = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    return sum(_reseal_batch(batch, newest=newest) for batch in batches)


def key_ids_in_use() -> frozenset[str]:
    """The master keys, as hexadecimal digits, that still seal something here."""
    rows = _with_identity().only("sealed_name", "sealed_birth_date").iterator()
    return frozenset(key_id.hex() for patient in rows for key_id in _key_ids(patient))


@transaction.atomic
def _reseal_batch(ids: list[uuid.UUID], *, newest: bytes) -> int:
    locked = Patient.objects.select_for_update().filter(pk__in=ids)
    old = [patient for patient in locked if _key_ids(patient) != {newest}]
    for patient in old:
        _seal_into(patient, identity=patient.identity())
    Patient.objects.bulk_update(old, SEALED)
    return len(old)


def _with_identity() -> QuerySet[Patient]:
    return Patient.objects.exclude(sealed_name=b"", sealed_birth_date=b"")


def _key_ids(patient: Patient) -> set[bytes]:
    columns = (bytes(patient.sealed_name), bytes(patient.sealed_birth_date))
    return {column[: keyring.KEY_ID_BYTES] for column in columns if column}


def _put(
    patient: Patient,
    *,
    by: User,
    code: str | None,
    identity: Identity | None,
    sex_at_birth: Sex | None,
) -> list[str]:
    """Put what is given into the row, and return the names of its columns."""
    columns = []
    if code is not None:
        patient.code = _code(code)
        columns.append("code")
    if sex_at_birth is not None:
        patient.sex_at_birth = sex_at_birth
        columns.append("sex_at_birth")
    if identity is not None:
        require(by, Capability.IDENTIFY_PATIENTS)
        _seal_into(patient, identity=_checked(identity))
        columns += SEALED
    return columns


def _seal_into(patient: Patient, *, identity: Identity) -> None:
    sealed = seal(identity, patient_id=patient.id)
    patient.sealed_name = sealed.name
    patient.sealed_birth_date = sealed.birth_date


def _saved(patient: Patient, *, by: User, action: str, columns: list[str] | None) -> Patient:
    """The row, kept: the named columns only, so that another's change beside this one stays."""
    try:
        with transaction.atomic():
            patient.save(update_fields=columns)
            audit.record_event(action, by=by, subject=patient)
    except IntegrityError as error:
        raise PatientCodeTaken from error
    return patient


def _code(code: str) -> str:
    code = codes.normalised(code)
    if not codes.is_code(code):
        raise UnfitPatientCode
    return code


def _title(title: str) -> str:
    title = unicodedata.normalize("NFC", title).strip()
    if codes.names_a_person(title):
        raise IdentifyingTitle
    return title


def _checked(identity: Identity) -> Identity:
    """The identity with its name composed (NFC: Hangul typed on a Mac equals Hangul typed here)."""
    name = unicodedata.normalize("NFC", identity.name or "").strip()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise UnfitName
    birth = identity.birth_date
    if birth is not None and not OLDEST_BIRTH <= birth <= timezone.localdate():
        raise UnfitBirthDate
    return Identity(name=name or None, birth_date=birth)
