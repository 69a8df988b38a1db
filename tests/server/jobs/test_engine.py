"""However a run ends, the job ends once, and says how."""

import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

import make
from jindan.confinement.errors import Crashed
from jindan.server.artifacts.models import Artifact
from jindan.server.jobs import engine, services
from jindan.server.jobs.attempt import WORKER_ENDS
from jindan.server.jobs.models import Job, JobState
from jindan.server.jobs.tasks import give_jobs_back
from jindan.server.notifications.models import Notification
from jindan.server.patients.models import Protection, ProtectionLabel
from server.jobs import toys

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def run(job):
    engine.execute(job.pk)
    job.refresh_from_db()
    return job


def test_a_run_leaves_result_files_rows_and_a_notice(case, tmp_path):
    given = make.artifact(tmp_path, case=case, content=b"four")
    job = run(make.job(toys.toy, case=case, inputs={"text": given}))
    assert (job.state, job.result, job.progress, job.problem) == (
        JobState.COMPLETED,
        {"letters": 4},
        1,
        None,
    )
    assert [(job.pk, 4, ["letters.txt"])] == toys.RECORDED
    assert job.outputs.get().artifact.case == case
    assert Notification.objects.get().subject == "job-completed"


def test_a_job_told_twice_runs_once(case):
    job = make.job(toys.toy, case=case)
    assert engine.execute(job.pk)
    assert not engine.execute(job.pk)
    assert len(toys.RECORDED) == 1


def test_a_problem_is_told_by_name(case):
    job = run(make.job(toys.toy, case=case, way="refuses"))
    assert (job.state, job.problem["slug"]) == (JobState.FAILED, "empty-volume")
    assert Notification.objects.get().subject == "job-failed"


def test_an_absent_service_is_tried_three_times_later_and_later(case):
    job = make.job(toys.toy, case=case, way="is-away")
    waits = []
    for _ in range(3):
        Job.objects.update(available_at=timezone.now())
        run(job)
        waits.append((job.state, job.attempt, job.available_at - timezone.now()))
    assert [(state, attempt) for state, attempt, _ in waits] == [
        (JobState.PENDING, 1),
        (JobState.PENDING, 2),
        (JobState.FAILED, 3),
    ]
    assert timedelta(seconds=4) < waits[0][2] < timedelta(seconds=16)
    assert timedelta(seconds=9) < waits[1][2] < timedelta(seconds=31)
    assert job.problem["slug"] == "remote-away"


def test_a_waiting_retry_is_not_taken_early(case):
    job = run(make.job(toys.toy, case=case, way="is-away"))
    assert not engine.execute(job.pk)


def test_a_fault_of_ours_fails_the_job_and_rises(case):
    job = make.job(toys.toy, case=case, way="is-wrong")
    with pytest.raises(Crashed):
        engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.problem["slug"]) == (JobState.FAILED, "unexpected")


def test_a_fault_in_record_leaves_nothing_but_the_failure(case, tmp_path, monkeypatch):
    def breaks(job, outcome):
        toys.record(job, outcome)
        raise ValueError

    monkeypatch.setattr(toys, "RECORDED", [])
    object.__setattr__(toys.toy, "record", breaks)
    try:
        job = make.job(toys.toy, case=case)
        with pytest.raises(ValueError):
            engine.execute(job.pk)
    finally:
        object.__setattr__(toys.toy, "record", toys.record)
    job.refresh_from_db()
    assert (job.state, job.result, job.outputs.count()) == (JobState.FAILED, None, 0)
    assert not Artifact.objects.exists()
    assert Notification.objects.get().subject == "job-failed"


def test_an_equal_run_is_reused_in_its_organisation_only(case, tmp_path):
    first = run(make.job(toys.toy, case=case, inputs={"text": make.artifact(tmp_path, case=case)}))
    colleague = make.case(by=make.user(organisation=case.organisation))
    second = run(
        make.job(toys.toy, case=colleague, inputs={"text": make.artifact(tmp_path, case=colleague)})
    )
    stranger = make.case(by=make.user(organisation=make.organisation()))
    third = run(
        make.job(toys.toy, case=stranger, inputs={"text": make.artifact(tmp_path, case=stranger)})
    )
    assert (second.reused, third.reused) == (first, None)
    assert second.result == first.result
    assert second.outputs.get().artifact.case == colleague
    assert len(toys.RECORDED) == 3


