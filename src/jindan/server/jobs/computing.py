"""The long work of a job: its analysis in a confined child, and its output files into storage."""

from collections.abc import Mapping
from typing import Any

import structlog
from pydantic import BaseModel

from jindan.confinement import parent
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import StoredObject
from jindan.server.jobs import scratch
from jindan.server.jobs.analysis import Analysis
from jindan.server.jobs.attempt import Pulse
from jindan.server.jobs.errands import carry_out
from jindan.server.jobs.models import Job

log = structlog.get_logger(__name__)

Kept = Mapping[str, StoredObject]
"""Output files in storage, by name."""


def compute(job: Job, analysis: Analysis[Any, Any]) -> tuple[BaseModel, Kept]:
    """The result of the job's analysis, and the files it left. Outside any transaction.

    Raises Refused, an AnalysisError for a limit that was reached, Crashed, and what Pulse raises.
    """
    pulse = Pulse(job)
    with scratch.workspace(job, pulse) as workspace:
        result: BaseModel = parent.run(
            analysis.compute,
            workspace,
            analysis.params.model_validate(job.params),
            result=analysis.result,
            limits=analysis.limits,
            tick=pulse.tick,
            confined=_note_weakness,
        )
        outputs = workspace.outputs
        if analysis.errand is not None:
            result, outputs = carry_out(job, analysis, workspace=workspace, pulse=pulse)
        kept = {}
        for path in sorted(outputs.iterdir()):
            kept[path.name] = artifacts.keep(
                path, organisation=job.case.organisation, tick=pulse.tick
            )
    return result, kept


def _note_weakness(network_cut_by: str) -> None:
    """An operator must know where the kernel does not keep parsers from the network."""
    if network_cut_by != "namespace":
        log.warning(
            "children can be kept from the network by Python only", network_cut_by=network_cut_by
        )
