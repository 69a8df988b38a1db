"""What people see of an erasure before it is done: what keeps it off, who waits, who is told, and whose act it is."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from jindan.server.audit.models import AuditEvent
from jindan.server.notifications.models import Notification
from jindan.server.patients.models import Patient
from jindan.server.rights.models import ErasureProposal
from jindan.server.roles import Role
from passkeys import ORIGIN, Passkey, enrol
from people import is_problem, proof_of

pytestmark = pytest.mark.django_db

REASON = {"reason": "patient-request"}


@pytest.fixture
def nothing_is_kept(settings):
    settings.RECORD_YEARS = settings.EXAMINATION_YEARS = 0


@pytest.fixture
def proposal(nothing_is_kept, clinician, case):
    return clinician.post(f"/patients/{case.patient_id}/erasure", REASON).json()


@pytest.fixture
def passkey(settings, administrator):
    settings.PASSKEY_ORIGIN = ORIGIN
    cache.clear()
    return enrol(administrator, Passkey(counts=False))


def approval(proposal):
    return f"/erasures/{proposal['id']}/approval"


def notices(person):
    return [notice["subject"] for notice in person.get("/notifications").json()["items"]]


def test_what_must_be_kept_is_said_before_anybody_proposes(clinician, case):
    erasability = clinician.get(f"/patients/{case.patient_id}/erasure").json()
    in_five_years = timezone.localdate().year + 5
    assert [(kept["kind"], kept["until"][:4]) for kept in erasability["kept"]] == [
        ("register", str(in_five_years))
    ]
    assert erasability["proposal"] is None


def test_those_who_see_the_patient_see_that_an_erasure_waits(proposal, caller, hospital, case):
    colleague = caller(hospital, Role.CLERK)
    erasability = colleague.get(f"/patients/{case.patient_id}/erasure").json()
    assert erasability == {"kept": [], "proposal": proposal}
    ErasureProposal.objects.update(expires_at=timezone.now())
    assert colleague.get(f"/patients/{case.patient_id}/erasure").json()["proposal"] is None


def test_an_administrator_sees_who_proposed_and_no_more_of_the_patient_than_an_id(
    proposal, clinician, administrator, case
):
    [waiting] = administrator.get("/erasures").json()["items"]
    assert waiting == proposal
    assert waiting["proposed_by"]["name"] == clinician.user.email
    assert waiting["patient_id"] == str(case.patient_id)
    assert case.patient.code not in str(waiting)


def test_a_token_alone_approves_nothing(proposal, administrator, case):
    assert is_problem(administrator.post(approval(proposal)), "invalid-request", 422)
    wrong = {"proof": {"password": "a guess"}}
    assert is_problem(administrator.post(approval(proposal), wrong), "proof-refused", 403)
    assert Patient.objects.filter(pk=case.patient_id).exists()


def test_the_audit_says_how_the_approval_was_proved(proposal, administrator, case):
    assert administrator.post(approval(proposal), proof_of(administrator)).status_code == 204
    proved = AuditEvent.objects.get(action="signature.proved-by-password")
    assert (proved.actor_id, proved.patient_id) == (administrator.user.pk, case.patient_id)


def test_a_passkey_proves_the_approval_of_one_erasure(
    proposal, clinician, administrator, passkey, case
):
    challenge = administrator.post(f"{approval(proposal)}/begin").json()
    proof = {
        "passkey": {
            "ticket": challenge["ticket"],
            "credential": passkey.answer(challenge["options"]),
        }
    }
    assert clinician.delete(f"/erasures/{proposal['id']}").status_code == 204
    again = clinician.post(f"/patients/{case.patient_id}/erasure", REASON).json()
    other = administrator.post(approval(again), {"proof": proof})
    assert is_problem(other, "proof-not-of-this", 403)
    challenge = administrator.post(f"{approval(again)}/begin").json()
    proof["passkey"] = {
        "ticket": challenge["ticket"],
        "credential": passkey.answer(challenge["options"]),
    }
    assert administrator.post(approval(again), {"proof": proof}).status_code == 204


def test_who_proposed_gets_no_challenge(proposal, administrator, passkey):
    ErasureProposal.objects.update(proposed_by=administrator.user)  # as after a change of role
    begun = administrator.post(f"{approval(proposal)}/begin")
    assert is_problem(begun, "own-erasure", 409)


def test_administrators_are_told_of_a_proposal_without_a_word_of_the_patient(
    administrator, caller, elsewhere, clinician, proposal, case
):
    stranger = caller(elsewhere, Role.ADMINISTRATOR)
    assert notices(administrator) == ["erasure-proposed"]
    assert notices(clinician) == notices(stranger) == []
    [notice] = administrator.get("/notifications").json()["items"]
    assert notice["link"] == f"/erasures/{proposal['id']}"
    assert case.patient.code not in str(notice)


def test_who_proposed_is_told_of_the_approval(proposal, clinician, administrator):
    administrator.post(approval(proposal), proof_of(administrator))
    assert notices(clinician) == ["erasure-approved"]


def test_who_proposed_is_told_of_the_refusal(proposal, clinician, administrator, case):
    assert administrator.delete(f"/erasures/{proposal['id']}").status_code == 204
    assert notices(clinician) == ["erasure-refused"]
    refused = AuditEvent.objects.get(action="patient.erasure-refused")
    assert refused.patient_id == case.patient_id


def test_who_proposed_may_withdraw_and_nobody_else_of_their_role(
    proposal, clinician, caller, hospital
):
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    assert colleague.delete(f"/erasures/{proposal['id']}").status_code == 404
    assert clinician.delete(f"/erasures/{proposal['id']}").status_code == 204
    assert AuditEvent.objects.filter(action="patient.erasure-withdrawn").count() == 1
    assert not Notification.objects.filter(to=clinician.user).exists()


def test_to_see_whether_a_patient_can_be_erased_is_a_look_at_the_patient(clinician, case):
    clinician.get(f"/patients/{case.patient_id}/erasure")
    look = AuditEvent.objects.get(action="patient.read")
    assert (look.actor_id, look.patient_id) == (clinician.user.pk, case.patient_id)
