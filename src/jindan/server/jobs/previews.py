"""Previews: output files of a running attempt that can be seen before it ends, and are deleted with it.

A preview names stored bytes but is no artifact. The outputs of the job are the same without it.
"""

from pathlib import Path

from django.db import transaction
from django.db.models.functions import Now

from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.media_types import written_type_of
from jindan.server.jobs.analysis import analyses
from jindan.server.jobs.attempt import Heartbeat, move
from jindan.server.jobs.models import Job, JobPreview


def show(job: Job, path: Path, *, heartbeat: Heartbeat) -> None:
    """Store a complete file and show it while this attempt runs.

    Bytes that no output names in the end are swept, like those of any failed attempt. Raises StorageFull, and the
    exceptions of Heartbeat.
    """
    stored = artifacts.store(path, organisation=job.case.organisation, tick=heartbeat.tick)
    with transaction.atomic():
        move(job, heartbeat_at=Now())  # locks the row, so that no later attempt gets this preview
        JobPreview.objects.update_or_create(
            job=job,
            attempt=job.attempt,
            name=path.name,
            defaults={
                "media_type": written_type_of(path.name),
                "is_deidentified": analyses()[job.kind].states_deidentified(path.name),
                "stored": stored,
            },
        )


def forget(job: Job) -> None:
    """Delete the previews of all attempts, when the job ends or starts again."""
    JobPreview.objects.filter(job=job).delete()
