"""Documents in numbers: requests by how they ended, confidence, what waits for a person."""

from collections.abc import Iterator

from django.db.models import Count, Q, Sum

from jindan.server.documents.models import Document, ReadingVersion, Review
from jindan.server.documents.reading import document_reading
from jindan.server.jobs.models import Job, State
from jindan.server.kit.metrics import Metric, Sample, histogram

CONFIDENCES = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
STATUSES = {"success": State.COMPLETED, "failed": State.FAILED}


def metrics() -> Iterator[Metric]:
    """The numbers that Brief B asks for of text recognition."""
    yield _requests()
    yield _confidence()
    yield _review()


def _requests() -> Metric:
    jobs = Job.objects.filter(kind=document_reading.kind)
    return Metric(
        name="jindan_document_requests_total",
        kind="counter",
        help="Documents that were to be read, by how it ended.",
        samples=tuple(
            Sample(value=jobs.filter(state=state).count(), labels={"status": status})
            for status, state in STATUSES.items()
        ),
    )


def _confidence() -> Metric:
    """Of the low percentile, not of a mean: one unreadable dose among a hundred words must show (trap T26)."""
    within = {
        f"at_most_{place}": Count("pk", filter=Q(low_percentile_confidence__lte=limit))
        for place, limit in enumerate(CONFIDENCES)
    }
    read = ReadingVersion.objects.filter(job__isnull=False, low_percentile_confidence__isnull=False)
    found = read.aggregate(readings=Count("pk"), whole=Sum("low_percentile_confidence"), **within)
    return Metric(
        name="jindan_document_confidence",
        kind="histogram",
        help="Confidence that all but 5 % of a document's words reach.",
        samples=histogram(
            counts=[(limit, found[f"at_most_{place}"]) for place, limit in enumerate(CONFIDENCES)],
            total=found["readings"],
            whole=found["whole"] or 0.0,
            labels={},
        ),
    )


def _review() -> Metric:
    rows = dict(Document.objects.values_list("review").annotate(n=Count("pk")).order_by("review"))
    return Metric(
        name="jindan_documents",
        kind="gauge",
        help="Documents by whether a person must look at them.",
        samples=tuple(Sample(value=rows.get(each, 0), labels={"review": each}) for each in Review),
    )
