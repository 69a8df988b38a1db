"""Which jobs there are, which is next, and how long it may take."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.jobs.endings import LONGEST_PAUSE
from jindan.server.jobs.models import Job, JobPreview, State
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may

HISTORY = 20


def visible_to(user: User) -> QuerySet[Job]:
    """The jobs of the cases this person may see, without their results, which are large.

    None for roles that see no jobs.
    """
    found = Job.objects.filter(case__in=cases_visible_to(user))
    found = found if may(user, Capability.READ_JOBS) else found.none()
    return found.select_related("case__patient").defer("result")


def previews_visible_to(user: User) -> QuerySet[JobPreview]:
    """What the running jobs of visible cases show, for those who may see findings; no other attempt's."""
    found = JobPreview.objects.filter(
        job__in=visible_to(user), job__state=State.PROCESSING, attempt=F("job__attempt")
    )
    found = found if may(user, Capability.READ_FINDINGS) else found.none()
    return found.select_related("job__case", "stored").order_by("name")


def waiting(*, queue: str, now: datetime) -> QuerySet[Job]:
    """Jobs that may start now."""
    return Job.objects.filter(is_due(now), state=State.PENDING, queue=queue)


def is_due(now: datetime) -> Q:
    """Whether a waiting job may start. A time beyond any pause was told before the clock was put back."""
    return Q(available_at__lte=now) | Q(available_at__gt=now + LONGEST_PAUSE)


def most_urgent(*, queue: str) -> Job | None:
    """The job to take next: by lane, then the organisation with the fewest at work, then by age.

    An organisation that queues thousands of jobs does not keep the others waiting.
    """
    ready = waiting(queue=queue, now=timezone.now())
    return ready.order_by("lane", *_at_work(), "created_at", "pk").only("pk").first()


def _at_work() -> list[Case]:
    """How many jobs of the waiting job's organisation run now, as a key to sort by; none where nothing runs."""
    counted = (
        Job.objects.filter(state=State.PROCESSING)
        .values_list("case__organisation")
        .annotate(jobs=Count("pk"))
    )
    busy = [When(case__organisation=organisation, then=jobs) for organisation, jobs in counted]
    return [Case(*busy, default=0, output_field=IntegerField())] if busy else []


def reusable(job: Job) -> Job | None:
    """An earlier completed run of the same analysis on the same inputs in the same organisation."""
    if job.is_fresh:
        return None
    return (
        Job.objects.filter(
            fingerprint=job.fingerprint,
            case__organisation=job.case.organisation_id,
            state=State.COMPLETED,
            reused__isnull=True,
        )
        .order_by("-finished_at")
        .first()
    )


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a job stands.

    ahead: how many waiting jobs will be taken before it (by lane and age).
    remaining_s: seconds until it is expected to end, when it runs: from earlier runs of its kind, else from its pace.
    """

    ahead: int
    remaining_s: float | None


def standing_of(jobs: Sequence[Job]) -> Mapping[UUID, Standing]:
    """Where each of the jobs stands, by its id; as many queries for a page as for one job."""
    ahead = _ahead_of(jobs)
    usual = _usual_of(jobs)
    return {
        job.pk: Standing(
            ahead=ahead.get(job.pk, 0),
            remaining_s=_remaining_s(job, usual_s=usual.get((job.kind, job.version))),
        )
        for job in jobs
    }


def _ahead_of(jobs: Sequence[Job]) -> Mapping[UUID, int]:
    asked = [job.pk for job in jobs if job.state == State.PENDING]
    if not asked:
        return {}
    earlier_lane = _count(lane__lt=OuterRef("lane"))
    same_lane = _count(lane=OuterRef("lane"), created_at__lt=OuterRef("created_at"))
    found = Job.objects.filter(pk__in=asked).annotate(ahead=earlier_lane + same_lane)
    return dict(found.values_list("pk", "ahead"))


def _count(**conditions: object) -> Coalesce:
    """How many waiting jobs of the outer job's queue meet the conditions, counted in the index `job_waiting` alone."""
    others = Job.objects.filter(state=State.PENDING, queue=OuterRef("queue"), **conditions)
    counted = others.order_by().values("queue").annotate(jobs=Count("*")).values("jobs")
    return Coalesce(Subquery(counted), 0)


def _remaining_s(job: Job, *, usual_s: float | None) -> float | None:
    if job.state != State.PROCESSING or job.started_at is None:
        return None
    if usual_s is not None:
        return max(usual_s * (1 - job.progress), 0.0)
    elapsed = max((timezone.now() - job.started_at).total_seconds(), 0.0)
    return elapsed * (1 - job.progress) / job.progress if job.progress > 0.05 else None


def _usual_of(jobs: Sequence[Job]) -> Mapping[tuple[str, str], float | None]:
    """The usual length of a run of each kind and version that is running; there are few kinds."""
    running = {(job.kind, job.version) for job in jobs if job.state == State.PROCESSING}
    return {(kind, version): _usual_s(kind, version=version) for kind, version in running}


def _usual_s(kind: str, *, version: str) -> float | None:
    earlier = Job.objects.filter(
        kind=kind, version=version, state=State.COMPLETED, reused__isnull=True
    )
    times = earlier.order_by("-finished_at").annotate(took=F("finished_at") - F("started_at"))
    took = [
        t.total_seconds() for t in times.values_list("took", flat=True)[:HISTORY] if t is not None
    ]
    return statistics.median(took) if took else None
