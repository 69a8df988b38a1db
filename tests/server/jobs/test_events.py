"""A stream of jobs shows each at first, then what changes only, and nothing to those who may no longer look."""

import json
from itertools import islice

import pytest

import make
from jindan.server.accounts.models import User
from jindan.server.jobs import events
from jindan.server.jobs.models import Job
from jindan.server.roles import Role
from server.jobs.toys import toy


@pytest.fixture(autouse=True)
def short_stream(monkeypatch):
    """Each stream looks a few times."""
    monkeypatch.setattr(events, "STREAM_S", 0.3)


@pytest.fixture
def job(clinician):
    return make.job(toy, case=make.case(by=clinician.user))


def _shown(blocks):
    lines = b"".join(blocks).decode().splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


def test_each_job_is_shown_once_while_nothing_changes(clinician, job):
    jobs = [job, *(make.job(toy, case=job.case) for _ in range(2))]
    shown = _shown(clinician.get("/jobs/events"))
    assert [one["id"] for one in shown] == [str(job.pk) for job in reversed(jobs)]


def test_a_change_is_shown(clinician, job):
    blocks = iter(clinician.get("/jobs/events"))
    before = _shown(islice(blocks, 2))
    Job.objects.update(stage="reading")
    assert [one["stage"] for one in (*before, *_shown(blocks))] == ["", "reading"]


def test_jobs_of_another_organisation_are_not_shown(caller, job):
    stranger = caller(make.organisation(), Role.CLINICIAN)
    assert _shown(stranger.get("/jobs/events")) == []


def _sign_out(person):
    assert person.delete("/auth/session").status_code == 204


def _deactivate(_person):
    User.objects.update(is_active=False)


def _change_role(_person):
    User.objects.update(role=Role.AUDITOR)


@pytest.mark.parametrize("end", [_sign_out, _deactivate, _change_role])
@pytest.mark.parametrize("path", ["/jobs/events", "/jobs/{job}/events"])
def test_a_stream_ends_with_the_access(clinician, job, end, path, monkeypatch):
    monkeypatch.setattr(events, "STREAM_S", 60.0)
    blocks = iter(clinician.get(path.format(job=job.pk)))
    assert len(_shown(islice(blocks, 2))) == 1
    end(clinician)
    Job.objects.update(stage="reading")
    assert list(blocks) == []


def test_a_second_factor_that_is_demanded_meanwhile_ends_a_stream(
    clinician, job, settings, monkeypatch
):
    monkeypatch.setattr(events, "STREAM_S", 60.0)
    blocks = iter(clinician.get("/jobs/events"))
    next(blocks)
    settings.SECOND_FACTOR_ROLES = frozenset({Role.CLINICIAN})
    assert list(blocks) == []


def test_a_person_has_so_many_places_and_others_have_theirs(
    caller, hospital, clinician, job, monkeypatch
):
    monkeypatch.setattr(events, "STREAM_S", 0.0)
    streams = [clinician.get("/jobs/events") for _ in range(events.PLACES.of_a_person)]
    refused = clinician.get(f"/jobs/{job.pk}/events")
    assert (refused.status_code, refused.json()["code"]) == (429, "too-many-own-streams")
    assert refused["Retry-After"]
    others = caller(hospital, Role.CLERK).get("/jobs/events")
    assert others.status_code == 200
    for stream in (*streams, others):
        list(stream)  # to its end
    assert list(clinician.get("/jobs/events"))
