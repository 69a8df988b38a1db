"""A stream of jobs tells of each at first, then of what changes only, and of nobody else's."""

import json

import pytest
from django.test import RequestFactory

import make
from jindan.server.jobs import events, queries
from jindan.server.jobs.models import Job
from server.jobs.toys import toy


@pytest.fixture(autouse=True)
def short_stream(monkeypatch):
    """Each stream looks a few times, without a pause."""
    monkeypatch.setattr(events, "LOOK_S", 0.0)
    monkeypatch.setattr(events, "STREAM_S", 0.3)


def _told(user, *, at_the_first=lambda: None):
    """What a stream says; `at_the_first` happens when it has told of something."""
    told = []
    request = RequestFactory().get("/")
    request.user = user
    for chunk in events.list_events(queries.visible_to(user), request):
        for line in chunk.decode().splitlines():
            if line.startswith("data: "):
                told.append(json.loads(line.removeprefix("data: ")))
                at_the_first()
                at_the_first = _nothing
    return told


def _nothing():
    pass


def test_each_job_is_told_of_once_while_nothing_changes(case):
    jobs = [make.job(toy, case=case) for _ in range(3)]
    told = _told(case.created_by)
    assert [each["id"] for each in told] == [str(job.pk) for job in reversed(jobs)]
    assert {each["patient_code"] for each in told} == {case.patient.code}


def test_a_change_is_told_of(case):
    job = make.job(toy, case=case)
    told = _told(case.created_by, at_the_first=lambda: Job.objects.update(stage="reading"))
    assert [(each["id"], each["stage"]) for each in told] == [
        (str(job.pk), ""),
        (str(job.pk), "reading"),
    ]


def test_jobs_of_another_organisation_are_not_told_of(case):
    make.job(toy, case=case)
    stranger = make.user(organisation=make.organisation())
    assert _told(stranger) == []
