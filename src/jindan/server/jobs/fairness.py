"""Whose turn it is: the order in which organisations share the workers.

Every organisation has used the workers for some seconds lately. The one that used them least is next, however many
jobs it or the others have waiting. Within an organisation the order is priority, then age. This is fair queueing with
the time of the server as its measure (Demers, Keshav and Shenker, SIGCOMM 1989), where old use is forgotten by halves.

An urgent job goes before all others while its organisation's urgent jobs used less than `settings.URGENT_MINUTES`
lately. Beyond that, it is urgent within its organisation only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.jobs import queries
from jindan.server.jobs.models import Job, JobState, Priority, RecentUse
from jindan.server.kit.locking import lock_rows

HALF_LIFE_S = 3600
LEAST_S = 10.0
"""A running job counts at least these seconds, so that jobs which start at the same time are of different turns."""


def next_waiting(*, queue: str) -> Job | None:
    """Return the job of the queue to run next, or None."""
    now = timezone.now()
    running = _running()
    full = _at_limit(job.organisation_id for job in running)
    firsts = [job for job in _firsts(queue, now=now) if job.organisation_id not in full]
    if not firsts:
        return None
    use = _use_at(now, running=running)

    def turn(job: Job) -> tuple[bool, float, datetime, UUID]:
        lately = use.get(job.organisation_id) or _unused(job.organisation_id, now=now)
        is_allowed = lately.urgent_seconds < settings.URGENT_MINUTES * 60
        is_before_all = job.priority == Priority.URGENT and is_allowed
        return not is_before_all, lately.seconds, job.created_at, job.pk

    return min(firsts, key=turn)


def has_room_for(job_id: UUID) -> bool:
    """Return whether one more job of its organisation may run. No other is let in until the transaction ends."""
    if not settings.RUNNING_JOBS_OF_ORGANISATION:
        return True
    organisation_id = Job.objects.values_list("organisation_id", flat=True).get(pk=job_id)
    locked(organisation_id)
    return organisation_id not in _at_limit(job.organisation_id for job in _running())


def charge(job: Job) -> None:
    """Count the time since the job started as use of its organisation. Call it once for each attempt."""
    now = timezone.now()
    with transaction.atomic():
        use = locked(job.organisation_id)
        _decay(use, now=now)
        _add(use, job=job, seconds=_run_s(job, now=now))
        use.save()


def locked(organisation_id: UUID) -> RecentUse:
    """Return the organisation's row, created where it is missing, and locked until the transaction ends."""
    unused = {"seconds": 0.0, "urgent_seconds": 0.0, "counted_at": timezone.now()}
    [use] = lock_rows(RecentUse, [organisation_id], **unused)
    return use


def _running() -> list[Job]:
    """Return the running jobs, of which there are as many as slots of workers."""
    running = Job.objects.filter(state=JobState.PROCESSING)
    return list(running.only("pk", "organisation", "priority", "started_at"))


def _at_limit(organisations: Iterable[UUID]) -> set[UUID]:
    """Return those that occur as often as an organisation may have jobs running."""
    most = settings.RUNNING_JOBS_OF_ORGANISATION
    counted = Counter(organisations)
    return {organisation for organisation, jobs in counted.items() if most and jobs >= most}


def _firsts(queue: str, *, now: datetime) -> list[Job]:
    """Return the next job of each organisation that has one waiting.

    An index gives the first of each, so that the cost grows with the organisations and not with their backlogs.
    """
    own = queries.waiting(queue=queue, now=now).filter(organisation=OuterRef("pk"))
    first = own.order_by("priority", "created_at", "pk").values("pk")[:1]
    heads = Organisation.objects.values_list(Subquery(first), flat=True)
    waiting = Job.objects.filter(pk__in=[head for head in heads if head])
    return list(waiting.only("pk", "organisation", "priority", "created_at"))


def _use_at(now: datetime, *, running: Iterable[Job]) -> Mapping[UUID, RecentUse]:
    """Return the recent use of each organisation, with what its running jobs have used so far."""
    by_organisation = {use.organisation_id: use for use in RecentUse.objects.all()}
    for use in by_organisation.values():
        _decay(use, now=now)
    for job in running:
        own = _unused(job.organisation_id, now=now)
        use = by_organisation.setdefault(job.organisation_id, own)
        _add(use, job=job, seconds=max(_run_s(job, now=now), LEAST_S))
    return by_organisation


def _unused(organisation_id: UUID, *, now: datetime) -> RecentUse:
    return RecentUse(
        organisation_id=organisation_id, seconds=0.0, urgent_seconds=0.0, counted_at=now
    )


def _decay(use: RecentUse, *, now: datetime) -> None:
    """Forget half of the use in each HALF_LIFE_S."""
    age_s = max((now - use.counted_at).total_seconds(), 0.0)
    remaining = 0.5 ** (age_s / HALF_LIFE_S)
    use.seconds *= remaining
    use.urgent_seconds *= remaining
    use.counted_at = now


def _add(use: RecentUse, *, job: Job, seconds: float) -> None:
    use.seconds += seconds
    if job.priority == Priority.URGENT:
        use.urgent_seconds += seconds


def _run_s(job: Job, *, now: datetime) -> float:
    """Return the seconds since the attempt started. None below zero, as after a clock was set back."""
    return max((now - job.started_at).total_seconds(), 0.0) if job.started_at else 0.0
