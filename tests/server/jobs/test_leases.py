"""A lease is kept as long as work goes on, whatever the work; nobody sweeps a folder that is in use."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

import make
from jindan.server.jobs import engine, fairness, scratch, services
from jindan.server.jobs.attempt import Heartbeat
from jindan.server.jobs.models import Job, JobState
from server.jobs import toys

pytestmark = pytest.mark.django_db


def started(case, **inputs):
    job = make.job(toys.toy, case=case, inputs=inputs)
    Job.objects.update(state=JobState.PROCESSING, attempt=1, heartbeat_at=Now())
    job.refresh_from_db()
    return job


def test_the_lease_is_told_by_one_clock(case):
    """The database's; a zone it thinks itself in makes no difference."""
    started(case)
    assert services.put_back_lost() == 0
    Job.objects.update(heartbeat_at=Now() - services.LEASE * 2)
    assert services.put_back_lost() == 1


def test_a_sign_of_life_from_the_future_is_none(case):
    """The clock was put back a day after the worker had died: nobody waits for the clock to come round."""
    started(case)
    Job.objects.update(heartbeat_at=timezone.now() + timedelta(days=1))
    assert services.put_back_lost() == 1


def test_a_job_that_was_submitted_by_a_later_clock_starts_now(case, monkeypatch):
    told = []
    monkeypatch.setattr(services, "send_wake_up", told.append)
    job = make.job(toys.toy, case=case)
    tomorrow = timezone.now() + timedelta(days=1)
    Job.objects.update(available_at=tomorrow, woken_at=tomorrow)
    assert services.wake_waiting() == 1
    assert fairness.next_waiting(queue="cpu").pk == job.pk
    assert engine._start(job.pk) is not None


def test_reading_a_large_input_keeps_the_lease(case, tmp_path):
    given = make.artifact(tmp_path, case=case, content=bytes(3 * 1024 * 1024))
    job = started(case, text=given)
    beats = []
    heartbeat = Heartbeat(job)
    heartbeat.tick = lambda: beats.append(time.monotonic())
    with scratch.workspace(job, heartbeat) as workspace:
        assert workspace.inputs["text"].stat().st_size == 3 * 1024 * 1024
    assert len(beats) >= 3


def test_a_folder_that_is_made_while_sweeping_stays(db, tmp_path, settings):
    """Its job starts right after the sweeper has looked which jobs run."""
    settings.SCRATCH = tmp_path

    def start_after(execute, *arguments):
        found = execute(*arguments)
        (tmp_path / "job.1").mkdir()
        return found

    with connection.execute_wrapper(start_after):
        assert scratch.sweep() == 0
    assert (tmp_path / "job.1").is_dir()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_equal_requests_at_once_give_one_job(case, tmp_path):
    given = make.artifact(tmp_path, case=case)
    barrier, answers = threading.Barrier(6), []

    def request():
        barrier.wait()
        answers.append(
            services.submit(
                toys.toy,
                params=toys.Params(),
                inputs={"text": given},
                case=case,
                by=case.created_by,
                idempotency_key="k",
            ).pk
        )
        connection.close()

    threads = [threading.Thread(target=request) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6
    assert len(set(answers)) == 1
    assert Job.objects.get().inputs.count() == 1
    assert fairness.next_waiting(queue="cpu").pk == answers[0]
