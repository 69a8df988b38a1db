"""Jobs that several worker processes are told of many times at once each end once, with one result."""

import pytest

pytestmark = pytest.mark.slow

JOBS = 24
WORKERS = 4
SUBMIT = f"""
import itertools, secrets, django
django.setup()
import make
from jindan.server.keys.models import WrappedKey
from server.jobs import toys
make.NUMBERS = itertools.count(secrets.randbelow(10**9))  # a database may be raced on twice
WrappedKey.objects.all().delete()  # wrapped by the keyring of another home
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
