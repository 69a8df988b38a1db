"""The long work of a job: its analysis runs in a confined child, and its output files go to storage."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from pydantic import BaseModel

from jindan.confinement import parent
from jindan.confinement.messages import Held
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import StoredObject
from jindan.server.jobs import scratch
from jindan.server.jobs.analysis import Analysis
from jindan.server.jobs.attempt import Heartbeat, move
from jindan.server.jobs.models import Job
from jindan.server.jobs.outbound_calls import carry_out
from jindan.server.jobs.weaknesses import warn_unless_whole

StoredFiles = Mapping[str, StoredObject]
"""Output files in storage, by name."""


def compute(job: Job, analysis: Analysis[Any, Any]) -> tuple[BaseModel, StoredFiles]:
    """Return the result of the job's analysis, and its stored output files. Call outside any transaction.

    Raises ProblemReported, a Problem for a limit that was reached, Crashed, StorageFull, and the exceptions of
    Heartbeat.
    """
    heartbeat = Heartbeat(job)
    with scratch.workspace(job, heartbeat) as workspace:
        result: BaseModel = parent.run(
            analysis.compute,
            workspace,
            analysis.params.model_validate(job.params),
            result=analysis.result,
            limits=analysis.limits,
            tick=heartbeat.tick,
            confined=partial(_keep, job),
            must_be_whole=settings.CONFINEMENT_REQUIRED,
        )
        outputs = workspace.outputs
        if analysis.outbound_call is not None:
            result, outputs = carry_out(job, analysis, workspace=workspace, heartbeat=heartbeat)
        files = {}
        for path in sorted(outputs.iterdir()):
            files[path.name] = artifacts.store(
                path, organisation=job.case.organisation, tick=heartbeat.tick
            )
    return result, files


def _keep(job: Job, held: Held) -> None:
    """Keep with the job what holds its child, and warn the operator where that is not the kernel in everything."""
    move(job, confinement=held.model_dump(mode="json"))
    warn_unless_whole(held)
