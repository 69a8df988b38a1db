"""Changes to patients and cases, and audited reads of them."""

import datetime
import uuid
from collections.abc import Iterator

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.keys import services as keys
from jindan.server.kit.names import fit_name_or_none, seen_line
from jindan.server.kit.problems import NotFound
from jindan.server.patients import codes, queries
from jindan.server.patients.errors import (
    IdentifyingTitle,
    PatientCodeTaken,
    TitleHidden,
    UnfitBirthDate,
    UnfitPatientCode,
)
from jindan.server.patients.models import CareRelation, Case, Patient, Sex
from jindan.server.patients.sealing import PatientIdentity, seal, seal_title
from jindan.server.roles import Capability, may, require

OLDEST_BIRTH = datetime.date(1880, 1, 1)
BATCH = 200
SEALED = ["sealed_name", "sealed_birth_date"]


def create_patient(
    *, by: User, code: str, identity: PatientIdentity | None = None, sex_at_birth: Sex | None = None
) -> Patient:
    """Create a patient of the actor's organisation.

    Raises RoleNotAllowed (also for an identity from a role that may not identify patients), UnfitPatientCode,
    UnfitName, UnfitBirthDate, PatientCodeTaken.
    """
    require(by, Capability.WRITE_PATIENTS)
    patient = Patient(organisation_id=by.organisation_id, created_by=by)
    _assign(patient, by=by, code=code, identity=identity, sex_at_birth=sex_at_birth)
    with transaction.atomic():
        _save(patient, by=by, action="patient.created", columns=None)
        _relate(by, patient=patient)
    return patient


def amend_patient(
    patient: Patient,
    *,
    by: User,
    code: str | None = None,
    identity: PatientIdentity | None = None,
    sex_at_birth: Sex | None = None,
) -> Patient:
    """Correct the given columns of a patient. An identity is replaced as a whole.

    Raises the same problems as create_patient.
    """
    require(by, Capability.WRITE_PATIENTS)
    columns = _assign(patient, by=by, code=code, identity=identity, sex_at_birth=sex_at_birth)
    return _save(patient, by=by, action="patient.amended", columns=columns)


@transaction.atomic
def read_patient(patient_id: uuid.UUID, *, by: User) -> Patient:
    """Return a patient to the actor, and audit the read. Raises RoleNotAllowed, NotFound."""
    require(by, Capability.READ_PATIENTS)
    patient = queries.visible_to(by).filter(pk=patient_id).first()
    if patient is None:
        raise NotFound
    audit.record_look("patient.read", by=by, subject=patient, patient_id=patient.pk)
    return patient


def list_patients(*, by: User) -> QuerySet[Patient]:
    """Return the patients that the actor may see, and audit the listing. Raises RoleNotAllowed."""
    require(by, Capability.READ_PATIENTS)
    audit.record_look("patient.listed", by=by, subject=by.organisation)
    return queries.visible_to(by)


@transaction.atomic
def create_case(patient: Patient, *, by: User, title: str = "") -> Case:
    """Create a case of the patient, in the patient's organisation.

    title: the clinical question, without anything that identifies the patient. Raises RoleNotAllowed, NotFound for a
    patient whom the actor may not see, TitleHidden for a title from a role that sees none, IdentifyingTitle.
    """
    require(by, Capability.WRITE_PATIENTS)
    if not queries.visible_to(by).filter(pk=patient.pk).exists():
        raise NotFound
    if title.strip() and not may(by, Capability.IDENTIFY_PATIENTS):
        raise TitleHidden
    case = Case(organisation_id=patient.organisation_id, patient=patient, created_by=by)
    _seal_title_into(case, title=_title(title))
    case.save(force_insert=True)
    if queries.is_within_lasting_reach(patient, user=by):
        _relate(by, patient=patient)
    audit.record_event("case.created", by=by, subject=case, case=case)
    return case


@transaction.atomic
def retitle_case(case: Case, *, by: User, title: str) -> Case:
    """Change the title. Raises RoleNotAllowed, also for a role that does not see it, and IdentifyingTitle."""
    require(by, Capability.IDENTIFY_PATIENTS)
    _seal_title_into(case, title=_title(title))
    case.save(update_fields=["sealed_title"])
    audit.record_event("case.amended", by=by, subject=case, case=case)
    return case


@transaction.atomic
def read_case(case_id: uuid.UUID, *, by: User) -> Case:
    """Return a case to the actor, and audit the read. Raises RoleNotAllowed, NotFound."""
    require(by, Capability.READ_PATIENTS)
    case = queries.cases_visible_to(by).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    audit.record_look("case.read", by=by, subject=case, case=case)
    return case


def list_cases(*, by: User, patient_id: uuid.UUID | None = None) -> QuerySet[Case]:
    """Return the cases that the actor may see, and audit the listing: of all patients, or of one.

    Raises RoleNotAllowed.
    """
    require(by, Capability.READ_PATIENTS)
    cases = queries.cases_visible_to(by)
    patient = queries.visible_to(by).filter(pk=patient_id).first() if patient_id else None
    if patient is None:
        audit.record_look("case.listed", by=by, subject=by.organisation)
    else:
        audit.record_look("patient.read", by=by, subject=patient, patient_id=patient.pk)
    return cases.filter(patient=patient_id) if patient_id else cases


