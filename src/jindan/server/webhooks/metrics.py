"""Metrics of webhooks: deliveries by state."""

from collections.abc import Iterator

from django.db.models import Count

from jindan.server.kit.metrics import Metric, MetricSample
from jindan.server.webhooks.models import Delivery, DeliveryState


def metrics() -> Iterator[Metric]:
    """Yield the number of deliveries in each state."""
    rows = dict(Delivery.objects.values_list("state").annotate(n=Count("pk")).order_by("state"))
    yield Metric(
        name="jindan_webhook_deliveries",
        kind="gauge",
        help="Webhook deliveries by state.",
        samples=tuple(
            MetricSample(value=rows.get(state, 0), labels={"state": state})
            for state in DeliveryState
        ),
    )