def test_a_run_on_a_patient_whom_the_requester_may_not_see_is_not_reused(case, tmp_path):
    run(make.job(toys.toy, case=case, inputs={"text": make.artifact(tmp_path, case=case)}))
    Protection.objects.create(
        patient=case.patient,
        organisation_id=case.organisation_id,
        label=ProtectionLabel.VIP,
        marked_by=case.created_by,
    )
    own = make.case(by=make.user(organisation=case.organisation))
    second = run(make.job(toys.toy, case=own, inputs={"text": make.artifact(tmp_path, case=own)}))
    assert (second.state, second.reused) == (JobState.COMPLETED, None)


def test_a_repeat_computes_anew(case):
    first = run(make.job(toys.toy, case=case))
    again = run(services.repeat(first, by=case.created_by))
    assert (again.state, again.reused, again.pk != first.pk) == (JobState.COMPLETED, None, True)


def test_a_damaged_input_is_told_by_name(case, tmp_path, settings):
    job = make.job(toys.toy, case=case, inputs={"text": make.artifact(tmp_path, case=case)})
    for path in Path(settings.STORAGES["artifacts"]["OPTIONS"]["location"]).rglob("*"):
        if path.name == Path(job.inputs.get().artifact.stored.path).name:
            path.unlink()
    assert run(job).problem["slug"] == "stored-file-damaged"


def test_a_database_that_is_away_does_not_fail_the_job(case, monkeypatch):
    def is_away(*_):
        raise OperationalError

    monkeypatch.setattr(engine, "_run", is_away)
    job = run(make.job(toys.toy, case=case))
    assert job.state == JobState.PROCESSING
    Job.objects.update(heartbeat_at=timezone.now() - services.LEASE * 2)
    assert services.put_back_lost() == 1


def test_a_cancelled_job_is_not_tried_again(case):
    job = make.job(toys.toy, case=case, way="is-away")
    job.cancel_requested = True
    job.save()
    assert run(job).state == JobState.CANCELLED


def test_an_outdated_job_is_not_run(case):
    job = make.job(toys.toy, case=case)
    Job.objects.update(version="0")
    assert run(job).problem["slug"] == "outdated"


def test_a_late_attempt_is_refused(case, monkeypatch):
    """The worker was paused beyond its lease; another finished the job meanwhile."""
    job = make.job(toys.toy, case=case)
    compute = engine.compute

    def paused(late, analysis):
        computed = compute(late, analysis)
        if late.attempt == 1:
            Job.objects.update(heartbeat_at=timezone.now() - services.LEASE * 2)
            assert services.put_back_lost() == 1
            assert engine.execute(job.pk)
        return computed

    monkeypatch.setattr(engine, "compute", paused)
    engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempt, len(toys.RECORDED)) == (JobState.COMPLETED, 2, 1)
    assert job.outputs.count() == 1


def run_until(job, ask):
    """Run the job, and ask for something while it reads. Returns the seconds until it ended."""

    def wait():
        reads = Job.objects.filter(pk=job.pk, stage="reading")
        until = time.monotonic() + 10
        while time.monotonic() < until and not reads.exists():
            time.sleep(0.05)
        ask()
        connection.close()

    asking = threading.Thread(target=wait)
    asking.start()
    started = time.monotonic()
    engine.execute(job.pk)
    asking.join()
    job.refresh_from_db()
    return time.monotonic() - started


@pytest.mark.django_db(transaction=True)
def test_cancelling_stops_a_running_job_within_seconds(case):
    job = make.job(toys.toy, case=case, way="sleeps")
    took_s = run_until(job, lambda: services.cancel(job, by=case.created_by))
    assert job.state == JobState.CANCELLED
    assert took_s < 8


@pytest.fixture
def ending_worker():
    yield
    WORKER_ENDS.clear()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_end_gives_its_job_back_at_once(case, ending_worker):
    job = make.job(toys.toy, case=case, way="sleeps")
    took_s = run_until(job, give_jobs_back)
    assert (job.state, job.attempt, job.woken_at, job.stage) == (JobState.PENDING, 1, None, "")
    assert took_s < 8
    assert not engine.execute_next("cpu")
