"""Two persons erase a patient: nothing that must be kept, and then everything, on disk and in every table."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

import make
from jindan.server.accounts.models import User
from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.storage.objects import storage
from jindan.server.audit.chain import linking, verifying
from jindan.server.audit.models import AuditEvent
from jindan.server.jobs.attempt import Superseded, move
from jindan.server.jobs.models import Job, JobState
from jindan.server.patients.models import Case, Patient
from jindan.server.reports.models import Report, ReportVersion
from jindan.server.rights.erasing import erase
from jindan.server.rights.models import ErasureProposal
from jindan.server.roles import Role
from people import is_problem, proof_of
from server.test_lists import Rows

pytestmark = pytest.mark.django_db

REASON = {"reason": "patient-request"}


@pytest.fixture
def nothing_is_kept(settings):
    settings.RECORD_YEARS = settings.EXAMINATION_YEARS = 0


def propose(patient, *, by):
    return by.post(f"/patients/{patient.pk}/erasure", REASON)


def approve(proposal, *, by):
    return by.post(f"/erasures/{proposal.json()['id']}/approval", proof_of(by))


def rows():
    """Return every row of every table but the audit, as its table and key."""
    return {
        (model._meta.label, key)
        for model in apps.get_models(include_auto_created=True)
        if model is not AuditEvent
        for key in model._base_manager.values_list("pk", flat=True)
    }


@pytest.mark.usefixtures("nothing_is_kept")
def test_two_persons_erase_a_patient(clinician, administrator, case):
    proposal = propose(case.patient, by=clinician)
    assert proposal.status_code == 201
    assert Patient.objects.filter(pk=case.patient_id).exists()
    assert approve(proposal, by=administrator).status_code == 204
    assert clinician.get(f"/patients/{case.patient_id}").status_code == 404
    assert clinician.get(f"/cases/{case.pk}").status_code == 404


def test_no_row_of_any_table_is_left_and_no_row_of_another_patient_goes(
    clinician, tmp_path, django_capture_on_commit_callbacks
):
    other = Rows(make.case(by=clinician.user), tmp_path)
    other()
    shared = make.artifact(tmp_path, case=other.case, content=b"the same in both")
    before, cases = rows(), set(Case.objects.values_list("pk", flat=True))
    erased = Rows(make.case(by=clinician.user), tmp_path)
    erased()
    make.artifact(tmp_path, case=erased.case, content=b"the same in both")
    Case.objects.exclude(pk__in=cases).update(patient=erased.case.patient)
    paths = set(StoredObject.objects.values_list("path", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        erase(erased.case.patient)
    after = rows()
    left = {label for label, _ in after - before if label.startswith(OF_PATIENTS)}
    assert before <= after
    assert left - BESIDE_PATIENTS == set()
    assert storage().exists(shared.stored.path)
    gone = paths - set(StoredObject.objects.values_list("path", flat=True))
    assert gone
    assert not [path for path in gone if storage().exists(path)]


OF_PATIENTS = (
    "artifacts.", "jobs.", "findings.", "reports.", "imaging.", "documents.", "assays.", "patients.",
)  # fmt: skip
BESIDE_PATIENTS = {
    "patients.CareTeam",
    "patients.TeamMember",
    "patients.Patient",
    "assays.Panel",
}
"""What belongs to the organisation, and the patients without a record whom `Rows` makes beside."""


def test_what_the_law_keeps_is_said_and_nothing_is_erased(clinician, case, tmp_path):
    make.artifact(tmp_path, case=case)
    answer = propose(case.patient, by=clinician)
    assert is_problem(answer, "records-kept", 409)
    values = answer.json()["values"]
    assert values["register"][:4] == str(timezone.localdate().year + 5)
    assert (values["reports"], values["documents"]) == ("–", "–")
    assert not ErasureProposal.objects.exists()


def test_documents_and_signed_reports_are_kept_for_ten_years(clinician, case, tmp_path):
    filled = Rows(case, tmp_path)
    filled()
    report = Report.objects.filter(case=case).first()
    ReportVersion.objects.create(
        report=report,
        number=2,
        state="final",
        content=filled.artifact(),
        signed_by=clinician.user,
        issued_at=timezone.now(),
    )
    values = propose(case.patient, by=clinician).json()["values"]
    in_ten_years = str(timezone.localdate().year + 10)
    assert values["reports"][:4] == values["documents"][:4] == in_ten_years
    assert values["until"] == values["reports"]


def test_what_came_to_be_kept_meanwhile_is_kept_at_the_approval(
    clinician, administrator, case, settings
):
    years, settings.EXAMINATION_YEARS = settings.EXAMINATION_YEARS, 0
    proposal = propose(case.patient, by=clinician)
    settings.EXAMINATION_YEARS = years
    assert is_problem(approve(proposal, by=administrator), "records-kept", 409)
    assert ErasureProposal.objects.exists()
    assert Case.objects.filter(pk=case.pk).exists()


def test_after_its_years_a_record_is_no_longer_kept(clinician, case):
    Case.objects.update(created_at=timezone.now() - timedelta(days=5 * 365 + 3))
    assert propose(case.patient, by=clinician).status_code == 201


@pytest.mark.usefixtures("nothing_is_kept")
def test_one_person_alone_erases_nobody(clinician, administrator, case):
    proposal = propose(case.patient, by=clinician)
    assert approve(proposal, by=clinician).status_code == 403
    ErasureProposal.objects.update(proposed_by=administrator.user)  # as after a change of role
    assert is_problem(approve(proposal, by=administrator), "own-erasure", 409)
    assert is_problem(propose(case.patient, by=clinician), "erasure-pending", 409)
    assert Patient.objects.filter(pk=case.patient_id).exists()


@pytest.mark.usefixtures("nothing_is_kept")
def test_a_proposal_ends_with_its_time_its_person_and_its_withdrawal(
    clinician, administrator, case
):
    proposal = propose(case.patient, by=clinician)
    User.objects.filter(pk=clinician.user.pk).update(is_active=False)
    assert is_problem(approve(proposal, by=administrator), "erasure-void", 409)
    User.objects.filter(pk=clinician.user.pk).update(is_active=True)
    ErasureProposal.objects.update(expires_at=timezone.now())
    assert approve(proposal, by=administrator).status_code == 404
    again = propose(case.patient, by=clinician)
    assert administrator.delete(f"/erasures/{again.json()['id']}").status_code == 204
    assert approve(again, by=administrator).status_code == 404


@pytest.mark.usefixtures("nothing_is_kept")
def test_another_organisation_finds_neither_patient_nor_proposal(
    clinician, case, caller, elsewhere
):
    proposal = propose(case.patient, by=clinician)
    assert propose(case.patient, by=caller(elsewhere, Role.CLINICIAN)).status_code == 404
    stranger = caller(elsewhere, Role.ADMINISTRATOR)
    assert approve(proposal, by=stranger).status_code == 404
    assert stranger.get("/erasures").json()["items"] == []


@pytest.mark.usefixtures("nothing_is_kept")
def test_an_emergency_access_proposes_nothing(case, in_emergency):
    assert is_problem(propose(case.patient, by=in_emergency), "emergency-does-not-erase", 403)


@pytest.mark.usefixtures("nothing_is_kept")
def test_the_audit_stays_whole_and_the_log_can_be_read(clinician, administrator, case):
    assert approve(propose(case.patient, by=clinician), by=administrator).status_code == 204
    linking.link_all()
    assert not verifying.verify().faults
    english = {"Accept-Language": "en"}
    answer = administrator.get(f"/patients/{case.patient_id}/access-log", headers=english)
    log = answer.getvalue().decode()
    assert "Erasure proposed: patient's request" in log
    assert "Patient erased" in log
    assert case.patient.code not in log


def test_waiting_jobs_are_gone_and_a_running_attempt_ends_without_a_result(case, tmp_path):
    rows = Rows(case, tmp_path)
    rows.job()
    running = rows.job(state=JobState.PROCESSING)
    erase(case.patient)
    assert not Job.objects.exists()
    with pytest.raises(Superseded):
        move(running, state=JobState.COMPLETED)


def test_a_job_of_another_patient_that_reused_a_result_keeps_its_own(clinician, case, tmp_path):
    earlier = Rows(case, tmp_path).job()
    other = Rows(make.case(by=clinician.user), tmp_path)
    later = other.job(reused=earlier)
    erase(case.patient)
    later.refresh_from_db()
    assert later.reused is None
