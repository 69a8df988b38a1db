"""Outbound calls: a run that sends prepared files to an external service, and a confined run that merges the answers.

No process has the patient's file, the key and the network together. The run that opens the patient's file has no
network and no key. The run with both sees prepared files only. The run that reads the answers has neither.
"""

from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from pydantic import BaseModel

from jindan.analysis import OUTGOING, UNTIL_SENT, Progress, Sent, Workspace, part_of, silent
from jindan.confinement import parent
from jindan.confinement.errors import ProblemReported
from jindan.confinement.messages import Held
from jindan.problems import Problem, slug_of
from jindan.server.jobs.analysis import Analysis, OutboundCall
from jindan.server.jobs.attempt import Heartbeat
from jindan.server.jobs.models import Job
from jindan.server.jobs.weaknesses import warn_unless_whole

log = structlog.get_logger(__name__)


def carry_out(
    job: Job, analysis: Analysis[Any, Any], *, workspace: Workspace, heartbeat: Heartbeat
) -> tuple[BaseModel, Path]:
    """Return the result of an analysis with an outbound call, and the folder of its output files.

    A failure of the external service does not end the job. Raises the exceptions of a confined run and of Heartbeat.
    """
    outbound_call = analysis.outbound_call
    assert outbound_call is not None  # noqa: S101 - the caller has checked it
    answers, merged = (workspace.outputs.with_name(name) for name in ("answers", "merged"))
    for folder in (answers, merged):
        folder.mkdir(mode=0o700)
    progress = part_of(workspace.progress, start=UNTIL_SENT, end=1.0)
    outgoing = _workspace(workspace, workspace.outputs / OUTGOING, into=answers, progress=progress)
    sent = _send(job, outbound_call, workspace=outgoing, heartbeat=heartbeat)
    result: BaseModel = parent.run(
        outbound_call.finish,
        _workspace(workspace, workspace.outputs, answers, into=merged),
        sent,
        result=analysis.result,
        limits=analysis.limits,
        tick=heartbeat.tick,
        confined=_ignore,
        must_be_whole=settings.CONFINEMENT_REQUIRED,
    )
    return result, merged


def _send(
    job: Job, outbound_call: OutboundCall, *, workspace: Workspace, heartbeat: Heartbeat
) -> Sent:
    """Send the files of the workspace, and return the result. A problem becomes the reason of a failed sending."""
    if not workspace.inputs:
        return Sent()
    try:
        access = outbound_call.access(job)
        sent = parent.run(
            outbound_call.send,
            workspace,
            access,
            result=Sent,
            limits=outbound_call.limits.model_copy(update={"ports": (access.port,)}),
            tick=heartbeat.tick,
            confined=warn_unless_whole,
            must_be_whole=settings.CONFINEMENT_REQUIRED,
        )
    except ProblemReported as error:
        sent = Sent(reason=error.slug)
    except Problem as error:
        sent = Sent(reason=slug_of(type(error)))
    for slug in sorted({*sent.failed.values(), sent.reason} - {""}):
        log.warning("outbound call not carried out in full", job=str(job.pk), slug=slug)
    return sent


def _workspace(
    workspace: Workspace, *folders: Path, into: Path, progress: Progress = silent
) -> Workspace:
    """Return a workspace without previews, whose inputs are the regular files of the folders."""
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    plain = {path.name: path for path in files if path.is_file() and not path.is_symlink()}
    return Workspace(inputs=plain, outputs=into, assets=workspace.assets, progress=progress)


def _ignore(held: Held) -> None:
    """Do nothing: the first run of the job has kept what holds a child here."""
