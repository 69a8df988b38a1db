"""The folder of one attempt: created for it, deleted after it, and swept when its worker died."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from jindan.analysis import Workspace
from jindan.confinement.written import remove
from jindan.server.artifacts import services as artifacts
from jindan.server.jobs import previews
from jindan.server.jobs.attempt import Heartbeat
from jindan.server.jobs.models import Job, JobState


@contextmanager
def workspace(job: Job, heartbeat: Heartbeat) -> Iterator[Workspace]:
    """Yield the job's inputs as plain files, and a folder for its outputs. Both are deleted afterwards.

    Raises StoredFileDamaged, MasterKeyMissing, StorageFull, and the exceptions of Heartbeat.
    """
    folder = Path(settings.SCRATCH) / f"{job.pk}.{job.attempt}"
    inputs, outputs = folder / "inputs", folder / "outputs"
    try:
        for path in (inputs, outputs):
            path.mkdir(parents=True, mode=0o700)
        yield Workspace(
            inputs=_fetch_inputs(job, inputs, heartbeat),
            outputs=outputs,
            assets=Path(settings.ASSETS),
            progress=heartbeat.progress,
            ready=lambda name: previews.show(job, outputs / name, heartbeat=heartbeat),
        )
    finally:
        remove(folder)


def _fetch_inputs(job: Job, folder: Path, heartbeat: Heartbeat) -> dict[str, Path]:
    paths = {}
    for number, job_input in enumerate(job.inputs.select_related("artifact").order_by("role")):
        paths[job_input.role] = artifacts.fetch(
            job_input.artifact, into=folder, name=f"input-{number:05d}", tick=heartbeat.tick
        )
    return paths


def sweep() -> int:
    """Delete the folders of attempts that no longer run. Return how many."""
    root = Path(settings.SCRATCH)
    # The folders are listed before the jobs: one that is created in between belongs to a new job, and stays.
    folders = list(root.iterdir()) if root.is_dir() else []
    processing = Job.objects.filter(state=JobState.PROCESSING).values_list("pk", "attempt")
    running = {f"{pk}.{attempt}" for pk, attempt in processing}
    stale = [folder for folder in folders if folder.name not in running]
    for folder in stale:
        remove(folder)
    return len(stale)
