"""Send the messages that wait: signed, within bounds, later again where that may help."""

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
from jindan.server.kit.addresses import AddressNotAllowed
from jindan.server.kit.outgoing import Answer, CallFailed, post
from jindan.server.webhooks import signing
from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, Sending
from jindan.server.webhooks.services import RETRY_AFTER_S, keys_of

log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=1)
"""A sender that died leaves its message to the next after this; a receiver knows it by its webhook-id."""
AT_ONCE = 50
LONGEST_WAIT_S = 86_400.0
TRY_LATER = frozenset({408, 409, 425, 429})

Post = Callable[..., Answer]


def send_waiting(*, call: Post = post) -> int:
    """Send what is due, oldest first; returns how many were sent or tried."""
    due = Delivery.objects.filter(state=DeliveryState.WAITING, available_at__lte=timezone.now())
    waiting = list(due.order_by("available_at").values_list("pk", "attempt")[:AT_ONCE])
    return sum(_send(pk, attempt=attempt, call=call) for pk, attempt in waiting)


def _send(pk: UUID, *, attempt: int, call: Post) -> bool:
    """Send one message unless another sender has it."""
    mine = Delivery.objects.filter(pk=pk, attempt=attempt, state=DeliveryState.WAITING)
    if not mine.update(attempt=F("attempt") + 1, available_at=timezone.now() + LEASE):
        return False
    delivery = Delivery.objects.select_related("endpoint").get(pk=pk)
    if not delivery.endpoint.is_enabled:
        _end(delivery, state=DeliveryState.FAILED)
        return True
    started, answer, error = time.monotonic(), None, ""
    try:
        answer = _called(delivery, call=call)
    except (AddressNotAllowed, CallFailed) as failure:
        error = type(failure).__name__
    Sending.objects.create(
        delivery=delivery,
        number=delivery.attempt,
        status=answer.status if answer else None,
        error=error,
        seconds=time.monotonic() - started,
    )
    _judge(delivery, answer=answer, is_final=error == AddressNotAllowed.__name__)
    return True


def _called(delivery: Delivery, *, call: Post) -> Answer:
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


def _judge(delivery: Delivery, *, answer: Answer | None, is_final: bool) -> None:
    """2xx: delivered. 410: the endpoint wants no more. No answer, 5xx, 408, 409, 425, 429: later. All else: failed."""
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
        _try_later(delivery, asked_s=answer.retry_after_s if answer else None)


def _try_later(delivery: Delivery, *, asked_s: float | None) -> None:
    if delivery.attempt >= delivery.gives_up_after:
        _end(delivery, state=DeliveryState.FAILED)
        return
    wait_s = max(pause_s(delivery.attempt), min(asked_s or 0.0, LONGEST_WAIT_S))
    mine = Delivery.objects.filter(pk=delivery.pk, attempt=delivery.attempt)
    mine.update(available_at=timezone.now() + timedelta(seconds=wait_s))


def pause_s(attempt: int) -> float:
    """Seconds until the next sending; the jitter keeps many messages from coming back together."""
    step = min(max(attempt, 1), len(RETRY_AFTER_S)) - 1
    return RETRY_AFTER_S[step] * random.uniform(0.8, 1.2)  # noqa: S311 - no secret


def _disable(delivery: Delivery) -> None:
    log.warning("webhook endpoint gone", organisation=str(delivery.endpoint.organisation_id))
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(is_enabled=False)
    audit.record_event("webhook.gone", by=None, subject=delivery.endpoint)
    _end(delivery, state=DeliveryState.FAILED)


def _end(delivery: Delivery, *, state: DeliveryState) -> None:
    Delivery.objects.filter(pk=delivery.pk, attempt=delivery.attempt).update(state=state)
