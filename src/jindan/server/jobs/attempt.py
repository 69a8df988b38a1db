"""One attempt's hold on its job: only the attempt that the row names may change it."""

import threading
import time

from django.db.models import QuerySet
from django.db.models.functions import Now

from jindan.server.jobs.models import Job, State

PULSE_S = 1.0
LEAST_STEP = 0.01

WORKER_ENDS = threading.Event()
"""Set once when this worker is told to end; every attempt in it then gives its job back."""


class Cancelled(Exception):
    """The job was asked to stop."""


class Interrupted(Exception):
    """The worker is told to end; the job waits again for another."""


class Superseded(Exception):
    """Another attempt has taken the job over; this one must leave no trace."""


def held(job: Job) -> QuerySet[Job]:
    """The job's row, as long as this attempt still owns it."""
    return Job.objects.filter(pk=job.pk, state=State.PROCESSING, attempt=job.attempt)


def move(job: Job, **columns: object) -> None:
    """Change the row of a job that is still ours. Raises Superseded when it is not."""
    if not held(job).update(**columns):
        raise Superseded


class Pulse:
    """Writes an attempt's heartbeat every second, and its progress, and listens for a request to stop.

    The heartbeat is told by the database's clock, which all machines share.
    Both methods raise Cancelled, Interrupted or Superseded, which ends the work.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._beat_at = 0.0
        self._fraction = 0.0

    def tick(self) -> None:
        """Keep the lease; called often, writes seldom."""
        if WORKER_ENDS.is_set():
            raise Interrupted
        if time.monotonic() - self._beat_at >= PULSE_S:
            self._write()

    def progress(self, fraction: float, stage: str) -> None:
        """Tell how far the work is; a new stage is written at once."""
        is_news = stage != self.job.stage or fraction - self._fraction >= LEAST_STEP
        if is_news:
            self._fraction, self.job.stage = fraction, stage
            self._write(progress=fraction, stage=stage)

    def _write(self, **columns: object) -> None:
        self._beat_at = time.monotonic()
        move(self.job, heartbeat_at=Now(), **columns)
        if held(self.job).filter(cancel_requested=True).exists():
            raise Cancelled
