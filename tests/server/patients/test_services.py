"""Patients and cases: identity sealed, organisations apart, every act audited."""

import datetime
import unicodedata

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jindan.server.audit.models import AuditEvent
from jindan.server.keys import errors, rotation
from jindan.server.keys import services as keys
from jindan.server.kit.names import UnfitName
from jindan.server.kit.problems import NotFound
from jindan.server.patients import codes, queries, services
from jindan.server.patients.errors import (
    PatientCodeTaken,
    UnfitBirthDate,
    UnfitPatientCode,
)
from jindan.server.patients.models import Patient, Sex
from jindan.server.patients.sealing import PatientIdentity
from jindan.server.roles import Role, RoleNotAllowed

HONG = PatientIdentity(name="홍길동", birth_date=datetime.date(1970, 3, 1))
READERS = [Role.CLINICIAN, Role.RESEARCHER, Role.CLERK]
OTHERS = [Role.ADMINISTRATOR, Role.AUDITOR]


@pytest.fixture
def clinician(hospital, person_of):
    return person_of(hospital, Role.CLINICIAN)[0]


@pytest.fixture
def patient(clinician):
    return services.create_patient(by=clinician, code="P-1", identity=HONG, sex_at_birth=Sex.MALE)


def stored(patient):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sealed_name, sealed_birth_date FROM patients_patient WHERE code = %s",
            [patient.code],
        )
        return [bytes(column) for column in cursor.fetchone()]


def actions(subject):
    events = AuditEvent.objects.filter(subject_id=subject.pk).order_by("at")
    return list(events.values_list("action", flat=True))


def test_a_patient_is_kept_with_identity(patient, clinician):
    kept = Patient.objects.get(pk=patient.pk)
    assert kept.identity() == HONG
    assert (kept.code, kept.sex_at_birth, kept.created_by) == ("P-1", "male", clinician)
    assert actions(patient) == ["patient.created"]


def test_the_database_holds_no_name_and_no_birth_date(patient):
    for column in stored(patient):
        assert "홍길동".encode() not in column
        assert b"1970" not in column


def test_equal_names_are_not_seen_to_be_equal(patient, clinician):
    other = services.create_patient(by=clinician, code="P-2", identity=HONG)
    assert stored(patient) != stored(other)


def test_a_name_moved_to_another_row_or_column_does_not_open(patient, clinician):
    other = services.create_patient(by=clinician, code="P-2", identity=HONG)
    other.sealed_name = patient.sealed_name
    with pytest.raises(errors.BrokenSeal):
        other.identity()
    patient.sealed_name, patient.sealed_birth_date = (
        patient.sealed_birth_date,
        patient.sealed_name,
    )
    with pytest.raises(errors.BrokenSeal):
        patient.identity()


def test_a_patient_needs_no_identity(clinician):
    patient = services.create_patient(by=clinician, code="P-1")
    assert patient.identity() == PatientIdentity()
    assert stored(patient) == [b"", b""]


def test_hangul_is_composed(clinician):
    decomposed = PatientIdentity(name=unicodedata.normalize("NFD", "홍길동"))
    patient = services.create_patient(by=clinician, code="P-1", identity=decomposed)
    assert patient.identity().name == "홍길동"


@pytest.mark.parametrize("name", ["x" * 101, "홍\n길동", "홍\x00", "\u202e동길홍", "a\tb", "  "])
def test_an_odd_name_is_refused(clinician, name):
    with pytest.raises(UnfitName):
        services.create_patient(by=clinician, code="P-1", identity=PatientIdentity(name=name))


@pytest.mark.parametrize("name", ["김", "남궁 옥분", "Anne-Marie O’Neil", "王小明", "Nguyễn"])
def test_names_of_the_world_are_kept(clinician, name):
    patient = services.create_patient(by=clinician, code="P-1", identity=PatientIdentity(name=name))
    assert Patient.objects.get(pk=patient.pk).identity().name == name


