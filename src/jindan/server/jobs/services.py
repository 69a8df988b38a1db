"""Submission, cancellation and repetition of jobs, waking of workers, and recovery from lost workers."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from kombu.exceptions import OperationalError
from pydantic import BaseModel

from jindan.problems import Problem
from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.queries import may_read_all
from jindan.server.audit import services as audit
from jindan.server.jobs import admission, fairness, queries
from jindan.server.jobs.analysis import Analysis, analyses
from jindan.server.jobs.endings import MAX_ATTEMPTS, finish
from jindan.server.jobs.errors import (
    IdempotencyKeyReused,
    JobAlreadyFinished,
    JobNotFinished,
    WorkerLost,
)
from jindan.server.jobs.models import FINISHED, Job, JobInput, JobPreview, JobState, Priority
from jindan.server.jobs.sealing import sealed_columns
from jindan.server.jobs.tasks import send_wake_up
from jindan.server.kit.problems import NotFound, stored
from jindan.server.patients.models import Case
from jindan.server.patients.queries import cases_visible_to

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
    priority: Priority = Priority.ROUTINE,
    idempotency_key: str | None = None,
    is_fresh: bool = False,
) -> Job:
    """Create the job that a person requests, and return it. The same key of the same person returns the same job.

    It is accepted when this commits. Raises IdempotencyKeyReused for the key of another request, and the problems of
    `admission.admit`.
    """
    fingerprint = fingerprint_of(analysis, params=params, inputs=inputs)
    earlier = _of_key(by, idempotency_key, fingerprint=fingerprint, case=case)
    if earlier is not None:
        return earlier
    admission.admit(by=by, queue=analysis.queue, priority=priority)
    return enqueue(
        analysis,
        params=params,
        inputs=inputs,
        case=case,
        by=by,
        priority=priority,
        idempotency_key=idempotency_key,
        is_fresh=is_fresh,
    )


@transaction.atomic
def enqueue(
    analysis: Analysis[Any, Any],
    *,
    params: BaseModel,
    inputs: Mapping[str, Artifact],
    case: Case,
    by: User,
    priority: Priority = Priority.ROUTINE,
    idempotency_key: str | None = None,
    is_fresh: bool = False,
) -> Job:
    """Create a job without a limit, as the next step of what was accepted before, and return it.

    A worker is woken when this commits, which may fail. is_fresh: compute again even where an equal result exists.
    Raises IdempotencyKeyReused.
    """
    now, id = timezone.now(), uuid4()
    job, is_new = _create(
        id=id,
        kind=analysis.kind,
        version=analysis.version,
        **sealed_columns(
            id,
            organisation_id=case.organisation_id,
            params=params.model_dump(mode="json"),
            result=None,
        ),
        fingerprint=fingerprint_of(analysis, params=params, inputs=inputs),
        queue=analysis.queue,
        priority=priority,
        case=case,
        organisation_id=case.organisation_id,
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
    """Return the SHA-256 of all that determines the result: kind, version, params, and the inputs' checksums."""
    determinants = {
        "kind": analysis.kind,
        "version": analysis.version,
        "params": params.model_dump(mode="json"),
        "inputs": {role: artifact.sha256 for role, artifact in inputs.items()},
    }
    return hashlib.sha256(json.dumps(determinants, sort_keys=True).encode()).hexdigest()


def _of_key(by: User, key: str | None, *, fingerprint: str, case: Case) -> Job | None:
    """Return the person's earlier job of this key, or None. Raises IdempotencyKeyReused."""
    earlier = Job.objects.filter(requested_by=by, idempotency_key=key).first() if key else None
    if earlier is not None and (earlier.fingerprint, earlier.case_id) != (fingerprint, case.pk):
        raise IdempotencyKeyReused
    return earlier


def _create(**columns: Any) -> tuple[Job, bool]:  # noqa: ANN401 - the columns of a row
    """Create the row, or find the one of an equal request at the same moment. Return it, and whether it is new."""
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


def cancel(job: Job, *, by: User, reason: Problem | None = None) -> None:
    """Cancel a waiting job at once, and a running one within seconds. Raises JobAlreadyFinished.

    reason: kept with the job, where it was not its person who cancelled it.
    """
    unfinished = Job.objects.filter(pk=job.pk).exclude(state__in=FINISHED)
    with transaction.atomic():
        # This comes first because it locks the row: the job cannot go back to waiting in between.
        problem = {"problem": stored(reason)} if reason else {}
        if not unfinished.update(cancel_requested=True, **problem):
            raise JobAlreadyFinished
        finish(unfinished.filter(state=JobState.PENDING), job=job, state=JobState.CANCELLED)
        audit.record_event("job.cancelled", by=by, subject=job, case=job.case)


