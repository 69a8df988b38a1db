"""A process beside the installation that looks into its database and its store, and is never killed.

One question a line on standard input, one answer a line on standard output.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django is ready now
from django.db import close_old_connections  # noqa: E402
from django.db.models import F  # noqa: E402

from chaos import invariants  # noqa: E402
from jindan.server.jobs.models import FINISHED, Job  # noqa: E402

TIMES = ("created_at", "available_at", "woken_at", "started_at", "heartbeat_at")


def states(case):
    """Each job of a case: kind, state, attempt."""
    return [
        list(row) for row in Job.objects.filter(case=case).values_list("kind", "state", "attempt")
    ]


def is_finished(case):
    """Whether nothing of the case waits or runs."""
    jobs = Job.objects.filter(case=case)
    return jobs.exists() and not jobs.exclude(state__in=FINISHED).exists()


def is_idle(case):
    """Whether no attempt has a folder to work in."""
    return not (settings.SCRATCH.is_dir() and any(settings.SCRATCH.iterdir()))


def shift(seconds):
    """What a clock that was put on (or back) makes of the times that were written before."""
    moved = {name: F(name) - timedelta(seconds=seconds) for name in TIMES}
    return Job.objects.exclude(state__in=FINISHED).update(**moved)


ANSWERS = {
    answer.__name__: answer for answer in (states, is_finished, is_idle, shift, invariants.broken)
}

for line in sys.stdin:
    asked = json.loads(line)
    close_old_connections()
    answer = ANSWERS[asked.pop("question")](**asked)
    sys.stdout.write(json.dumps({"answer": answer}) + "\n")
    sys.stdout.flush()
