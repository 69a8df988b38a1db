"""Every look leaves an event that says who, whose, where from, why and with what outcome, and one look leaves one."""

import uuid

import pytest

import make
from jindan.server.audit import services
from jindan.server.audit.models import AuditEvent, EventOutcome
from jindan.server.audit.services import PURPOSES
from jindan.server.kit.circumstances import Purpose, purpose
from jindan.server.patients import services as patients
from jindan.server.roles import Role
from people import Caller
from server.rows_in_bulk import fill
from server.test_list_plans import signed_in, with_ids
from server.test_lists import LISTS, OF_ADMINISTRATORS

NO_PATIENT_DATA = {
    "/notifications",
    "/webhooks",
    "/webhooks/{endpoint_id}/deliveries",
    "/account-proposals",
    "/care-teams",
    "/erasures",
    "/colleagues",
    "/me/account-changes",
    "/me/sessions",
}
OF_A_CASE = {
    "/cases/{case_id}/studies",
    "/cases/{case_id}/assays",
    "/cases/{case_id}/risk-scores",
    "/cases/{case_id}/cohort-scores",
    "/cases/{case_id}/reports",
    "/cases/{case_id}/artifacts",
    "/documents?case={case_id}",
    "/jobs?case={case_id}",
}
"""The lists of which a case's screen is made."""


@pytest.fixture
def installation(hospital):
    return fill(by=make.user(organisation=hospital), count=4)


@pytest.fixture
def no_sitting(monkeypatch):
    monkeypatch.setattr(services, "SITTING", services.SITTING * 0)


def test_roles_have_a_purpose():
    assert set(PURPOSES) == {*Role.values, ""}


@pytest.mark.parametrize("path", sorted(LISTS - NO_PATIENT_DATA))
def test_every_list_leaves_one_event(installation, caller, hospital, no_sitting, path):
    reader = (
        caller(hospital, Role.ADMINISTRATOR)
        if path.startswith(OF_ADMINISTRATORS)
        else signed_in(installation.case.created_by)
    )
    before = AuditEvent.objects.count()
    answer = reader.get(with_ids(path, installation))
    assert answer.status_code == 200
    assert AuditEvent.objects.count() == before + 1
    event = AuditEvent.objects.get(request_id=answer["X-Request-ID"])
    assert (event.address, event.outcome) == ("127.0.0.1", EventOutcome.SUCCESS)
    assert event.purpose == PURPOSES[reader.user.role]


def test_a_screen_of_a_case_is_one_event_of_its_patient(installation):
    reader = signed_in(installation.case.created_by)
    before = AuditEvent.objects.count()
    for path in sorted(OF_A_CASE):
        assert reader.get(with_ids(path, installation)).status_code == 200
    [event] = AuditEvent.objects.order_by("at")[before:]
    assert (event.action, event.patient_id) == ("case.read", installation.case.patient_id)


def test_a_list_says_by_what_it_was_filtered_and_never_the_value(installation):
    reader = signed_in(installation.case.created_by)
    answer = reader.get("/patients?code=K-1&size=3")
    event = AuditEvent.objects.get(request_id=answer["X-Request-ID"])
    assert (event.action, event.filters) == ("patient.listed", "code")


def test_a_look_for_another_purpose_is_another_event(hospital):
    clinician = make.user(organisation=hospital)
    case = make.case(by=clinician)
    with purpose(Purpose.EMERGENCY):
        patients.read_case(case.pk, by=clinician)
    patients.read_case(case.pk, by=clinician)
    looks = AuditEvent.objects.filter(action="case.read").order_by("at")
    assert list(looks.values_list("purpose", flat=True)) == ["ETREAT", "TREAT"]


def test_what_a_role_may_not_see_is_recorded_once(caller, hospital):
    case = make.case(by=make.user(organisation=hospital))
    auditor = caller(hospital, Role.AUDITOR)
    for _ in range(3):
        assert auditor.get(f"/cases/{case.pk}").status_code == 403
    [event] = AuditEvent.objects.filter(action="access.refused")
    assert (event.case_id, event.actor_id) == (case.pk, auditor.user.pk)
    assert event.outcome == EventOutcome.REFUSED


def test_another_organisations_record_and_none_at_all_leave_equal_events(
    caller, hospital, elsewhere
):
    foreign = make.case(by=make.user(organisation=elsewhere))
    clinician = caller(hospital, Role.CLINICIAN)
    for case_id in (foreign.pk, uuid.uuid4()):
        assert clinician.get(f"/cases/{case_id}").status_code == 404
    events = AuditEvent.objects.filter(action="access.refused")
    assert {event.organisation_id for event in events} == {hospital.pk}
    assert [event.subject_kind for event in events] == ["case", "case"]


def test_a_refused_list_is_recorded(caller, hospital):
    assert caller(hospital, Role.CLINICIAN).get("/audit-events").status_code == 403
    [event] = AuditEvent.objects.filter(action="access.refused")
    assert (event.subject_kind, event.subject_id) == ("organisation", hospital.pk)


def test_a_failed_sign_in_is_refused_and_has_an_address(caller, hospital):
    member = caller(hospital, Role.CLINICIAN)
    stranger = Caller(user=member.user, password="")
    assert stranger.try_sign_in("wrong horse battery staple").status_code == 401
    event = AuditEvent.objects.get(action="session.refused")
    assert (event.outcome, event.address) == (EventOutcome.REFUSED, "127.0.0.1")


def test_reading_the_audit_of_a_patient_is_in_that_patients_log(caller, hospital):
    case = make.case(by=make.user(organisation=hospital))
    auditor = caller(hospital, Role.AUDITOR)
    auditor.get(f"/audit-events?patient_id={case.patient_id}")
    event = AuditEvent.objects.get(action="audit-event.listed")
    assert (event.patient_id, event.purpose) == (case.patient_id, "HCOMPL")


def test_the_standing_of_the_chain_is_told_to_those_who_read_the_audit(caller, hospital):
    standing = caller(hospital, Role.AUDITOR).get("/audit-chain").json()
    assert standing == {
        "events": 0,
        "checkpoint_at": None,
        "checkpoint_events": None,
        "verified_at": None,
        "is_whole": None,
    }
    assert caller(hospital, Role.CLINICIAN).get("/audit-chain").status_code == 403


def test_who_tries_many_ids_fills_no_disk_with_events(caller, hospital, monkeypatch):
    monkeypatch.setattr(services, "MOST_DENIALS", 5)
    clinician = caller(hospital, Role.CLINICIAN)
    for _ in range(8):
        clinician.get(f"/cases/{uuid.uuid4()}")
    assert AuditEvent.objects.filter(action="access.refused").count() == 5