def reseal() -> int:
    """Seal every identity and title under the newest keys, in batches. Return how many rows had older seals.

    It may be stopped and run again: what a newest key has sealed already is skipped.
    """
    current = keys.current_key_ids()
    patients, cases = (
        list(rows.values_list("pk", flat=True)) for rows in (_with_identity(), _with_title())
    )
    return sum(_reseal_patients(batch, current=current) for batch in _batches(patients)) + sum(
        _reseal_cases(batch, current=current) for batch in _batches(cases)
    )


def key_ids_in_use() -> frozenset[str]:
    """Return the ids, in hexadecimal digits, of the keys that still seal something here."""
    patients = _with_identity().only("sealed_name", "sealed_birth_date").iterator()
    titles = _with_title().values_list("sealed_title", flat=True).iterator()
    of_titles = {keys.key_id_of(bytes(title)) for title in titles}
    return frozenset(key_id for patient in patients for key_id in _key_ids(patient)) | of_titles


def _batches(ids: list[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


@transaction.atomic
def _reseal_cases(ids: list[uuid.UUID], *, current: frozenset[str]) -> int:
    locked = Case.objects.select_for_update().filter(pk__in=ids)
    outdated = [case for case in locked if keys.key_id_of(bytes(case.sealed_title)) not in current]
    for case in outdated:
        _seal_title_into(case, title=case.title)
    Case.objects.bulk_update(outdated, ["sealed_title"])
    return len(outdated)


@transaction.atomic
def _reseal_patients(ids: list[uuid.UUID], *, current: frozenset[str]) -> int:
    locked = Patient.objects.select_for_update().filter(pk__in=ids)
    outdated = [patient for patient in locked if not _key_ids(patient) <= current]
    for patient in outdated:
        _seal_into(patient, identity=patient.identity())
    Patient.objects.bulk_update(outdated, SEALED)
    return len(outdated)


def _relate(person: User, *, patient: Patient) -> None:
    """Let who opens a patient or a case be one of those who care for the patient."""
    CareRelation.objects.get_or_create(
        patient=patient, person=person, defaults={"added_by": person}
    )


def _with_title() -> QuerySet[Case]:
    return Case.objects.exclude(sealed_title=b"")


def _seal_title_into(case: Case, *, title: str) -> None:
    case.sealed_title = seal_title(title, case_id=case.pk, organisation_id=case.organisation_id)


def _with_identity() -> QuerySet[Patient]:
    return Patient.objects.exclude(sealed_name=b"", sealed_birth_date=b"")


def _key_ids(patient: Patient) -> set[str]:
    columns = (bytes(patient.sealed_name), bytes(patient.sealed_birth_date))
    return {keys.key_id_of(column) for column in columns if column}


def _assign(
    patient: Patient,
    *,
    by: User,
    code: str | None,
    identity: PatientIdentity | None,
    sex_at_birth: Sex | None,
) -> list[str]:
    """Set the given columns of the unsaved row, and return their names.

    Raises RoleNotAllowed, UnfitPatientCode, UnfitName, UnfitBirthDate.
    """
    columns = []
    if code is not None:
        patient.code = codes.normalised(code)
        if not codes.is_code(patient.code):
            raise UnfitPatientCode
        columns.append("code")
    if sex_at_birth is not None:
        patient.sex_at_birth = sex_at_birth
        columns.append("sex_at_birth")
    if identity is not None:
        require(by, Capability.IDENTIFY_PATIENTS)
        _seal_into(patient, identity=_checked(identity))
        columns += SEALED
    return columns


def _seal_into(patient: Patient, *, identity: PatientIdentity) -> None:
    sealed = seal(identity, patient_id=patient.id, organisation_id=patient.organisation_id)
    patient.sealed_name = sealed.name
    patient.sealed_birth_date = sealed.birth_date


def _save(patient: Patient, *, by: User, action: str, columns: list[str] | None) -> Patient:
    """Save and audit the named columns, or all of a new row. Raises PatientCodeTaken.

    Other columns are left alone, so that a change by somebody else at the same time is not lost.
    """
    try:
        with transaction.atomic():
            patient.save(update_fields=columns)
            audit.record_event(action, by=by, subject=patient, patient_id=patient.pk)
    except IntegrityError as error:
        raise PatientCodeTaken from error
    return patient


def _title(title: str) -> str:
    """Return the title as a line of what is seen. Raises IdentifyingTitle."""
    title = seen_line(title)
    if codes.names_a_person(title):
        raise IdentifyingTitle
    return title


def _checked(identity: PatientIdentity) -> PatientIdentity:
    """Return the identity with its name as it is kept. Raises UnfitName, UnfitBirthDate."""
    name = fit_name_or_none(identity.name or "")
    birth = identity.birth_date
    if birth is not None and not OLDEST_BIRTH <= birth <= timezone.localdate():
        raise UnfitBirthDate
    return PatientIdentity(name=name or None, birth_date=birth)
