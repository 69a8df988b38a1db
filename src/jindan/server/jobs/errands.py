"""An errand: after compute, files go out by a run of their own, and a confined run makes the result of the answers.

Three processes, so that none has all: the one that opens the person's file has no network and no key; the one with both
sees finished files only; the one that reads the answers' content has neither again.
"""

from pathlib import Path
from typing import Any

import structlog
from pydantic import BaseModel

from jindan.analysis import (
    LEAVING,
    UNTIL_SENT,
    AnalysisError,
    Progress,
    Sent,
    Workspace,
    part_of,
    silent,
    slug_of,
)
from jindan.confinement import parent
from jindan.confinement.errors import Refused
from jindan.server.jobs.analysis import Analysis, Errand
from jindan.server.jobs.attempt import Pulse
from jindan.server.jobs.models import Job
from jindan.server.kit.problems import Problem

log = structlog.get_logger(__name__)


def carry_out(
    job: Job, analysis: Analysis[Any, Any], *, workspace: Workspace, pulse: Pulse
) -> tuple[BaseModel, Path]:
    """The result of an analysis with an errand, and the folder of its files. Nothing that fails outside ends the job.

    Raises what a confined run raises.
    """
    errand = analysis.errand
    assert errand is not None  # noqa: S101 - the caller looked
    answers, joined = (workspace.outputs.with_name(name) for name in ("answers", "joined"))
    for folder in (answers, joined):
        folder.mkdir(mode=0o700)
    outside = part_of(workspace.progress, start=UNTIL_SENT, end=1.0)
    leaving = _of(workspace, workspace.outputs / LEAVING, into=answers, progress=outside)
    sent = _sent(job, errand, workspace=leaving, pulse=pulse)
    result: BaseModel = parent.run(
        errand.finish,
        _of(workspace, workspace.outputs, answers, into=joined),
        sent,
        result=analysis.result,
        limits=analysis.limits,
        tick=pulse.tick,
        confined=_ignore,
    )
    return result, joined


def _sent(job: Job, errand: Errand, *, workspace: Workspace, pulse: Pulse) -> Sent:
    if not workspace.inputs:
        return Sent()
    try:
        sent = parent.run(
            errand.send,
            workspace,
            errand.access(job),
            result=Sent,
            limits=errand.limits,
            tick=pulse.tick,
            confined=_ignore,
        )
    except Refused as error:
        sent = Sent(reason=error.slug)
    except (AnalysisError, Problem) as error:
        sent = Sent(reason=slug_of(type(error)))
    for slug in sorted({*sent.failed.values(), sent.reason} - {""}):
        log.warning("errand not carried out in full", job=str(job.pk), slug=slug)
    return sent


def _of(workspace: Workspace, *folders: Path, into: Path, progress: Progress = silent) -> Workspace:
    """A workspace whose inputs are the plain files of the folders; nothing is shown before its end."""
    files = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    plain = {path.name: path for path in files if path.is_file() and not path.is_symlink()}
    return Workspace(inputs=plain, outputs=into, assets=workspace.assets, progress=progress)


def _ignore(network_cut_by: str) -> None:
    """The first run of the job has noted it."""
