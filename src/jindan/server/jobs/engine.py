"""Run one job from pending to finished.

start    pending → processing, by compare-and-set: told twice, it runs once
compute  the long work, in a confined child, outside any transaction
keep     output files go to storage: bytes before rows
record   the slice's rows, the final state and the notice, in one transaction
"""

from typing import Any
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from pydantic import BaseModel

from jindan.analysis import AnalysisError, slug_of
from jindan.confinement.errors import Refused
from jindan.server.artifacts import services as artifacts
from jindan.server.jobs import previews, queries
from jindan.server.jobs.analysis import Analysis, Outcome, analyses
from jindan.server.jobs.attempt import (
    WORKER_ENDS,
    Cancelled,
    Interrupted,
    Superseded,
    held,
    move,
)
from jindan.server.jobs.computing import Kept, compute
from jindan.server.jobs.endings import finish, refuse, tell, wait_again
from jindan.server.jobs.errors import Outdated, Unexpected
from jindan.server.jobs.models import Job, JobOutput, State
from jindan.server.kit.problems import Problem, stored

log = structlog.get_logger(__name__)


def execute_next(queue: str) -> bool:
    """Run the most urgent waiting job of the queue; False when none waits, or this worker is to end."""
    while not WORKER_ENDS.is_set() and (job := queries.most_urgent(queue=queue)) is not None:
        if execute(job.pk):
            return True
    return False


def execute(job_id: UUID) -> bool:
    """Run this job unless someone else has it; True when this call ran it."""
    job = _start(job_id)
    if job is None:
        return False
    try:
        _attempt(job)
    except Refused as error:
        refuse(job, error)
    except (AnalysisError, Problem) as error:
        log.warning("job refused", job=str(job.pk), slug=slug_of(type(error)))
        finish(held(job), job=job, state=State.FAILED, problem=stored(error))
    except (OperationalError, InterfaceError) as error:  # the lease ends, and the job waits again
        log.warning("database out of reach", job=str(job.pk), error=type(error).__name__)
    except Exception:
        log.error("job failed by a fault of ours", job=str(job.pk), kind=job.kind)
        finish(held(job), job=job, state=State.FAILED, problem=stored(Unexpected()))
        raise
    return True


def _attempt(job: Job) -> None:
    """Run the job as long as this worker is to, and the job is wanted and ours."""
    try:
        _run(job)
    except Superseded:
        log.warning("attempt superseded", job=str(job.pk), attempt=job.attempt)
    except Cancelled:
        finish(held(job), job=job, state=State.CANCELLED)
    except Interrupted:
        wait_again(job, pause_s=0)


def _start(job_id: UUID) -> Job | None:
    now = timezone.now()
    waiting = Job.objects.filter(queries.is_due(now), pk=job_id, state=State.PENDING)
    fresh = {"progress": 0, "stage": "", "started_at": now, "heartbeat_at": Now()}
    if not waiting.update(state=State.PROCESSING, attempt=F("attempt") + 1, **fresh):
        return None
    job = Job.objects.select_related("requested_by", "case__organisation").get(pk=job_id)
    previews.forget(job)
    return job


def _run(job: Job) -> None:
    analysis = analyses()[job.kind]
    if job.version != analysis.version:
        raise Outdated(submitted=job.version, installed=analysis.version)
    earlier = queries.reusable(job)
    if earlier is None:
        result, kept = compute(job, analysis)
    else:
        result = analysis.result.model_validate(earlier.result)
        kept = {
            output.name: output.artifact.stored
            for output in earlier.outputs.select_related("artifact__stored")
        }
    _close(job, analysis, result=result, kept=kept, reused=earlier)


@transaction.atomic
def _close(
    job: Job, analysis: Analysis[Any, Any], *, result: BaseModel, kept: Kept, reused: Job | None
) -> None:
    """State, files, rows and notice: all or nothing, and only by the attempt that holds the job."""
    move(
        job,
        state=State.COMPLETED,
        progress=1,
        finished_at=timezone.now(),
        reused=reused,
        result=result.model_dump(mode="json"),
    )
    analysis.record(job, Outcome(result=result, artifacts=_enter(job, kept)))
    previews.forget(job)
    tell(job, State.COMPLETED)


def _enter(job: Job, kept: Kept) -> dict[str, Any]:
    entered = {
        name: artifacts.enter(found, case=job.case, by=job.requested_by, name=name)
        for name, found in kept.items()
    }
    JobOutput.objects.bulk_create(
        JobOutput(job=job, name=name, artifact=a) for name, a in entered.items()
    )
    return entered
