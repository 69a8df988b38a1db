"""A patient's access log: complete, for those who may read the audit, as CSV in the reader's language."""

import csv
import io
import re
import uuid

import pytest

import make
from jindan.catalogue import knows
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role
from repository import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient(caller, hospital):
    """A patient at whose case a clinician has looked."""
    clinician = caller(hospital, Role.CLINICIAN)
    case = make.case(by=clinician.user)
    assert clinician.get(f"/cases/{case.pk}").status_code == 200
    return case.patient


def log_of(patient, *, by, language="en"):
    answer = by.get(f"/patients/{patient.pk}/access-log", headers={"Accept-Language": language})
    assert answer.status_code == 200
    lines = answer.getvalue().decode("utf-8-sig")
    return answer, list(csv.reader(io.StringIO(lines)))


def test_the_log_says_who_looked_when_from_where_why_and_how_it_ended(caller, hospital, patient):
    auditor = caller(hospital, Role.AUDITOR)
    answer, rows = log_of(patient, by=auditor)
    headings, look = rows[0], rows[1]
    assert headings == [
        "When", "Who", "Role", "Action", "What", "Address", "Purpose", "Outcome",
    ]  # fmt: skip
    assert look[1] == patient.created_by.email
    assert look[5] == "127.0.0.1"
    assert answer["Content-Disposition"].startswith("attachment")
    assert patient.code not in answer["Content-Disposition"]


def test_the_headings_are_in_the_language_of_the_request(caller, hospital, patient):
    _, rows = log_of(patient, by=caller(hospital, Role.AUDITOR), language="ko")
    assert rows[0][:3] == ["시각", "사용자", "역할"]


def test_reading_the_log_is_an_event_of_the_patient(caller, hospital, patient):
    auditor = caller(hospital, Role.AUDITOR)
    log_of(patient, by=auditor)
    event = AuditEvent.objects.get(action="audit-event.exported")
    assert (event.actor_id, event.patient_id) == (auditor.user.pk, patient.pk)


def test_another_organisations_patient_and_an_unknown_one_are_not_found(caller, elsewhere, patient):
    stranger = caller(elsewhere, Role.AUDITOR)
    for patient_id in (patient.pk, uuid.uuid4()):
        assert stranger.get(f"/patients/{patient_id}/access-log").status_code == 404


def test_a_clinician_does_not_read_the_log(caller, hospital, patient):
    clinician = caller(hospital, Role.CLINICIAN, email="other@example.org")
    assert clinician.get(f"/patients/{patient.pk}/access-log").status_code == 403


def test_every_action_that_the_app_can_name_has_a_word_in_the_log_too():
    known = (ROOT / "web" / "src" / "features" / "audit" / "actions.ts").read_text(encoding="utf-8")
    actions = re.findall(r'^  "([a-z-]+)\.([a-z-]+)",$', known, re.MULTILINE)
    assert ("patient", "erased") in actions
    assert not [pair for pair in actions if not knows(f"audit-action-{'-'.join(pair)}")]
