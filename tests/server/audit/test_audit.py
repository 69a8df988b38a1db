"""Audit events are added by the act itself, never changed, and read by few."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.audit import queries
from jindan.server.audit.models import AppendOnlyError, AuditEvent
from jindan.server.audit.services import record_event, record_look
from jindan.server.patients import services as patients
from jindan.server.roles import Role
from people import is_problem


@pytest.fixture
def clinician(hospital, person_of):
    return person_of(hospital, Role.CLINICIAN)[0]


@pytest.fixture
def event(clinician):
    return record_event("patient.read", by=clinician, subject=clinician)


def test_an_event_says_who_did_what_to_what(clinician, hospital):
    patient = patients.create_patient(by=clinician, code="P-1")
    case = patients.create_case(patient, by=clinician)
    event = record_event("case.read", by=clinician, subject=patient, case=case)
    assert event.organisation_id == hospital.id
    assert (event.actor_id, event.role) == (clinician.id, "clinician")
    assert (event.subject_kind, event.subject_id) == ("patient", patient.id)
    assert event.case_id == case.id


def test_the_installation_itself_acts_without_a_person(clinician):
    patient = patients.create_patient(by=clinician, code="P-1")
    event = record_event("patient.swept", by=None, subject=patient)
    assert (event.actor_id, event.role) == (None, "")
    assert event.organisation_id == patient.organisation_id


@pytest.mark.parametrize("action", ["", "read 홍길동", "Read", "read!", "patient.900101", "a..b"])
def test_an_action_is_no_free_text(clinician, action):
    with pytest.raises(ValueError, match="words joined"):
        record_event(action, by=clinician, subject=clinician)


def test_an_event_of_nobody_about_nothings_organisation_is_a_mistake(db):
    with pytest.raises(TypeError):
        record_event("session.swept", by=None, subject=AuditEvent())


def test_an_event_goes_with_its_act(clinician):
    before = AuditEvent.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record_event("patient.read", by=clinician, subject=clinician)
        raise ZeroDivisionError
    assert AuditEvent.objects.count() == before


def test_the_orm_changes_nothing(event):
    for change in (
        event.save,
        event.delete,
        lambda: AuditEvent.objects.update(action="x"),
        lambda: AuditEvent.objects.all().delete(),
        lambda: AuditEvent.objects.filter(pk=event.pk).delete(),
        lambda: AuditEvent.objects.bulk_update([event], ["action"]),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            change()
    assert AuditEvent.objects.get(pk=event.pk).action == "patient.read"


def test_the_database_wants_a_role_exactly_with_an_actor(event):
    for odd in ({"role": ""}, {"actor_id": None}, {"role": "root"}):
        copy = AuditEvent.objects.values().get(pk=event.pk) | {"id": uuid.uuid4()} | odd
        with pytest.raises(IntegrityError), transaction.atomic():
            AuditEvent.objects.create(**copy)


def test_events_outlive_what_they_tell_about(clinician):
    event = record_event("user.read", by=clinician, subject=clinician)
    clinician.delete()
    assert AuditEvent.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize("role", Role)
def test_only_auditors_and_administrators_see_events(person_of, hospital, event, role):
    reader, _ = person_of(hospital, role, email="reader@example.org")
    sees = queries.visible_to(reader).filter(pk=event.pk).exists()
    assert sees == (role in {Role.AUDITOR, Role.ADMINISTRATOR})


def test_events_of_another_organisation_are_not_seen(person_of, elsewhere, event):
    stranger, _ = person_of(elsewhere, Role.AUDITOR)
    assert not queries.visible_to(stranger).filter(pk=event.pk).exists()


def test_the_list_over_http(caller, hospital, elsewhere, event, clinician):
    auditor = caller(hospital, Role.AUDITOR)
    listed = auditor.get(f"/audit-events?actor_id={clinician.id}").json()["items"]
    assert [row["id"] for row in listed] == [str(event.id)]
    assert listed[0]["action"] == "patient.read"
    assert caller(elsewhere, Role.AUDITOR).get(f"/audit-events?actor_id={clinician.id}").json() == {
        "items": [],
        "next": None,
    }


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.RESEARCHER, Role.CLERK])
def test_other_roles_are_refused(caller, hospital, role):
    assert is_problem(caller(hospital, role).get("/audit-events"), "role-not-allowed", 403)


def test_filters_and_pages(caller, hospital, clinician):
    case = patients.create_case(patients.create_patient(by=clinician, code="P-1"), by=clinician)
    for _ in range(3):
        record_event("report.read", by=clinician, subject=case, case=case)
    auditor = caller(hospital, Role.AUDITOR)
    found = auditor.get(f"/audit-events?case_id={case.id}&action=report.read&size=2").json()
    rest = auditor.get(
        f"/audit-events?case_id={case.id}&action=report.read&cursor={found['next']}"
    ).json()
    assert (len(found["items"]), len(rest["items"]), rest["next"]) == (2, 1, None)


def test_a_span_of_time(caller, hospital, event):
    auditor = caller(hospital, Role.AUDITOR)
    hour = datetime.timedelta(hours=1)

    def count(since, until):
        query = f"since={since:%Y-%m-%dT%H:%M:%SZ}&until={until:%Y-%m-%dT%H:%M:%SZ}"
        found = auditor.get(
            f"/audit-events?{query}&subject_id={event.subject_id}&action=patient.read"
        )
        return len(found.json()["items"])

    assert count(event.at - hour, event.at + hour) == 1
    assert count(event.at + hour, event.at + 2 * hour) == 0


@pytest.mark.parametrize(
    "query",
    ["size=0", "size=201", "size=x", "cursor=x", "actor_id=1", "order_by=role"],
)
def test_odd_queries_are_refused(caller, hospital, query):
    assert caller(hospital, Role.AUDITOR).get(f"/audit-events?{query}").status_code == 422


def test_the_request_id_ties_the_event_to_the_answer(caller, hospital):
    person = caller(hospital, Role.CLERK)
    answer = person.get("/patients")
    event = AuditEvent.objects.get(action="patient.listed")
    assert event.request_id == answer["X-Request-ID"]
    assert Organisation.objects.get(pk=event.subject_id) == hospital


def test_looks_of_one_sitting_are_one_event_and_a_clock_set_back_hides_none(clinician, monkeypatch):
    record_look("patient.read", by=clinician, subject=clinician)
    record_look("patient.read", by=clinician, subject=clinician)
    looks = AuditEvent.objects.filter(action="patient.read")
    assert looks.count() == 1
    yesterday = timezone.now() - datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: yesterday)
    record_look("patient.read", by=clinician, subject=clinician)
    assert looks.count() == 2