@pytest.mark.parametrize("days", [1, 400])
def test_nobody_is_born_tomorrow(clinician, days):
    birth = timezone.localdate() + datetime.timedelta(days=days)
    with pytest.raises(UnfitBirthDate):
        services.create_patient(
            by=clinician, code="P-1", identity=PatientIdentity(birth_date=birth)
        )


def test_newborns_and_the_very_old_are_patients(clinician):
    for n, birth in enumerate([timezone.localdate(), datetime.date(1905, 1, 1)]):
        identity = PatientIdentity(birth_date=birth)
        services.create_patient(by=clinician, code=f"P-{n}", identity=identity)


@pytest.mark.parametrize(
    "code", ["P-0007", "a.b_c-9", "20241101-1", "7", "X" * 64, "1234567890123"]
)
def test_codes_that_are_codes(code):
    assert codes.is_code(codes.normalised(code))


REFUSED = {
    "empty": "",
    "blank": "  ",
    "too long": "X" * 65,
    "Hangul": "홍길동",
    "space": "P 1",
    "slash": "P/1",
    "newline": "P-1\nX",
    "formula": "=P1",
    "sign first": "-P1",
    "full-width": "Ｐ１",
    "registration number": "900101-1234567",
    "without hyphen": "9001011234567",
    "with a dot": "900101.1234567",
    "alien registration": "900101-5234567",
    "born since 2000": "051231-4234567",
    "inside a longer code": "P-900101-1234567",
    "mobile phone": "010-1234-5678",
    "mobile phone unbroken": "01012345678",
}


@pytest.mark.parametrize("code", REFUSED.values(), ids=REFUSED)
def test_codes_that_are_not(clinician, code):
    with pytest.raises(UnfitPatientCode):
        services.create_patient(by=clinician, code=code)


def test_a_code_is_used_once_in_an_organisation_in_any_spelling(patient, clinician):
    with pytest.raises(PatientCodeTaken):
        services.create_patient(by=clinician, code=" p-1 ")
    assert Patient.objects.count() == 1
    assert AuditEvent.objects.filter(action="patient.created").count() == 1


