"""What a patient consents to: recorded with who and how, and effective on what waits and what runs."""

import time

import pytest

import make
from jindan.server.consents import services
from jindan.server.documents.models import SendingConsent
from jindan.server.jobs import analysis as registry
from jindan.server.jobs import engine
from jindan.server.jobs.models import Job, JobState
from jindan.server.notifications.models import Notification
from jindan.server.patients.models import AccessPolicy, Consent
from jindan.server.roles import Role
from people import is_problem
from server.consents import sending
from server.jobs.toys import toy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _toys_are_installed(settings):
    settings.ANALYSES = ["server.jobs.toys.toy", "server.consents.sending.sender"]
    registry.analyses.cache_clear()
    sending.AT_THE_DOOR.clear()
    yield
    registry.analyses.cache_clear()


@pytest.fixture
def case(clinician):
    return make.case(by=clinician.user)


def decide(person, case, decision, *, purpose="external-ocr", basis="written"):
    body = {"purpose": purpose, "decision": decision, "basis": basis}
    return person.post(f"/patients/{case.patient_id}/consents", body)


def standing(person, case):
    purposes = person.get(f"/patients/{case.patient_id}/consents").json()["purposes"]
    return {each["purpose"]: each["is_allowed"] for each in purposes}


def test_the_newest_decision_holds_and_the_earlier_stay_in_the_history(clinician, case):
    for decision in ("granted", "withdrawn"):
        assert decide(clinician, case, decision).status_code == 201
    assert not standing(clinician, case)["external-ocr"]
    path = f"/patients/{case.patient_id}/consents/history"
    history = clinician.get(path).json()["items"]
    assert [each["decision"] for each in history] == ["withdrawn", "granted"]
    assert history[0]["recorded_by"]["id"] == str(clinician.user.pk)
    assert Consent.objects.filter(is_current=True).count() == 1


def test_who_was_not_asked_is_as_the_organisation_presumes(clinician, caller, hospital, case):
    assert standing(clinician, case) == {
        "care": True, "research": True, "external-ocr": True, "external-model": False,
    }  # fmt: skip
    administrator = caller(hospital, Role.ADMINISTRATOR)
    administrator.patch("/access-policy", {"presumes_external_ocr": False})
    assert not standing(clinician, case)["external-ocr"]
    decide(clinician, case, "granted")
    assert standing(clinician, case)["external-ocr"]


def test_what_does_not_hold_is_not_withdrawn(clinician, case):
    decide(clinician, case, "refused")
    assert is_problem(decide(clinician, case, "withdrawn"), "nothing-to-withdraw", 409)


def test_researchers_record_no_consent(caller, hospital, case):
    assert decide(caller(hospital, Role.RESEARCHER), case, "granted").status_code == 403


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_a_waiting_job_that_would_send_is_cancelled_with_the_reason(clinician, case, decision):
    sends, stays = make.job(sending.sender, case=case), make.job(toy, case=case)
    others = make.job(sending.sender, case=make.case(by=clinician.user))
    decide(clinician, case, decision)
    states = dict(Job.objects.values_list("pk", "state"))
    assert states == {sends.pk: "cancelled", stays.pk: "pending", others.pk: "pending"}
    shown = clinician.get(f"/jobs/{sends.pk}").json()
    assert shown["problem"]["type"] == "/problems/consent-withdrawn"
    assert Notification.objects.get().subject == "job-cancelled"


def test_a_withdrawal_for_research_cancels_what_researchers_have_waiting(
    clinician, caller, hospital, case
):
    researcher = caller(hospital, Role.RESEARCHER).user
    theirs, own = make.job(toy, case=case, number=1), make.job(toy, case=case, number=2)
    Job.objects.filter(pk=theirs.pk).update(requested_by=researcher)
    decide(clinician, case, "withdrawn", purpose="research")
    assert Job.objects.get(pk=theirs.pk).state == JobState.CANCELLED
    assert Job.objects.get(pk=own.pk).state == JobState.PENDING


@pytest.mark.parametrize("how", ["withdrawn", "no longer presumed"])
def test_what_starts_for_a_researcher_after_a_withdrawal_computes_nothing(
    clinician, caller, hospital, case, how
):
    if how == "withdrawn":
        decide(clinician, case, "withdrawn", purpose="research")
    else:
        caller(hospital, Role.ADMINISTRATOR).patch("/access-policy", {"presumes_research": False})
    # As the next step of a job that ran, or a retry of it.
    job = make.job(toy, case=case)
    Job.objects.filter(pk=job.pk).update(requested_by=caller(hospital, Role.RESEARCHER).user)
    engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem["slug"]) == (JobState.CANCELLED, "consent-withdrawn")
    assert job.confinement is None


@pytest.mark.slow
def test_a_running_job_is_stopped_while_it_sends(clinician, case):
    job = make.job(sending.sender, case=case)
    sending.AT_THE_DOOR.append(lambda job: decide(clinician, case, "withdrawn"))
    began = time.monotonic()
    engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem["slug"]) == (JobState.CANCELLED, "consent-withdrawn")
    assert time.monotonic() - began < 30


@pytest.mark.slow
def test_a_withdrawal_that_comes_too_late_leaves_no_reason(case):
    job = make.job(toy, case=case)
    reason = {"slug": "consent-withdrawn", "status": 422, "values": {}}
    Job.objects.filter(pk=job.pk).update(problem=reason)
    engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem) == (JobState.COMPLETED, None)


@pytest.mark.slow
def test_what_starts_after_a_refusal_sends_nothing(clinician, case):
    job = make.job(sending.sender, case=case)
    Consent.objects.create(
        patient=case.patient,
        purpose="external-ocr",
        decision="refused",
        basis="verbal",
        recorded_by=clinician.user,
    )
    engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.COMPLETED, {"reason": "patient-consent-missing"})


@pytest.mark.parametrize("is_given", [True, False])
def test_organisation_and_patient_must_both_consent(settings, clinician, case, tmp_path, is_given):
    settings.UPSTAGE_API_KEY = "up_a-key-of-the-tests"
    settings.ANALYSES = ["jindan.server.documents.reading.remote_reading"]
    registry.analyses.cache_clear()
    SendingConsent.objects.create(organisation=case.organisation, given_by=clinician.user)
    AccessPolicy.objects.create(organisation=case.organisation, presumes_external_ocr=False)
    if is_given:
        decide(clinician, case, "granted")
    source = make.artifact(tmp_path, case=case, content=b"\x89PNG phantom", name="scan.png")
    asked = {"artifact": str(source.pk), "engine": "upstage"}
    answer = clinician.post(f"/cases/{case.pk}/readings", asked)
    if is_given:
        assert answer.status_code == 202
    else:
        assert is_problem(answer, "patient-consent-missing", 409)


def test_a_grant_cancels_nothing(clinician, case):
    make.job(sending.sender, case=case)
    services.record(
        case.patient, purpose="external-ocr", decision="granted", basis="written", by=clinician.user
    )
    assert Job.objects.get().state == JobState.PENDING
