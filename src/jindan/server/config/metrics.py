"""`/metrics` for Prometheus: numbers from the database, counted at each scrape, for whoever has the token."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jindan.server.artifacts.storage.metrics import metrics as of_artifacts
from jindan.server.documents.metrics import metrics as of_documents
from jindan.server.jobs.metrics import metrics as of_jobs
from jindan.server.kit.metrics import written
from jindan.server.webhooks.metrics import metrics as of_webhooks

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    """Return all metrics of this installation. Raises Http404 without a configured token, or for a wrong one."""
    expected = settings.METRICS_TOKEN
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not expected or not hmac.compare_digest(token.encode(), expected.encode()):
        raise Http404
    metrics = [*of_jobs(), *of_documents(), *of_artifacts(), *of_webhooks()]
    return HttpResponse(written(metrics), content_type=PROMETHEUS)
