"""Emergency access: a reason, a limited time, others told at once, and a review by somebody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

import make
from jindan.server.audit.models import AuditEvent
from jindan.server.care import emergencies
from jindan.server.care.sitting import signed_in
from jindan.server.jobs import events
from jindan.server.keys import rotation
from jindan.server.kit import circumstances
from jindan.server.notifications.models import Notification
from jindan.server.patients.models import AccessPolicy, CareRelation, EmergencyAccess, Protection
from jindan.server.roles import Role
from people import is_problem

pytestmark = pytest.mark.django_db

REASON = "의식 없이 응급실에 실려 왔습니다"
READ = {"read-patients", "read-jobs", "read-findings", "request-documents"}


@pytest.fixture
def protected(record):
    Protection.objects.create(
        patient=record.patient,
        organisation=record.case.organisation,
        label="VIP",
        marked_by=record.case.created_by,
    )
    CareRelation.objects.create(
        patient=record.patient, person=record.case.created_by, added_by=record.case.created_by
    )
    return record


def begin(person, record, reason=REASON):
    return person.post(
        "/emergency-accesses", {"code": record.patient.code.lower(), "reason": reason}
    )


def test_the_patient_is_seen_after_a_reason_and_for_four_hours(clinician, protected):
    assert protected.refused_to(clinician)
    answer = begin(clinician, protected)
    assert answer.status_code == 201
    assert protected.seen_by(clinician) == READ
    access = EmergencyAccess.objects.get()
    assert access.until - access.created_at == pytest.approx(
        timedelta(hours=4), abs=timedelta(seconds=5)
    )
    care = clinician.get(f"/patients/{protected.patient.pk}/care").json()
    assert (care["relation"], care["may_change"]) == ("emergency", False)


def test_it_ends_by_itself(clinician, protected):
    begin(clinician, protected)
    EmergencyAccess.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert protected.refused_to(clinician)
    assert not protected.is_listed_for(clinician)


def test_it_is_ended_early_by_its_person(clinician, protected):
    access = begin(clinician, protected).json()
    assert clinician.post(f"/emergency-accesses/{access['id']}/end").status_code == 200
    assert protected.refused_to(clinician)
    again = clinician.post(f"/emergency-accesses/{access['id']}/end")
    assert is_problem(again, "emergency-ended", 409)


def test_the_organisation_decides_how_long(clinician, administrator, protected):
    administrator.patch("/access-policy", {"emergency_hours": 1})
    begin(clinician, protected)
    access = EmergencyAccess.objects.get()
    assert access.until - access.created_at < timedelta(hours=1, seconds=5)


def test_an_open_stream_tells_no_more_once_it_ended(clinician, protected, monkeypatch):
    monkeypatch.setattr(events, "STREAM_S", 0.3)
    begin(clinician, protected)
    chunks = iter(clinician.get("/jobs/events"))
    told = [next(chunks).decode() for _ in range(2)]
    assert str(protected.case.pk) in told[1]
    EmergencyAccess.objects.update(until=timezone.now())
    make_busy(protected)
    rest = "".join(chunk.decode() for chunk in chunks).split("event: job")
    assert not any("later" in event for event in rest)


def make_busy(record):
    """Something changes that an open stream would tell of."""
    record.case.jobs.update(stage="later")


def test_the_stream_of_one_job_ends_with_it(clinician, protected, monkeypatch):
    monkeypatch.setattr(events, "STREAM_S", 0.3)
    begin(clinician, protected)
    chunks = iter(clinician.get(f"/jobs/{protected.case.jobs.first().pk}/events"))
    assert len([next(chunks) for _ in range(2)]) == 2
    EmergencyAccess.objects.update(until=timezone.now())
    assert b"".join(chunks) == b""


def test_without_a_reason_nothing_is_seen(clinician, protected):
    for reason in ("   응급    ", "응급" + "\u200b" * 20, "\u3164" * 20):
        assert is_problem(begin(clinician, protected, reason), "reason-too-short", 422)
    assert protected.refused_to(clinician)


def test_only_clinicians_may(caller, hospital, protected):
    for role in (Role.CLERK, Role.RESEARCHER, Role.ADMINISTRATOR, Role.AUDITOR):
        assert begin(caller(hospital, role), protected).status_code == 403


def test_another_organisations_patient_is_not_reached(caller, elsewhere, protected):
    stranger = caller(elsewhere, Role.CLINICIAN)
    assert begin(stranger, protected).status_code == 404
    [event] = AuditEvent.objects.filter(action="emergency-access.not-found")
    assert event.actor_id == stranger.user.pk


def test_a_beginning_of_a_code_is_not_enough(clinician, protected):
    asked = {"code": protected.patient.code[:-1] or "P", "reason": REASON}
    answer = clinician.post("/emergency-accesses", asked)
    assert is_problem(answer, "unknown-patient-code", 404)


def test_it_is_for_patients_out_of_reach_only(clinician, record):
    assert is_problem(begin(clinician, record), "patient-in-reach", 409)


def test_the_reviewers_and_the_care_team_are_told_at_once(
    clinician, auditor, administrator, hospital, elsewhere, protected
):
    make.user(organisation=elsewhere, role=Role.AUDITOR)
    make.user(organisation=hospital)
    begin(clinician, protected)
    told = set(Notification.objects.values_list("to", flat=True))
    assert told == {auditor.user.pk, administrator.user.pk, protected.case.created_by_id}
    [notice] = auditor.get("/notifications").json()["items"]
    assert notice["link"] == f"/emergency-accesses/{EmergencyAccess.objects.get().pk}"


def test_the_reason_is_sealed(clinician, protected):
    begin(clinician, protected)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_reason FROM patients_emergencyaccess")
        [row] = cursor.fetchall()
    assert REASON.encode() not in bytes(row[0])
    rotation.add_keys()
    assert emergencies.reseal() == 1
    assert emergencies.reason_of(EmergencyAccess.objects.get()) == REASON


def test_the_audit_of_the_patient_names_it_with_its_purpose(clinician, protected):
    begin(clinician, protected)
    event = AuditEvent.objects.get(action="emergency-access.begun")
    assert (event.patient_id, event.purpose) == (protected.patient.pk, "BTG")
    clinician.get(f"/cases/{protected.case.pk}")
    assert AuditEvent.objects.get(action="case.read").purpose == "ETREAT"


def test_it_is_reviewed_once_and_its_person_is_told(clinician, auditor, protected):
    access = begin(clinician, protected).json()
    path = f"/emergency-accesses/{access['id']}/review"
    body = {"verdict": "justified", "note": "응급실 기록과 일치합니다"}
    reviewed = auditor.post(path, body).json()
    assert (reviewed["verdict"], reviewed["note"]) == ("justified", body["note"])
    assert reviewed["reason"] == REASON
    assert is_problem(auditor.post(path, body), "emergency-reviewed", 409)
    [notice] = clinician.get("/notifications").json()["items"]
    assert notice["subject"] == "emergency-access-reviewed"


def test_nobody_reviews_their_own(clinician, protected):
    access = begin(clinician, protected).json()
    clinician.user.role = Role.AUDITOR
    clinician.user.save()
    clinician.sign_in()
    path = f"/emergency-accesses/{access['id']}/review"
    answer = clinician.post(path, {"verdict": "justified", "note": "필요한 열람이었습니다"})
    assert is_problem(answer, "own-emergency", 409)


def test_colleagues_do_not_read_each_others(clinician, caller, hospital, protected):
    access = begin(clinician, protected).json()
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    assert colleague.get("/emergency-accesses").json()["items"] == []
    assert colleague.post(f"/emergency-accesses/{access['id']}/end").status_code == 404
    assert len(clinician.get("/emergency-accesses").json()["items"]) == 1


def test_it_cannot_be_made_to_last(clinician, protected):
    begin(clinician, protected)
    patient = protected.patient.pk
    added = clinician.post(
        f"/patients/{patient}/care-relations", {"person_id": str(clinician.user.pk)}
    )
    assert is_problem(added, "emergency-does-not-extend", 403)
    assert clinician.delete(f"/patients/{patient}/protection").status_code == 403
    assert clinician.post("/cases", {"patient_id": str(patient)}).status_code == 201
    EmergencyAccess.objects.update(until=timezone.now())
    assert protected.refused_to(clinician)


def test_nor_where_the_organisation_goes_by_care_relation(clinician, hospital, record):
    AccessPolicy.objects.create(organisation=hospital, visibility="by-relation")
    begin(clinician, record)
    assert clinician.post("/cases", {"patient_id": str(record.patient.pk)}).status_code == 201
    EmergencyAccess.objects.update(until=timezone.now())
    assert record.refused_to(clinician)


def test_while_it_lasts_its_person_acts_for_an_emergency(clinician, protected):
    token = clinician.tokens["access_token"]
    with circumstances.bound(circumstances.Circumstances()):
        signed_in.authenticate(RequestFactory().get("/"), token)
        assert circumstances.current().purpose is None
        begin(clinician, protected)
        signed_in.authenticate(RequestFactory().get("/"), token)
        assert circumstances.current().purpose == circumstances.Purpose.EMERGENCY
