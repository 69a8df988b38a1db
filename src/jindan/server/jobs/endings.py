"""How an attempt ends without a result: finished, given back, or to be tried again later."""

import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from jindan.confinement.errors import Refused
from jindan.server.jobs import previews
from jindan.server.jobs.attempt import held
from jindan.server.jobs.models import Job, State
from jindan.server.notifications import services as notifications

MAX_ATTEMPTS = 3
FIRST_RETRY_S = 10
LAST_RETRY_S = 600
JITTER = 0.5
LONGEST_PAUSE = timedelta(seconds=LAST_RETRY_S * (1 + JITTER))


@transaction.atomic
def finish(
    rows: QuerySet[Job], *, job: Job, state: State, problem: Mapping[str, Any] | None = None
) -> bool:
    """End a job without a result and tell who asked for it; False when `rows` holds it no more."""
    ended = rows.update(state=state, problem=problem, finished_at=timezone.now())
    if ended:
        previews.forget(job)
        tell(job, state)
    return bool(ended)


def refuse(job: Job, error: Refused) -> None:
    """A service that is away is tried again, later and later; any other refusal is final."""
    if error.is_unavailable and job.attempt < MAX_ATTEMPTS:
        wait_again(job, pause_s=_pause_s(job.attempt))
        return
    problem = {"slug": error.slug, "status": 422, "values": error.values}
    finish(held(job), job=job, state=State.FAILED, problem=problem)


def wait_again(job: Job, *, pause_s: float) -> None:
    """Put the job back, unless it was to stop anyway."""
    if finish(held(job).filter(cancel_requested=True), job=job, state=State.CANCELLED):
        return
    held(job).update(
        state=State.PENDING,
        available_at=timezone.now() + timedelta(seconds=pause_s),
        woken_at=None,
        progress=0,
        stage="",
    )


def _pause_s(attempt: int) -> float:
    """Doubles with each attempt; the jitter keeps jobs that failed together from coming back together."""
    longest: float = min(FIRST_RETRY_S * 2 ** (attempt - 1), LAST_RETRY_S)
    return longest * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - no secret


def tell(job: Job, state: State) -> None:
    """Leave a notice with who asked for the job."""
    notifications.notify(
        to=job.requested_by, subject=f"job-{state}", kind=job.kind, link=f"/jobs/{job.pk}"
    )
