"""Output files of a running job that can be seen before it ends; with the attempt they are gone.

A preview names stored bytes and is no artifact: it is entered nowhere, and what the job leaves is the same without it.
"""

from pathlib import Path

from django.db import transaction
from django.db.models.functions import Now

from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.media_types import written_type_of
from jindan.server.jobs.attempt import Pulse, move
from jindan.server.jobs.models import Job, JobPreview


def show(job: Job, path: Path, *, pulse: Pulse) -> None:
    """Keep a file that is complete and show it as long as this attempt runs. Bytes before rows.

    Bytes that no output names in the end are swept like those of any attempt that failed. Raises what Pulse raises,
    and StorageFull.
    """
    stored = artifacts.keep(path, organisation=job.case.organisation, tick=pulse.tick)
    with transaction.atomic():
        move(job, heartbeat_at=Now())  # holds the row: nothing appears behind another attempt
        JobPreview.objects.update_or_create(
            job=job,
            attempt=job.attempt,
            name=path.name,
            defaults={"media_type": written_type_of(path.name), "stored": stored},
        )


def forget(job: Job) -> None:
    """Take away what was shown of any attempt; called where the job ends, or starts again."""
    JobPreview.objects.filter(job=job).delete()
