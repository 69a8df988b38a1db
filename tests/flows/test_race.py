"""Jobs that several worker processes are told of many times at once each end once, with one result."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

JOBS = 24
WORKERS = 4
TESTS = Path(__file__).parents[1]
SUBMIT = f"""
import itertools, secrets, django
django.setup()
import make
from server.jobs import toys
make.NUMBERS = itertools.count(secrets.randbelow(10**9))  # a database may be raced on twice
case = make.case(by=make.user(organisation=make.organisation()))
for number in range({JOBS}):
    print(make.job(toys.toy, case=case, way="counts", number=number).pk)
"""
COUNT = """
import sys, django
django.setup()
from jindan.server.jobs.models import Job, JobOutput
from jindan.server.notifications.models import Notification
jobs = Job.objects.filter(pk__in=sys.stdin.read().split())
print(jobs.filter(state="completed", attempt=1, reused=None).count())
print(JobOutput.objects.filter(job__in=jobs).count())
print(Notification.objects.filter(to__jobs__in=jobs).distinct().count())
"""


@pytest.fixture
def python(tmp_path):
    """Runs Python in a home of its own, on the database that the environment names."""
    home = tmp_path / "home"
    environment = os.environ | {
        "JINDAN_HOME": str(home),
        "PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}",
    }
    for folder in ("messages", "control"):
        (home / "broker" / folder).mkdir(parents=True)

    def start(*arguments):
        """A process with pipes; `communicate` closes them."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def test_each_job_ends_once(python):
    python("-m", "django", "migrate", "--verbosity", "0").communicate()
    jobs = python("-c", SUBMIT).communicate()[0].split()
    workers = [python("-m", "flows.racing") for _ in range(WORKERS)]
    for worker in workers:
        worker.stdin.write(" ".join(jobs) + "\n")
        worker.stdin.flush()
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * WORKERS
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        worker.communicate(timeout=300)
    assert [worker.returncode for worker in workers] == [0] * WORKERS
    counted = python("-c", COUNT).communicate("\n".join(jobs))[0].split()
    assert counted == [str(JOBS)] * 3
