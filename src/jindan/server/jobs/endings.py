"""Ends of an attempt without a result: the job is finished, waits again at once, or is retried later."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.confinement.errors import ProblemReported
from jindan.server.jobs import previews
from jindan.server.jobs.attempt import owned
from jindan.server.jobs.models import Job, JobState
from jindan.server.notifications import services as notifications
from jindan.server.webhooks import services as webhooks
from jindan.server.webhooks.models import WebhookEvent

MAX_ATTEMPTS = 3
FIRST_RETRY_S = 10
LAST_RETRY_S = 600
JITTER = 0.5
LONGEST_PAUSE = timedelta(seconds=LAST_RETRY_S * (1 + JITTER))


@transaction.atomic
def finish(
    rows: QuerySet[Job], *, job: Job, state: JobState, problem: Mapping[str, Any] | None = None
) -> bool:
    """End a job without a result, and notify its requester. Return False when `rows` no longer contains it."""
    reason = {} if problem is None else {"problem": problem}  # that of a cancellation stays
    ended = rows.update(state=state, finished_at=timezone.now(), **reason)
    if ended:
        previews.forget(job)
        notify(job, state)
    return bool(ended)


def refuse(job: Job, error: ProblemReported) -> None:
    """Retry the job if a service was unavailable, with growing pauses. End it with any other problem."""
    if error.is_unavailable and job.attempt < MAX_ATTEMPTS:
        wait_again(job, pause_s=pause_s(job.attempt))
        return
    problem = {"slug": error.slug, "status": 422, "values": error.values}
    finish(owned(job), job=job, state=JobState.FAILED, problem=problem)


def wait_again(job: Job, *, pause_s: float) -> None:
    """Set the job back to waiting for `pause_s` seconds, or end it if its cancellation was requested."""
    if finish(owned(job).filter(cancel_requested=True), job=job, state=JobState.CANCELLED):
        return
    owned(job).update(
        state=JobState.PENDING,
        available_at=timezone.now() + timedelta(seconds=pause_s),
        woken_at=None,
        progress=0,
        stage="",
    )


def pause_s(attempt: int) -> float:
    """Return the seconds until the next attempt. They double each time. The jitter spreads simultaneous failures."""
    longest: float = min(FIRST_RETRY_S * 2 ** (attempt - 1), LAST_RETRY_S)
    return longest * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret


def notify(job: Job, state: JobState) -> None:
    """Notify the requester of the job, and announce its end to the organisation's webhooks."""
    notifications.notify(
        to=job.requested_by, subject=f"job-{state}", kind=job.kind, link=f"/jobs/{job.pk}"
    )
    webhooks.announce(
        WebhookEvent(f"job.{state}"),
        organisation=job.case.organisation_id,
        about={"job": str(job.pk), "kind": job.kind, "case": str(job.case_id)},
    )
