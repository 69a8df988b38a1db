"""Submit and cancel jobs, wake workers, and put back what a lost worker held."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from kombu.exceptions import OperationalError
from pydantic import BaseModel

from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact
from jindan.server.audit import services as audit
from jindan.server.jobs import queries
from jindan.server.jobs.analysis import Analysis, analyses
from jindan.server.jobs.endings import MAX_ATTEMPTS, finish
from jindan.server.jobs.errors import (
    IdempotencyKeyReused,
    JobAlreadyFinished,
    JobNotFinished,
    WorkerLost,
)
from jindan.server.jobs.models import FINISHED, Job, JobInput, JobPreview, Lane, State
from jindan.server.jobs.tasks import send_wake_up
from jindan.server.kit.problems import stored
from jindan.server.patients.models import Case

log = structlog.get_logger(__name__)

LEASE = timedelta(seconds=20)
WAKE_AGAIN_AFTER = timedelta(seconds=15)
WAKES_AT_ONCE = 8


@transaction.atomic
def submit(
    analysis: Analysis[Any, Any],
    *,
    params: BaseModel,
    inputs: Mapping[str, Artifact],
    case: Case,
    by: User,
    lane: Lane = Lane.ROUTINE,
    idempotency_key: str | None = None,
    is_fresh: bool = False,
) -> Job:
    """Accept a job. It is accepted when this commits; waking a worker comes after and may fail.

    The same `idempotency_key` of the same person gives the same job; for another request it raises
    IdempotencyKeyReused. `is_fresh` computes anew where an equal result exists.
    """
    fingerprint = fingerprint_of(analysis, params=params, inputs=inputs)
    earlier = _of_key(by, idempotency_key, fingerprint=fingerprint, case=case)
    if earlier is not None:
        return earlier
    now = timezone.now()
    job, is_new = _create(
        kind=analysis.kind,
        version=analysis.version,
        params=params.model_dump(mode="json"),
        fingerprint=fingerprint,
        queue=analysis.queue,
        lane=lane,
        case=case,
        requested_by=by,
        idempotency_key=idempotency_key,
        is_fresh=is_fresh,
        available_at=now,
        woken_at=now,
    )
    if not is_new:
        return job
    JobInput.objects.bulk_create(
        JobInput(job=job, role=role, artifact=artifact) for role, artifact in inputs.items()
    )
    audit.record_event("job.submitted", by=by, subject=job, case=case)
    transaction.on_commit(lambda: wake(job.queue))
    return job


def fingerprint_of(
    analysis: Analysis[Any, Any], *, params: BaseModel, inputs: Mapping[str, Artifact]
) -> str:
    """SHA-256 of what decides the result: kind, version, params and each input's checksum by role."""
    decides = {
        "kind": analysis.kind,
        "version": analysis.version,
        "params": params.model_dump(mode="json"),
        "inputs": {role: artifact.sha256 for role, artifact in inputs.items()},
    }
    return hashlib.sha256(json.dumps(decides, sort_keys=True).encode()).hexdigest()


def _of_key(by: User, key: str | None, *, fingerprint: str, case: Case) -> Job | None:
    earlier = Job.objects.filter(requested_by=by, idempotency_key=key).first() if key else None
    if earlier is not None and (earlier.fingerprint, earlier.case_id) != (fingerprint, case.pk):
        raise IdempotencyKeyReused
    return earlier


def _create(**columns: Any) -> tuple[Job, bool]:  # noqa: ANN401 - the columns of a row
    """The row, and whether it is new: of two equal requests at the same moment one finds the key taken."""
    try:
        with transaction.atomic():
            return Job.objects.create(**columns), True
    except IntegrityError:
        earlier = _of_key(
            columns["requested_by"],
            columns["idempotency_key"],
            fingerprint=columns["fingerprint"],
            case=columns["case"],
        )
        if earlier is None:
            raise
        return earlier, False


def cancel(job: Job, *, by: User) -> None:
    """Stop a job: a waiting one at once, a running one within seconds. Raises JobAlreadyFinished."""
    unfinished = Job.objects.filter(pk=job.pk).exclude(state__in=FINISHED)
    with transaction.atomic():
        # The request first: it holds the row, so that the job does not go back to wait unseen.
        if not unfinished.update(cancel_requested=True):
            raise JobAlreadyFinished
        finish(unfinished.filter(state=State.PENDING), job=job, state=State.CANCELLED)
        audit.record_event("job.cancelled", by=by, subject=job, case=job.case)


def repeat(job: Job, *, by: User) -> Job:
    """Run a finished job again, computing anew; its result stands beside the earlier one. Raises JobNotFinished."""
    if job.state not in FINISHED:
        raise JobNotFinished
    analysis = analyses()[job.kind]
    return submit(
        analysis,
        params=analysis.params.model_validate(job.params),
        inputs={given.role: given.artifact for given in job.inputs.select_related("artifact")},
        case=job.case,
        by=by,
        lane=Lane(job.lane),
        is_fresh=True,
    )


def preview_response(request: HttpRequest, preview: JobPreview) -> HttpResponseBase:
    """The answer that sends a preview; the read is audited. Raises what the download of an artifact raises."""
    job = preview.job
    audit.record_event("job-preview.seen", by=person(request), subject=job, case=job.case)
    return artifacts.content_response(request, preview, inline=True)


def wake(queue: str) -> None:
    """Tell a worker that work waits. A broker out of reach loses nothing: the sweep tells again."""
    try:
        send_wake_up(queue)
    except (OperationalError, OSError) as error:
        log.warning(
            "broker out of reach; the job waits in the database",
            queue=queue,
            error=type(error).__name__,
        )


def wake_waiting() -> int:
    """Wake workers for jobs that nobody was told of, or that are due again. Returns how many wake-ups were sent."""
    now = timezone.now()
    told = Q(woken_at__range=(now - WAKE_AGAIN_AFTER, now))
    due = Job.objects.filter(queries.is_due(now), ~told, state=State.PENDING)
    queues = dict(due.order_by().values_list("queue").annotate(jobs=Count("pk")))
    due.update(woken_at=now)
    wakes = [queue for queue, jobs in queues.items() for _ in range(min(jobs, WAKES_AT_ONCE))]
    for queue in wakes:
        wake(queue)
    return len(wakes)


def put_back_lost() -> int:
    """End the lease of workers gone quiet: the job waits again, or has failed when it was tried often enough.

    A worker that comes back finds its attempt superseded; its result is refused.
    """
    return sum(_put_back(job) for job in _lost().select_related("requested_by"))


def _lost() -> QuerySet[Job]:
    """Jobs without a sign of life within the lease by the database's clock: the clocks of machines differ.

    A sign of life from the future is none: the clock has been put back since.
    """
    alive = Q(heartbeat_at__range=(Now() - LEASE, Now() + LEASE))
    return Job.objects.filter(~alive, state=State.PROCESSING)


@transaction.atomic
def _put_back(job: Job) -> bool:
    log.warning("worker lost", job=str(job.pk), attempt=job.attempt)
    mine = _lost().filter(pk=job.pk, attempt=job.attempt)
    if job.cancel_requested:
        return finish(mine, job=job, state=State.CANCELLED)
    if job.attempt >= MAX_ATTEMPTS:
        problem = stored(WorkerLost(attempts=job.attempt))
        return finish(mine, job=job, state=State.FAILED, problem=problem)
    again = {"available_at": timezone.now(), "woken_at": None, "progress": 0, "stage": ""}
    return bool(mine.update(state=State.PENDING, **again))