def repeat(job: Job, *, by: User) -> Job:
    """Submit a finished job again, to be computed anew beside the earlier one.

    Raises JobNotFinished, and NotFound where an input is hidden from the person, who would own what is made of it.
    """
    if job.state not in FINISHED:
        raise JobNotFinished
    inputs = {row.role: row.artifact for row in job.inputs.select_related("artifact__stored")}
    if not may_read_all(inputs.values(), by=by):
        raise NotFound
    analysis = analyses()[job.kind]
    return submit(
        analysis,
        params=analysis.params.model_validate(job.params),
        inputs=inputs,
        case=job.case,
        by=by,
        priority=admission.priority_for(by, wanted=Priority(job.priority)),
        is_fresh=True,
    )


@transaction.atomic
def list_jobs(*, case_id: UUID | None = None, by: User) -> QuerySet[Job]:
    """Return the jobs that the person may see, and note the look: at all of them, or at a case."""
    case = cases_visible_to(by).filter(pk=case_id).first() if case_id else None
    if case is None:
        audit.record_look("job.listed", by=by, subject=by.organisation)
    else:
        audit.record_look("case.read", by=by, subject=case, case=case)
    return queries.visible_to(by)


@transaction.atomic
def read_job(job_id: UUID, *, by: User) -> Job:
    """Return a job, to be looked at, and note the look. Raises Http404."""
    job = get_object_or_404(queries.visible_to(by), pk=job_id)
    audit.record_look("job.read", by=by, subject=job, case=job.case)
    return job


def preview_response(request: HttpRequest, preview: JobPreview) -> HttpResponseBase:
    """Return the response that sends a preview, and audit the read. Raises the problems of a download."""
    job = preview.job
    audit.record_look("job-preview.seen", by=person(request), subject=job, case=job.case)
    return artifacts.content_response(request, preview, name=preview.name, inline=True)


def wake(queue: str) -> None:
    """Wake a worker for a waiting job. If the broker is out of reach, `wake_waiting` does it later."""
    try:
        send_wake_up(queue)
    except (OperationalError, OSError) as error:
        log.warning(
            "broker out of reach; the job waits in the database",
            queue=queue,
            error=type(error).__name__,
        )


def wake_waiting() -> int:
    """Wake workers for due jobs without a recent wake-up. Return how many wake-ups were sent."""
    now = timezone.now()
    recently_woken = Q(woken_at__range=(now - WAKE_AGAIN_AFTER, now))
    due = Job.objects.filter(queries.is_due(now), ~recently_woken, state=JobState.PENDING)
    queues = dict(due.order_by().values_list("queue").annotate(jobs=Count("pk")))
    due.update(woken_at=now)
    wakes = [queue for queue, jobs in queues.items() for _ in range(min(jobs, WAKES_AT_ONCE))]
    for queue in wakes:
        wake(queue)
    return len(wakes)


def put_back_lost() -> int:
    """End the leases without a recent heartbeat, and return how many jobs this changed.

    Such a job waits again, or has failed after MAX_ATTEMPTS. A worker that comes back finds its attempt superseded, and
    its result is refused.
    """
    return sum(_put_back(job) for job in _lost().select_related("requested_by"))


def _lost() -> QuerySet[Job]:
    """Return the running jobs without a heartbeat within the lease."""
    # The database's clock, because those of the machines differ. A heartbeat from the future was written before the
    # clock was put back, and does not count.
    alive = Q(heartbeat_at__range=(Now() - LEASE, Now() + LEASE))
    return Job.objects.filter(~alive, state=JobState.PROCESSING)


@transaction.atomic
def _put_back(job: Job) -> bool:
    log.warning("worker lost", job=str(job.pk), attempt=job.attempt)
    fairness.charge(job)
    still_lost = _lost().filter(pk=job.pk, attempt=job.attempt)
    if job.cancel_requested:
        return finish(still_lost, job=job, state=JobState.CANCELLED)
    if job.attempt >= MAX_ATTEMPTS:
        problem = stored(WorkerLost(attempts=job.attempt))
        return finish(still_lost, job=job, state=JobState.FAILED, problem=problem)
    columns = {"available_at": timezone.now(), "woken_at": None, "progress": 0, "stage": ""}
    return bool(still_lost.update(state=JobState.PENDING, **columns))
