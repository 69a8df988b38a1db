"""Accepted means committed; who waits is woken; who is lost is put back."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

import make
from jindan.server.accounts.models import Organisation
from jindan.server.jobs import queries, services, tasks
from jindan.server.jobs.errors import IdempotencyKeyReused, JobAlreadyFinished, JobNotFinished
from jindan.server.jobs.models import Job, JobState
from jindan.server.notifications.models import Notification
from server.jobs import toys

pytestmark = pytest.mark.django_db


def submit(case, **options):
    return services.submit(
        toys.toy, params=toys.Params(), inputs={}, case=case, by=case.created_by, **options
    )


def test_a_broker_outage_loses_nothing(
    case, settings, monkeypatch, django_capture_on_commit_callbacks
):
    def refuse(queue):
        raise ConnectionRefusedError

    monkeypatch.setattr(services, "send_wake_up", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = submit(case)
    assert Job.objects.get() == job
    told = []
    monkeypatch.setattr(services, "send_wake_up", told.append)
    Job.objects.update(woken_at=timezone.now() - services.WAKE_AGAIN_AFTER * 2)
    assert services.wake_waiting() == 1
    assert told == ["cpu"]


def test_a_long_queue_does_not_keep_another_from_being_woken(case, monkeypatch):
    told = []
    monkeypatch.setattr(services, "send_wake_up", told.append)
    for _ in range(services.WAKES_AT_ONCE + 3):
        submit(case)
    lone = submit(case)
    Job.objects.filter(pk=lone.pk).update(queue="gpu")
    Job.objects.update(woken_at=None)
    services.wake_waiting()
    assert (told.count("cpu"), told.count("gpu")) == (services.WAKES_AT_ONCE, 1)


def test_the_broker_holds_few_wake_ups_however_many_jobs_wait(settings, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_WAKE_UPS", 3)
    messages = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
    for _ in range(10):
        tasks.send_wake_up("bounded")
    kept = [path for path in messages.iterdir() if path.name.endswith("bounded.msg")]
    assert len(kept) == 3


def test_nobody_is_woken_for_a_request_that_is_rolled_back(case, monkeypatch):
    monkeypatch.setattr(services, "wake", lambda queue: pytest.fail("woken"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        submit(case)
        1 / 0
    assert not Job.objects.exists()


def test_the_same_key_gives_the_same_job(case):
    assert submit(case, idempotency_key="k") == submit(case, idempotency_key="k")
    assert Job.objects.count() == 1


def test_the_same_key_for_another_request_is_refused(case):
    submit(case, idempotency_key="k")
    with pytest.raises(IdempotencyKeyReused):
        services.submit(
            toys.toy,
            params=toys.Params(way="refuses"),
            inputs={},
            case=case,
            by=case.created_by,
            idempotency_key="k",
        )


def test_keys_of_two_people_do_not_meet(case):
    colleague = make.user(organisation=case.organisation)
    other = services.submit(
        toys.toy, params=toys.Params(), inputs={}, case=case, by=colleague, idempotency_key="k"
    )
    assert submit(case, idempotency_key="k") != other


def test_a_waiting_job_is_cancelled_at_once(case):
    job = submit(case)
    services.cancel(job, by=case.created_by)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert Notification.objects.get().subject == "job-cancelled"
    with pytest.raises(JobAlreadyFinished):
        services.cancel(job, by=case.created_by)


def test_only_a_finished_job_is_repeated(case):
    with pytest.raises(JobNotFinished):
        services.repeat(submit(case), by=case.created_by)


def lost(case, *, attempt, **columns):
    job = submit(case)
    silent = timezone.now() - services.LEASE - timedelta(seconds=1)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.PROCESSING, attempt=attempt, heartbeat_at=silent, **columns
    )
    assert services.put_back_lost() == 1
    job.refresh_from_db()
    return job


def test_a_lost_job_waits_again(case):
    assert lost(case, attempt=1).state == JobState.PENDING


def test_a_job_that_kills_every_worker_fails(case):
    job = lost(case, attempt=3)
    assert (job.state, job.problem["slug"]) == (JobState.FAILED, "worker-lost")


def test_a_lost_job_that_was_to_be_cancelled_is_cancelled(case):
    assert lost(case, attempt=1, cancel_requested=True).state == JobState.CANCELLED


def test_a_living_job_keeps_its_lease(case):
    job = submit(case)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.PROCESSING, attempt=1, heartbeat_at=timezone.now()
    )
    assert services.put_back_lost() == 0


def test_jobs_of_another_organisation_are_not_seen(case):
    submit(case)
    stranger = make.user(organisation=Organisation.objects.create(name="Elsewhere"))
    assert queries.visible_to(case.created_by).count() == 1
    assert not queries.visible_to(stranger).exists()
