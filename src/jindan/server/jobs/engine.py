"""The engine, which runs one job from pending to finished.

start    pending → processing, by compare-and-set, so that two wake-ups run it once
compute  the long work, in a confined child, outside any transaction
store    output files go to storage, before any row names them
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

from jindan.confinement.errors import ProblemReported
from jindan.problems import Problem, slug_of
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact
from jindan.server.jobs import fairness, previews, queries
from jindan.server.jobs.analysis import Analysis, Outcome, analyses
from jindan.server.jobs.attempt import (
    WORKER_ENDS,
    Cancelled,
    Interrupted,
    Superseded,
    move,
    owned,
)
from jindan.server.jobs.computing import StoredFiles, compute
from jindan.server.jobs.endings import finish, notify, pause_s, refuse, wait_again
from jindan.server.jobs.errors import ConsentWithdrawn, Outdated, Unexpected
from jindan.server.jobs.models import Job, JobOutput, JobState
from jindan.server.jobs.sealing import sealed_columns
from jindan.server.keys.errors import KeyServiceAway
from jindan.server.kit.problems import stored
from jindan.server.patients.models import ConsentPurpose
from jindan.server.patients.queries import is_consented
from jindan.server.roles import Role

log = structlog.get_logger(__name__)


def execute_next(queue: str) -> bool:
    """Run the queue's next job. Return False when none waits, or when this worker must stop."""
    while not WORKER_ENDS.is_set() and (job := fairness.next_waiting(queue=queue)) is not None:
        if execute(job.pk):
            return True
    return False


def execute(job_id: UUID) -> bool:
    """Run this job unless another worker has it. Return whether this call ran it."""
    job = _start(job_id)
    if job is None:
        return False
    try:
        try:
            _attempt(job)
        finally:
            fairness.charge(job)
    except ProblemReported as error:
        refuse(job, error)
    except KeyServiceAway:  # it waits for the service, however long that takes
        log.warning("key service away", job=str(job.pk))
        wait_again(job, pause_s=pause_s(job.attempt))
    except Problem as error:
        log.warning("job refused", job=str(job.pk), slug=slug_of(type(error)))
        finish(owned(job), job=job, state=JobState.FAILED, problem=stored(error))
    except (
        OperationalError,
        InterfaceError,
    ) as error:  # its lease will end, and the job waits again
        log.warning("database out of reach", job=str(job.pk), error=type(error).__name__)
    except Exception:
        log.error("job failed by a fault of ours", job=str(job.pk), kind=job.kind)
        finish(owned(job), job=job, state=JobState.FAILED, problem=stored(Unexpected()))
        raise
    return True


def _attempt(job: Job) -> None:
    """Run the job unless it is cancelled, this worker must stop, or another attempt takes over."""
    try:
        _run(job)
    except Superseded:
        log.warning("attempt superseded", job=str(job.pk), attempt=job.attempt)
    except Cancelled:
        finish(owned(job), job=job, state=JobState.CANCELLED)
    except ConsentWithdrawn as reason:
        finish(owned(job), job=job, state=JobState.CANCELLED, problem=stored(reason))
    except Interrupted:
        wait_again(job, pause_s=0)


def _start(job_id: UUID) -> Job | None:
    """Begin the next attempt of a due job, and return the job. None when it may not start."""
    now = timezone.now()
    waiting = Job.objects.filter(queries.is_due(now), pk=job_id, state=JobState.PENDING)
    fresh = {"progress": 0, "stage": "", "started_at": now, "heartbeat_at": Now()}
    with transaction.atomic():
        if not fairness.has_room_for(job_id):
            return None
        if not waiting.update(state=JobState.PROCESSING, attempt=F("attempt") + 1, **fresh):
            return None
    job = Job.objects.select_related("requested_by", "case__organisation").get(pk=job_id)
    previews.forget(job)
    return job


def _run(job: Job) -> None:
    """Compute the result, or reuse an equal one, and record it.

    Raises ConsentWithdrawn, Outdated, and the exceptions of `compute`.
    """
    _expect_consent(job)
    analysis = analyses()[job.kind]
    if job.version != analysis.version:
        raise Outdated(submitted=job.version, installed=analysis.version)
    earlier = queries.reusable(job)
    if earlier is None:
        result, files = compute(job, analysis)
    else:
        result = analysis.result.model_validate(earlier.result)
        files = {
            output.name: output.artifact.stored
            for output in earlier.outputs.select_related("artifact__stored")
        }
    _close(job, analysis, result=result, files=files, reused=earlier)


def _expect_consent(job: Job) -> None:
    """Raise ConsentWithdrawn where a researcher's job is on a patient who does not consent to research.

    It is asked at each start. A job that waited at the withdrawal was cancelled then. One that is retried, is the next
    step of one that ran, or was submitted at the same moment begins after it.
    """
    purpose = ConsentPurpose.RESEARCH
    if job.requested_by.role == Role.RESEARCHER and not is_consented(
        job.case.patient, purpose=purpose
    ):
        raise ConsentWithdrawn(purpose=purpose.value)


@transaction.atomic
def _close(
    job: Job,
    analysis: Analysis[Any, Any],
    *,
    result: BaseModel,
    files: StoredFiles,
    reused: Job | None,
) -> None:
    """Write state, outputs, rows and notice, all or none. Raises Superseded if another attempt owns the job."""
    move(
        job,
        state=JobState.COMPLETED,
        problem=None,  # that of a cancellation which came too late
        progress=1,
        finished_at=timezone.now(),
        reused=reused,
        **sealed_columns(
            job.pk,
            organisation_id=job.organisation_id,
            params=job.params,
            result=result.model_dump(mode="json"),
        ),
    )
    analysis.record(job, Outcome(result=result, artifacts=_enter(job, analysis, files=files)))
    previews.forget(job)
    notify(job, JobState.COMPLETED)


def _enter(job: Job, analysis: Analysis[Any, Any], *, files: StoredFiles) -> dict[str, Artifact]:
    """Enter the output files in the job's case, and return their artifacts by name."""
    outputs = {
        name: artifacts.enter(
            stored_file,
            case=job.case,
            by=job.requested_by,
            name=name,
            is_deidentified=analysis.states_deidentified(name),
        )
        for name, stored_file in files.items()
    }
    JobOutput.objects.bulk_create(
        JobOutput(job=job, name=name, artifact=artifact) for name, artifact in outputs.items()
    )
    return outputs
