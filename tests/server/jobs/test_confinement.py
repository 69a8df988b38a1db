"""What held the child of a job is kept with it, and may be required."""

import pytest

import make
from jindan.confinement.messages import Held
from jindan.server.jobs import engine
from jindan.server.roles import Role
from server.jobs import toys

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def run(job):
    engine.execute(job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("is_required", [False, True])
def test_what_held_the_child_is_kept_with_its_job(case, settings, is_required):
    settings.CONFINEMENT_REQUIRED = is_required
    job = run(make.job(toys.toy, case=case))
    assert job.state == "completed"
    assert Held.model_validate(job.confinement).is_whole


def test_where_nothing_was_computed_nothing_held(case):
    first, again = (run(make.job(toys.toy, case=case)) for _ in range(2))
    assert again.reused == first
    assert again.confinement is None


def test_the_api_says_what_held(caller, hospital):
    clinician = caller(hospital, Role.CLINICIAN)
    case = make.case(by=clinician.user)
    waiting = make.job(toys.toy, case=case)
    assert clinician.get(f"/jobs/{waiting.pk}").json()["confinement"] is None
    run(waiting)
    assert clinician.get(f"/jobs/{waiting.pk}").json()["confinement"]["files"] == "landlock"
