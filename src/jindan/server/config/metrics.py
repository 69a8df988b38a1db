"""`/metrics` for Prometheus: counted from the database when it is scraped, for whoever holds the token."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from jindan.server.artifacts.metrics import metrics as of_artifacts
from jindan.server.documents.metrics import metrics as of_documents
from jindan.server.jobs.metrics import metrics as of_jobs
from jindan.server.kit.metrics import written
from jindan.server.webhooks.metrics import metrics as of_webhooks

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def tell_metrics(request: HttpRequest) -> HttpResponse:
    """All numbers of this installation. 404 where no token is set, or another one is sent."""
    expected = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Http404
    metrics = [*of_jobs(), *of_documents(), *of_artifacts(), *of_webhooks()]
    return HttpResponse(written(metrics), content_type=PROMETHEUS)
