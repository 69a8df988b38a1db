"""Webhooks in numbers: messages by where they stand."""

from collections.abc import Iterator

from django.db.models import Count

from jindan.server.kit.metrics import Metric, Sample
from jindan.server.webhooks.models import Delivery, DeliveryState


def metrics() -> Iterator[Metric]:
    """How many messages wait, arrived or failed."""
    rows = dict(Delivery.objects.values_list("state").annotate(n=Count("pk")).order_by("state"))
    yield Metric(
        name="jindan_webhook_deliveries",
        kind="gauge",
        help="Messages by where they stand.",
        samples=tuple(
            Sample(value=rows.get(state, 0), labels={"state": state}) for state in DeliveryState
        ),
    )
