"""Jobs in numbers: how many, how long, how many wait and for how long."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone

from jindan.server.jobs.analysis import analyses
from jindan.server.jobs.models import Job, State
from jindan.server.kit.metrics import Metric, Sample, histogram

DURATIONS_S = (1, 5, 10, 30, 60, 120, 300)


def metrics() -> Iterator[Metric]:
    """The numbers of every kind of analysis."""
    yield _counted()
    yield _timed()
    yield from _waiting()


def _counted() -> Metric:
    rows = (
        Job.objects.values_list("kind", "state")
        .annotate(jobs=Count("pk"))
        .order_by("kind", "state")
    )
    reused = (
        Job.objects.filter(reused__isnull=False)
        .values_list("kind")
        .annotate(jobs=Count("pk"))
        .order_by("kind")
    )
    return Metric(
        name="jindan_jobs_total",
        kind="counter",
        help="Jobs by kind and state; state reused counts those of completed whose result stood already.",
        samples=(
            *(Sample(value=n, labels={"kind": k, "state": s}) for k, s, n in rows),
            *(Sample(value=n, labels={"kind": k, "state": "reused"}) for k, n in reused),
        ),
    )


def _timed() -> Metric:
    samples = [sample for kind in sorted(analyses()) for sample in _durations(kind)]
    return Metric(
        name="jindan_job_duration_seconds",
        kind="histogram",
        help="Seconds from start to end of jobs that were computed, without the wait.",
        samples=tuple(samples),
    )


def _durations(kind: str) -> tuple[Sample, ...]:
    done = Job.objects.filter(
        kind=kind,
        state__in=(State.COMPLETED, State.FAILED),
        reused__isnull=True,
        started_at__isnull=False,
    ).annotate(took=F("finished_at") - F("started_at"))
    within = {
        f"at_most_{limit}": Count("pk", filter=Q(took__lte=timedelta(seconds=limit)))
        for limit in DURATIONS_S
    }
    found = done.aggregate(jobs=Count("pk"), whole=Sum("took"), **within)
    whole = found["whole"] or timedelta()
    return histogram(
        counts=[(limit, found[f"at_most_{limit}"]) for limit in DURATIONS_S],
        total=found["jobs"],
        whole=whole.total_seconds(),
        labels={"kind": kind},
    )


def _waiting() -> Iterator[Metric]:
    now = timezone.now()
    queues = sorted({analysis.queue for analysis in analyses().values()})
    pending = Job.objects.filter(state=State.PENDING)
    rows = (
        pending.values_list("queue")
        .annotate(jobs=Count("pk"), oldest=Min("created_at"))
        .order_by("queue")
    )
    found = {queue: (jobs, (now - oldest).total_seconds()) for queue, jobs, oldest in rows}
    for name, place, words in (
        ("jindan_queue_length", 0, "Jobs that wait."),
        ("jindan_queue_oldest_seconds", 1, "How long the oldest waiting job has waited."),
    ):
        yield Metric(
            name=name,
            kind="gauge",
            help=words,
            samples=tuple(
                Sample(value=found.get(queue, (0, 0.0))[place], labels={"queue": queue})
                for queue in queues
            ),
        )
