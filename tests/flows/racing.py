"""One of several workers that are told of the same jobs at the same moment; started by test_race.py.

The jobs are of the toy analysis, computed by the real child process and recorded in the real database.
"""

import random
import sys

import django
from django.conf import settings

ROUNDS = 4

if __name__ == "__main__":
    django.setup()
    settings.ANALYSES = ["server.jobs.toys.toy"]
    from jindan.server.jobs import engine

    jobs = sys.stdin.readline().split() * ROUNDS
    random.shuffle(jobs)
    print("ready", flush=True)
    sys.stdin.readline()
    while engine.execute_next("cpu"):
        engine.execute(jobs.pop())
    for job in jobs:
        engine.execute(job)
