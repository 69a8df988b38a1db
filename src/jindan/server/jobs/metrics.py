"""Metrics of jobs: counts, durations, and the number and age of waiting ones."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, F, Min, Q, Sum
from django.utils import timezone

from jindan.server.jobs.analysis import analyses
from jindan.server.jobs.models import Job, JobState
from jindan.server.kit.metrics import Metric, MetricSample, histogram

DURATIONS_S = (1, 5, 10, 30, 60, 120, 300)


def metrics() -> Iterator[Metric]:
    """Yield the metrics of every kind of analysis."""
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
        help="Jobs by kind and state. State reused counts the completed ones that had an earlier job's result.",
        samples=(
            *(
                MetricSample(value=jobs, labels={"kind": kind, "state": state})
                for kind, state, jobs in rows
            ),
            *(
                MetricSample(value=jobs, labels={"kind": kind, "state": "reused"})
                for kind, jobs in reused
            ),
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


def _durations(kind: str) -> tuple[MetricSample, ...]:
    computed = Job.objects.filter(
        kind=kind,
        state__in=(JobState.COMPLETED, JobState.FAILED),
        reused__isnull=True,
        started_at__isnull=False,
    ).annotate(took=F("finished_at") - F("started_at"))
    within = {
        f"at_most_{limit}": Count("pk", filter=Q(took__lte=timedelta(seconds=limit)))
        for limit in DURATIONS_S
    }
    totals = computed.aggregate(jobs=Count("pk"), whole=Sum("took"), **within)
    whole = totals["whole"] or timedelta()
    return histogram(
        counts=[(limit, totals[f"at_most_{limit}"]) for limit in DURATIONS_S],
        total=totals["jobs"],
        whole=whole.total_seconds(),
        labels={"kind": kind},
    )


def _waiting() -> Iterator[Metric]:
    now = timezone.now()
    queues = sorted({analysis.queue for analysis in analyses().values()})
    pending = Job.objects.filter(state=JobState.PENDING)
    rows = (
        pending.values_list("queue")
        .annotate(jobs=Count("pk"), oldest=Min("created_at"))
        .order_by("queue")
    )
    waiting = {queue: (jobs, (now - oldest).total_seconds()) for queue, jobs, oldest in rows}
    for name, index, meaning in (
        ("jindan_queue_length", 0, "Jobs that wait."),
        ("jindan_queue_oldest_seconds", 1, "How long the oldest waiting job has waited."),
    ):
        yield Metric(
            name=name,
            kind="gauge",
            help=meaning,
            samples=tuple(
                MetricSample(value=waiting.get(queue, (0, 0.0))[index], labels={"queue": queue})
                for queue in queues
            ),
        )
