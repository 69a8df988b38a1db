"""The folder one attempt works in: made for it, emptied after it, swept when its worker died."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from jindan.analysis import Workspace
from jindan.server.artifacts import services as artifacts
from jindan.server.jobs import previews
from jindan.server.jobs.attempt import Pulse
from jindan.server.jobs.models import Job, State


@contextmanager
def workspace(job: Job, pulse: Pulse) -> Iterator[Workspace]:
    """The job's inputs as plain files, and a folder for its outputs; both are gone afterwards."""
    folder = Path(settings.SCRATCH) / f"{job.pk}.{job.attempt}"
    inputs, outputs = folder / "inputs", folder / "outputs"
    try:
        for path in (inputs, outputs):
            path.mkdir(parents=True, mode=0o700)
        yield Workspace(
            inputs=_fetched(job, inputs, pulse),
            outputs=outputs,
            assets=Path(settings.ASSETS),
            progress=pulse.progress,
            ready=lambda name: previews.show(job, outputs / name, pulse=pulse),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fetched(job: Job, folder: Path, pulse: Pulse) -> dict[str, Path]:
    fetched = {}
    for number, given in enumerate(job.inputs.select_related("artifact").order_by("role")):
        fetched[given.role] = artifacts.fetch(
            given.artifact, into=folder, name=f"input-{number:05d}", tick=pulse.tick
        )
    return fetched


def sweep() -> int:
    """Remove the folders of attempts that no worker holds. Returns how many."""
    root = Path(settings.SCRATCH)
    # Folders first: one that is made after this look belongs to a job that started after it, and stays.
    folders = list(root.iterdir()) if root.is_dir() else []
    processing = Job.objects.filter(state=State.PROCESSING).values_list("pk", "attempt")
    at_work = {f"{pk}.{attempt}" for pk, attempt in processing}
    stale = [folder for folder in folders if folder.name not in at_work]
    for folder in stale:
        shutil.rmtree(folder, ignore_errors=True)
    return len(stale)