def test_the_database_promises_it_too(patient):
    twin = Patient(organisation=patient.organisation, code="P-1", created_by=patient.created_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    for odd in ({"code": ""}, {"sex_at_birth": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Patient.objects.filter(pk=patient.pk).update(**odd)


def test_another_organisation_uses_the_same_code(patient, person_of, elsewhere):
    stranger, _ = person_of(elsewhere, Role.CLINICIAN)
    services.create_patient(by=stranger, code="P-1")
    assert Patient.objects.count() == 2


def test_what_is_amended_changes_and_the_rest_stays(patient, clinician):
    services.amend_patient(patient, by=clinician, code="P-9")
    kept = Patient.objects.get(pk=patient.pk)
    assert (kept.code, kept.identity(), kept.sex_at_birth) == ("P-9", HONG, "male")
    services.amend_patient(kept, by=clinician, identity=PatientIdentity(name="임꺽정"))
    kept.refresh_from_db()
    assert kept.identity() == PatientIdentity(name="임꺽정")
    assert actions(patient) == ["patient.created", "patient.amended", "patient.amended"]


def test_two_who_amend_different_things_at_once_both_count(patient, clinician):
    one, other = (Patient.objects.get(pk=patient.pk) for _ in range(2))
    services.amend_patient(one, by=clinician, code="P-9")
    services.amend_patient(other, by=clinician, sex_at_birth=Sex.OTHER)
    patient.refresh_from_db()
    assert (patient.code, patient.sex_at_birth) == ("P-9", "other")


@pytest.mark.parametrize("role", OTHERS)
def test_roles_without_patients_neither_write_nor_read(person_of, hospital, patient, role):
    user, _ = person_of(hospital, role, email="x@example.org")
    for act in (
        lambda: services.create_patient(by=user, code="P-2"),
        lambda: services.amend_patient(patient, by=user, code="P-2"),
        lambda: services.read_patient(patient.id, by=user),
        lambda: services.list_patients(by=user),
        lambda: services.list_cases(by=user),
        lambda: services.create_case(patient, by=user),
    ):
        with pytest.raises(RoleNotAllowed):
            act()
    assert not queries.visible_to(user).exists()


def test_a_researcher_writes_no_identity(person_of, hospital, patient):
    researcher, _ = person_of(hospital, Role.RESEARCHER)
    with pytest.raises(RoleNotAllowed):
        services.create_patient(by=researcher, code="P-2", identity=HONG)
    with pytest.raises(RoleNotAllowed):
        services.amend_patient(patient, by=researcher, identity=HONG)
    assert services.create_patient(by=researcher, code="P-2").code == "P-2"


@pytest.mark.parametrize("role", Role)
def test_patients_and_cases_are_seen_in_ones_organisation(
    person_of, hospital, elsewhere, patient, clinician, role
):
    case = services.create_case(patient, by=clinician)
    ours, _ = person_of(hospital, role, email="ours@example.org")
    theirs, _ = person_of(elsewhere, role)
    sees = role in READERS
    assert queries.visible_to(ours).contains(patient) == sees
    assert queries.cases_visible_to(ours).contains(case) == sees
    assert not queries.visible_to(theirs).exists()
    assert not queries.cases_visible_to(theirs).exists()


def test_reading_is_audited(patient, clinician):
    services.read_patient(patient.id, by=clinician)
    assert actions(patient) == ["patient.created", "patient.read"]


def test_a_strangers_read_is_not_found_and_leaves_nothing(patient, person_of, elsewhere):
    stranger, _ = person_of(elsewhere, Role.CLINICIAN)
    with pytest.raises(NotFound):
        services.read_patient(patient.id, by=stranger)
    assert actions(patient) == ["patient.created"]


def test_a_case_belongs_to_the_patients_organisation(patient, clinician):
    case = services.create_case(patient, by=clinician, title="  췌장 병변? ")
    assert case.organisation_id == patient.organisation_id
    assert case.title == "췌장 병변?"
    services.read_case(case.id, by=clinician)
    services.retitle_case(case, by=clinician, title="추적 검사")
    assert actions(case) == ["case.created", "case.read", "case.amended"]
    assert set(AuditEvent.objects.filter(subject_id=case.id).values_list("case_id")) == {(case.id,)}


def test_no_case_of_another_organisations_patient(patient, person_of, elsewhere):
    stranger, _ = person_of(elsewhere, Role.CLINICIAN)
    with pytest.raises(NotFound):
        services.create_case(patient, by=stranger)


def test_resealing_moves_every_identity_to_the_newest_key(patient, clinician, monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    for n in range(2, 6):
        services.create_patient(
            by=clinician, code=f"P-{n}", identity=PatientIdentity(name=f"환자 {n}")
        )
    services.create_patient(by=clinician, code="P-6")
    rotation.add_keys()
    newest = keys.current_key_ids()
    assert not newest & services.key_ids_in_use()
    assert services.reseal() == 5
    assert services.key_ids_in_use() == newest
    for kept in Patient.objects.exclude(code="P-6"):
        assert {keys.key_id_of(column) for column in stored(kept) if column} == newest
    assert Patient.objects.get(code="P-5").identity().name == "환자 5"
    assert Patient.objects.get(code="P-1").identity() == HONG


def test_resealing_again_touches_nothing(patient):
    rotation.add_keys()
    assert (services.reseal(), services.reseal()) == (1, 0)


def test_events_hold_no_name_and_no_code(patient, clinician):
    services.amend_patient(patient, by=clinician, identity=HONG)
    for event in AuditEvent.objects.all().values():
        assert "홍길동" not in str(event)
        assert "P-1" not in str(event)
