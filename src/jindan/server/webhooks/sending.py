"""Sending of the waiting deliveries: signed, within limits, and again later where that may help."""

import random
import time
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from jindan.server.audit import services as audit
from jindan.server.audit.models import EventOutcome
from jindan.server.keys.errors import (
    KeyServiceAway,
    KeyServiceRefused,
    OrganisationKeyDestroyed,
)
from jindan.server.kit.addresses import AddressNotAllowed
from jindan.server.kit.outgoing import CallFailed, HttpAnswer, post
from jindan.server.webhooks import signing
from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, Sending
from jindan.server.webhooks.services import RETRY_AFTER_S, keys_of

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=1)
"""Time after which another sender takes over the delivery of one that died. It may then arrive twice."""
AT_ONCE = 50
LONGEST_WAIT_S = 86_400.0
TRY_LATER = frozenset({408, 409, 425, 429})
KEY_PROBLEMS = (KeyServiceAway, KeyServiceRefused, OrganisationKeyDestroyed)
FINAL = frozenset({AddressNotAllowed.__name__, OrganisationKeyDestroyed.__name__})
"""Errors after which no further attempt can succeed."""

Post = Callable[..., HttpAnswer]


def send_waiting(*, call: Post = post) -> int:
    """Send the deliveries that are due, oldest first. Return how many were attempted."""
    due = Delivery.objects.filter(state=DeliveryState.WAITING, available_at__lte=timezone.now())
    waiting = list(due.order_by("available_at").values_list("pk", "attempt")[:AT_ONCE])
    return sum(_send(pk, attempt=attempt, call=call) for pk, attempt in waiting)


def _send(pk: UUID, *, attempt: int, call: Post) -> bool:
    """Send one delivery. Return False if another sender has taken it."""
    untaken = Delivery.objects.filter(pk=pk, attempt=attempt, state=DeliveryState.WAITING)
    if not untaken.update(attempt=F("attempt") + 1, available_at=timezone.now() + LEASE):
        return False
    delivery = Delivery.objects.select_related("endpoint").get(pk=pk)
    if not delivery.endpoint.is_enabled:
        _end(delivery, state=DeliveryState.FAILED)
        return True
    started, answer, error = time.monotonic(), None, ""
    try:
        answer = _post(delivery, call=call)
    except (AddressNotAllowed, CallFailed, *KEY_PROBLEMS) as failure:
        error = type(failure).__name__
    Sending.objects.create(
        delivery=delivery,
        number=delivery.attempt,
        status=answer.status if answer else None,
        error=error,
        seconds=time.monotonic() - started,
    )
    _judge(delivery, answer=answer, is_final=error in FINAL)
    return True


def _post(delivery: Delivery, *, call: Post) -> HttpAnswer:
    """Return the endpoint's answer. Raises AddressNotAllowed, CallFailed."""
    body = delivery.body.encode()
    headers = signing.headers(
        body,
        message=delivery.message,
        timestamp=int(time.time()),
        keys=keys_of(delivery.endpoint),
    )
    return call(
        delivery.endpoint.url,
        body=body,
        headers=headers,
        allows_loopback=settings.WEBHOOKS_TO_LOOPBACK,
    )


def _judge(delivery: Delivery, *, answer: HttpAnswer | None, is_final: bool) -> None:
    """Set the state by the answer's status.

    2xx: delivered. 410: failed, endpoint disabled. No answer, 5xx or one of TRY_LATER: waiting. All else: failed.
    """
    status = answer.status if answer else None
    if status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        _end(delivery, state=DeliveryState.DELIVERED)
    elif status == HTTPStatus.GONE:
        _disable(delivery)
    elif is_final or (
        status is not None and status not in TRY_LATER and status < HTTPStatus.INTERNAL_SERVER_ERROR
    ):
        _end(delivery, state=DeliveryState.FAILED)
    else:
        _try_later(delivery, retry_after_s=answer.retry_after_s if answer else None)


def _try_later(delivery: Delivery, *, retry_after_s: float | None) -> None:
    if delivery.attempt >= delivery.gives_up_after:
        _end(delivery, state=DeliveryState.FAILED)
        return
    wait_s = max(pause_s(delivery.attempt), min(retry_after_s or 0.0, LONGEST_WAIT_S))
    row = Delivery.objects.filter(pk=delivery.pk, attempt=delivery.attempt)
    row.update(available_at=timezone.now() + timedelta(seconds=wait_s))


def pause_s(attempt: int) -> float:
    """Return the seconds until the next attempt. The jitter spreads deliveries that failed at the same time."""
    step = min(max(attempt, 1), len(RETRY_AFTER_S)) - 1
    return RETRY_AFTER_S[step] * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


def _disable(delivery: Delivery) -> None:
    log.warning("webhook endpoint gone", organisation=str(delivery.endpoint.organisation_id))
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(is_enabled=False)
    audit.record_event(
        "webhook.gone", by=None, subject=delivery.endpoint, outcome=EventOutcome.FAILED
    )
    _end(delivery, state=DeliveryState.FAILED)


def _end(delivery: Delivery, *, state: DeliveryState) -> None:
    Delivery.objects.filter(pk=delivery.pk, attempt=delivery.attempt).update(state=state)
