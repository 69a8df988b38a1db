"""Metrics of documents: requests by outcome, confidence, and how many wait for review."""

from collections.abc import Iterator

from django.db.models import Count, Q, Sum

from jindan.server.documents.models import Document, DocumentReview, ReadingVersion
from jindan.server.documents.reading import document_reading
from jindan.server.jobs.models import Job, JobState
from jindan.server.kit.metrics import Metric, MetricSample, histogram

CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
STATUSES = {"success": JobState.COMPLETED, "failed": JobState.FAILED}


def metrics() -> Iterator[Metric]:
    """Yield the metrics of text recognition that Brief B asks for."""
    yield _requests()
    yield _confidence()
    yield _review()


def _requests() -> Metric:
    jobs = Job.objects.filter(kind=document_reading.kind)
    return Metric(
        name="jindan_document_requests_total",
        kind="counter",
        help="Requests to read a document, by outcome.",
        samples=tuple(
            MetricSample(value=jobs.filter(state=state).count(), labels={"status": status})
            for status, state in STATUSES.items()
        ),
    )


def _confidence() -> Metric:
    """Return the histogram of the low percentile: a mean would hide one unreadable dose in a hundred words (T26)."""
    within = {
        f"at_most_{place}": Count("pk", filter=Q(low_percentile_confidence__lte=limit))
        for place, limit in enumerate(CONFIDENCES)
    }
    read = ReadingVersion.objects.filter(job__isnull=False, low_percentile_confidence__isnull=False)
    counts = read.aggregate(readings=Count("pk"), whole=Sum("low_percentile_confidence"), **within)
    return Metric(
        name="jindan_document_confidence",
        kind="histogram",
        help="Confidence that all but 5 % of a document's words reach.",
        samples=histogram(
            counts=[(limit, counts[f"at_most_{place}"]) for place, limit in enumerate(CONFIDENCES)],
            total=counts["readings"],
            whole=counts["whole"] or 0.0,
            labels={},
        ),
    )


def _review() -> Metric:
    rows = dict(Document.objects.values_list("review").annotate(n=Count("pk")).order_by("review"))
    return Metric(
        name="jindan_documents",
        kind="gauge",
        help="Documents by review status.",
        samples=tuple(
            MetricSample(value=rows.get(review, 0), labels={"review": review})
            for review in DocumentReview
        ),
    )
