"""Ctrl-C in the middle of a job: everything ends soon, and the job goes on after the next start."""

import json
import signal
import threading
import time

import pytest

from flows.server_processes import Installation
from flows.test_survival import segmenting, wait, wait_for_job

pytestmark = pytest.mark.slow

SOON_S = 12


@pytest.fixture
def installation(tmp_path):
    made = Installation.new(tmp_path / "home")
    made.start()
    yield made
    made.stop()


def test_a_job_at_work_goes_on_after_a_stop(installation, drawn_ct):
    with installation.signed_in() as client:
        patient = client.post("/patients", {"code": "P-0001"})
        case = client.post("/cases", {"patient_id": patient["id"], "title": ""})["id"]
        client.post(f"/cases/{case}/studies", {"artifacts": client.upload(case, [drawn_ct])})
        job = wait_for_job(client, case)
        wait(client, job, segmenting(1))

        following = threading.Thread(
            target=client.follow, args=[job], kwargs={"show": lambda job: None}
        )
        following.start()
        took_s = stopped(installation)
        assert took_s < SOON_S
        assert not list((installation.home / "scratch").iterdir())

        installation.start()
        ended = wait(client, job, lambda each: each["is_finished"])
        following.join()
    assert (ended["state"], ended["attempt"]) == ("completed", 2)
    assert "worker lost" not in log_of(installation, "scheduler")


def stopped(installation):
    before = installation.descendants()
    started = time.monotonic()
    installation.supervisor.send_signal(signal.SIGINT)
    installation.supervisor.wait(timeout=60)
    took_s = time.monotonic() - started
    assert before
    assert not installation.descendants()
    return took_s


def log_of(installation, name):
    lines = (installation.home / "log" / f"{name}.log").read_text().splitlines()
    return " ".join(json.loads(line)["event"] for line in lines if line.startswith("{"))
