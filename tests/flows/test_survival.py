"""kill -9 in the middle of a segmentation: first the worker, then everything. The job ends once, with one result."""

import time

import pytest

from flows.server_processes import Installation

pytestmark = pytest.mark.slow

TABLES = ("imaging_study", "imaging_series", "imaging_segmentation", "reports_report")


@pytest.fixture
def installation(tmp_path):
    made = Installation.new(tmp_path / "home")
    made.start()
    yield made
    made.stop()


def wait(client, job, until, *, seconds=120):
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at:
        state = client.get(f"/jobs/{job}")
        if until(state):
            return state
        time.sleep(0.1)
    raise TimeoutError(state)


def segmenting(attempt):
    return lambda job: job["attempt"] == attempt and job["stage"] == "segmenting-organs"


def test_a_killed_job_ends_in_one_state_with_one_result(installation, drawn_ct):
    with installation.signed_in() as client:
        found = survived(installation, client, drawn_ct)
        wait_for_reports(client, found["case"])
    assert (found["state"], found["attempt"]) == ("completed", 3)
    assert installation.rows(*TABLES) == [1] * len(TABLES)
    assert not list((installation.home / "scratch").iterdir())


def survived(installation, client, drawn_ct):
    """The segmentation's job after its worker, and later everything, was killed in the middle of it."""
    patient = client.post("/patients", {"code": "P-0001"})
    case = client.post("/cases", {"patient_id": patient["id"], "title": ""})["id"]
    ids = client.upload(case, [drawn_ct])
    client.post(f"/cases/{case}/studies", {"artifacts": ids}, idempotency_key="once")
    found = wait_for_job(client, case)

    wait(client, found, segmenting(1))
    installation.kill_worker()
    wait(client, found, segmenting(2))
    installation.kill_everything()
    assert not installation.descendants()

    installation.start()
    return wait(client, found, lambda job: job["is_finished"])


def wait_for_job(client, case):
    ends_at = time.monotonic() + 60
    while time.monotonic() < ends_at:
        jobs = client.get(f"/jobs?case={case}&kind=ct-segmentation")["items"]
        if jobs:
            return jobs[0]["id"]
        time.sleep(0.1)
    raise TimeoutError


def wait_for_reports(client, case):
    jobs = client.get(f"/jobs?case={case}&kind=report-rendering")["items"]
    assert len(jobs) == 1
    wait(client, jobs[0]["id"], lambda job: job["is_finished"])
