"""Ownership of a job by one attempt: only the attempt that the row names may change it."""

import threading
import time

from django.db.models import QuerySet
from django.db.models.functions import Now

from jindan.server.jobs.models import Job, JobState

HEARTBEAT_S = 1.0
LEAST_STEP = 0.01

WORKER_ENDS = threading.Event()
"""Set once when this worker must stop. Every attempt in it then returns its job to the queue."""


class Cancelled(Exception):
    """The job was cancelled."""


class Interrupted(Exception):
    """The worker must stop. The job waits again for another one."""


class Superseded(Exception):
    """Another attempt owns the job now. This one must not change anything."""


def owned(job: Job) -> QuerySet[Job]:
    """Return the job's row as long as this attempt owns it, else no row."""
    return Job.objects.filter(pk=job.pk, state=JobState.PROCESSING, attempt=job.attempt)


def move(job: Job, **columns: object) -> None:
    """Change the row of a job that this attempt owns. Raises Superseded when it no longer does."""
    if not owned(job).update(**columns):
        raise Superseded


class Heartbeat:
    """Heartbeat and progress of an attempt, by the database's clock, which all machines share.

    Both methods raise Cancelled, Interrupted or Superseded, which ends the work.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._beat_at = 0.0
        self._fraction = 0.0

    def tick(self) -> None:
        """Renew the lease. It may be called often, and writes once a second."""
        if WORKER_ENDS.is_set():
            raise Interrupted
        if time.monotonic() - self._beat_at >= HEARTBEAT_S:
            self._write()

    def progress(self, fraction: float, stage: str) -> None:
        """Report the progress, from 0 to 1. A new stage is written at once, a small step not at all."""
        if stage != self.job.stage or fraction - self._fraction >= LEAST_STEP:
            self._fraction, self.job.stage = fraction, stage
            self._write(progress=fraction, stage=stage)

    def _write(self, **columns: object) -> None:
        self._beat_at = time.monotonic()
        move(self.job, heartbeat_at=Now(), **columns)
        if owned(self.job).filter(cancel_requested=True).exists():
            raise Cancelled
