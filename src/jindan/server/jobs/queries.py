"""The jobs that a person may see, those that wait, and estimates of how long jobs take."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.jobs.endings import LONGEST_PAUSE
from jindan.server.jobs.models import FINISHED, Job, JobInput, JobPreview, JobState
from jindan.server.patients.queries import within_reach
from jindan.server.roles import Capability, may

HISTORY = 20
"""Earlier runs from which the usual length is estimated."""


def visible_to(user: User) -> QuerySet[Job]:
    """Return the jobs of the patients this person may see, and none for roles that may not read jobs."""
    if not may(user, Capability.READ_JOBS):
        return Job.objects.none()
    jobs = Job.objects.filter(
        within_reach(user, patient="case__patient"), organisation_id=user.organisation_id
    )
    # Results are large, and no list needs them.
    return jobs.select_related("case__patient").defer("sealed_params", "sealed_result")


def previews_visible_to(user: User) -> QuerySet[JobPreview]:
    """Return the previews of the visible running jobs, and none for roles that may not read findings.

    Without IDENTIFY_PATIENTS, only de-identified ones and those of the person's own jobs.
    """
    if not may(user, Capability.READ_FINDINGS):
        return JobPreview.objects.none()
    # Only those of the current attempt: an earlier one may have left its own behind.
    previews = JobPreview.objects.filter(
        job__in=visible_to(user), job__state=JobState.PROCESSING, attempt=F("job__attempt")
    )
    if not may(user, Capability.IDENTIFY_PATIENTS):
        previews = previews.filter(Q(is_deidentified=True) | Q(job__requested_by=user))
    return previews.select_related("job__case", "stored").order_by("name")


def with_hidden_inputs(jobs: Sequence[Job], *, to: User) -> set[UUID]:
    """Return the ids of the finished jobs that read an original hidden from the person: they cannot repeat these."""
    if may(to, Capability.IDENTIFY_PATIENTS):
        return set()
    finished = [job.pk for job in jobs if job.state in FINISHED]
    shown = Q(artifact__is_deidentified=True) | Q(artifact__created_by=to)
    hidden = JobInput.objects.filter(job__in=finished).exclude(shown)
    return set(hidden.values_list("job", flat=True).distinct())


def waiting(*, queue: str, now: datetime) -> QuerySet[Job]:
    """Return the jobs of a queue that may start now."""
    return Job.objects.filter(is_due(now), state=JobState.PENDING, queue=queue)


def is_due(now: datetime) -> Q:
    """Return the condition under which a waiting job may start."""
    # A time beyond the longest pause was written before the clock was put back, and does not count.
    return Q(available_at__lte=now) | Q(available_at__gt=now + LONGEST_PAUSE)


def reusable(job: Job) -> Job | None:
    """Return an earlier completed run of the same analysis on equal inputs that the requester may see, or None.

    Another one would tell that a patient whom they may not see has the same file.
    """
    if job.is_fresh:
        return None
    return (
        visible_to(job.requested_by)
        .filter(
            fingerprint=job.fingerprint,
            state=JobState.COMPLETED,
            reused__isnull=True,
        )
        .order_by("-finished_at")
        .first()
    )


@dataclass(frozen=True, kw_only=True)
class JobEstimate:
    """How long a job will take.

    ahead: number of the organisation's waiting jobs that will run before it, by priority and age.
    remaining_s: seconds until a running job is expected to end, by earlier runs of its kind, else by its own progress.
    """

    ahead: int
    remaining_s: float | None


def estimates_of(jobs: Sequence[Job]) -> Mapping[UUID, JobEstimate]:
    """Return the estimate of each job by its id, with as many queries for a page as for one job."""
    ahead = _ahead_of(jobs)
    usual = _usual_of(jobs)
    return {
        job.pk: JobEstimate(
            ahead=ahead.get(job.pk, 0),
            remaining_s=_remaining_s(job, usual_s=usual.get((job.kind, job.version))),
        )
        for job in jobs
    }


def _ahead_of(jobs: Sequence[Job]) -> Mapping[UUID, int]:
    """Return the number of the own organisation's jobs that run before each of the waiting ones, by id.

    How many jobs others have waiting is not said, and hardly matters, because organisations take turns.
    """
    pending = [job.pk for job in jobs if job.state == JobState.PENDING]
    if not pending:
        return {}
    earlier_priority = _count(priority__lt=OuterRef("priority"))
    same_priority = _count(priority=OuterRef("priority"), created_at__lt=OuterRef("created_at"))
    counted = Job.objects.filter(pk__in=pending).annotate(ahead=earlier_priority + same_priority)
    return dict(counted.values_list("pk", "ahead"))


def _count(**conditions: object) -> Coalesce:
    """Return the number of waiting jobs in the outer job's queue and organisation that meet the conditions.

    The index `job_by_turn` alone answers it.
    """
    others = Job.objects.filter(
        state=JobState.PENDING,
        queue=OuterRef("queue"),
        organisation=OuterRef("organisation"),
        **conditions,
    )
    counted = others.order_by().values("queue").annotate(jobs=Count("*")).values("jobs")
    return Coalesce(Subquery(counted), 0)


def _remaining_s(job: Job, *, usual_s: float | None) -> float | None:
    if job.state != JobState.PROCESSING or job.started_at is None:
        return None
    if usual_s is not None:
        return max(usual_s * (1 - job.progress), 0.0)
    elapsed = max((timezone.now() - job.started_at).total_seconds(), 0.0)
    # Below five per cent, the pace of a job says too little about its length.
    return elapsed * (1 - job.progress) / job.progress if job.progress > 0.05 else None


def _usual_of(jobs: Sequence[Job]) -> Mapping[tuple[str, str], float | None]:
    """Return the usual length of a run, in seconds, for each running kind and version, of which there are few."""
    running = {(job.kind, job.version) for job in jobs if job.state == JobState.PROCESSING}
    return {(kind, version): _usual_s(kind, version=version) for kind, version in running}


def _usual_s(kind: str, *, version: str) -> float | None:
    earlier = Job.objects.filter(
        kind=kind, version=version, state=JobState.COMPLETED, reused__isnull=True
    )
    timed = earlier.order_by("-finished_at").annotate(took=F("finished_at") - F("started_at"))
    lengths = timed.values_list("took", flat=True)[:HISTORY]
    seconds = [length.total_seconds() for length in lengths if length is not None]
    return statistics.median(seconds) if seconds else None
