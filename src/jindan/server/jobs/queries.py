"""Which jobs there are, which is next, and how long it may take."""

import statistics
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.jobs.models import Job, State
from jindan.server.patients.queries import cases_visible_to
from jindan.server.roles import Capability, may

HISTORY = 20


def visible_to(user: User) -> QuerySet[Job]:
    """The jobs of the cases this person may see; none for roles that see no jobs."""
    if not may(user, Capability.READ_JOBS):
        return Job.objects.none()
    return Job.objects.filter(case__in=cases_visible_to(user)).select_related("case")


def waiting(*, queue: str, now: datetime) -> QuerySet[Job]:
    """Jobs that may start now."""
    return Job.objects.filter(state=State.PENDING, queue=queue, available_at__lte=now)


def most_urgent(*, queue: str) -> Job | None:
    """The job to take next: by lane, then the organisation with the fewest at work, then by age.

    An organisation that queues thousands of jobs does not keep the others waiting.
    """
    at_work = Count(
        "case__organisation__cases__jobs",
        filter=Q(case__organisation__cases__jobs__state=State.PROCESSING),
    )
    first = (
        waiting(queue=queue, now=timezone.now()).order_by("lane", "created_at").only("lane").first()
    )
    if first is None:
        return None
    lane = waiting(queue=queue, now=timezone.now()).filter(lane=first.lane)
    organisations = lane.values("case__organisation").annotate(at_work=at_work).order_by("at_work")
    return (
        lane.filter(case__organisation=organisations[0]["case__organisation"])
        .order_by("created_at")
        .first()
    )


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


def ahead_of(job: Job) -> int:
    """How many waiting jobs will be taken before this one (by lane and age)."""
    if job.state != State.PENDING:
        return 0
    sooner = Q(lane__lt=job.lane) | Q(lane=job.lane, created_at__lt=job.created_at)
    return Job.objects.filter(sooner, state=State.PENDING, queue=job.queue).count()


def remaining_s(job: Job) -> float | None:
    """Seconds until a running job is expected to end: from earlier runs of its kind, else from its own pace."""
    if job.state != State.PROCESSING or job.started_at is None:
        return None
    elapsed = (timezone.now() - job.started_at).total_seconds()
    usual = _usual_s(job)
    if usual is not None:
        return max(usual * (1 - job.progress), 0.0)
    return elapsed * (1 - job.progress) / job.progress if job.progress > 0.05 else None


def _usual_s(job: Job) -> float | None:
    earlier = Job.objects.filter(
        kind=job.kind, version=job.version, state=State.COMPLETED, reused__isnull=True
    )
    times = earlier.order_by("-finished_at").annotate(took=F("finished_at") - F("started_at"))
    took = [
        t.total_seconds() for t in times.values_list("took", flat=True)[:HISTORY] if t is not None
    ]
    return statistics.median(took) if took else None
