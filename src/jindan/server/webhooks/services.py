"""Registration of endpoints, replacement of their secrets, announcement of events, and replays."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use
from jindan.server.kit.addresses import AddressNotAllowed, checked_url
from jindan.server.roles import Capability, require
from jindan.server.webhooks import signing
from jindan.server.webhooks.errors import EndpointDisabled, TooManyEndpoints
from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, WebhookEvent

MOST_ENDPOINTS = 20
CHANGE_OVER = timedelta(days=1)
"""How long both secrets sign after one was replaced."""
RETRY_AFTER_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Waits before each further attempt, as Standard Webhooks proposes: about three days in all."""
MOST_SENDINGS = len(RETRY_AFTER_S) + 1


@transaction.atomic
def register(*, url: str, events: Sequence[WebhookEvent], by: User) -> tuple[Endpoint, str]:
    """Create an endpoint, and return it with its secret, which is shown only once.

    Raises RoleNotAllowed, AddressNotAllowed, TooManyEndpoints.
    """
    require(by, Capability.MANAGE_INSTALLATION)
    _check(url)
    if Endpoint.objects.filter(organisation_id=by.organisation_id).count() >= MOST_ENDPOINTS:
        raise TooManyEndpoints(most=MOST_ENDPOINTS)
    endpoint = Endpoint(
        organisation_id=by.organisation_id, url=url, events=list(events), created_by=by
    )
    secret = signing.new_secret()
    endpoint.sealed_secret = _seal(secret, endpoint=endpoint)
    endpoint.save(force_insert=True)
    audit.record_event("webhook.registered", by=by, subject=endpoint)
    return endpoint, secret


@transaction.atomic
def rotate_secret(endpoint: Endpoint, *, by: User) -> str:
    """Replace the secret and return the new one, which is shown only once. The earlier one signs for CHANGE_OVER.

    Raises RoleNotAllowed.
    """
    require(by, Capability.MANAGE_INSTALLATION)
    secret = signing.new_secret()
    Endpoint.objects.filter(pk=endpoint.pk).update(
        sealed_previous=endpoint.sealed_secret,
        previous_until=timezone.now() + CHANGE_OVER,
        sealed_secret=_seal(secret, endpoint=endpoint),
    )
    audit.record_event("webhook.secret-rotated", by=by, subject=endpoint)
    return secret


@transaction.atomic
def set_enabled(endpoint: Endpoint, *, is_enabled: bool, by: User) -> None:
    """Enable or disable an endpoint. Raises RoleNotAllowed."""
    require(by, Capability.MANAGE_INSTALLATION)
    Endpoint.objects.filter(pk=endpoint.pk).update(is_enabled=is_enabled)
    action = "webhook.enabled" if is_enabled else "webhook.disabled"
    audit.record_event(action, by=by, subject=endpoint)


@transaction.atomic
def remove(endpoint: Endpoint, *, by: User) -> None:
    """Delete an endpoint and its deliveries. Raises RoleNotAllowed."""
    require(by, Capability.MANAGE_INSTALLATION)
    audit.record_event("webhook.removed", by=by, subject=endpoint)
    Endpoint.objects.filter(pk=endpoint.pk).delete()


def announce(event: WebhookEvent, *, organisation: uuid.UUID, about: Mapping[str, str]) -> int:
    """Create a delivery for each endpoint of the event, in the caller's transaction. Return how many.

    about: ids and kinds by name. It contains no name and no value of a patient. The receiver reads the rest from the
    API, where it is authorised.
    """
    at = timezone.now()
    body = {"type": event, "timestamp": at.isoformat(timespec="seconds"), "data": dict(about)}
    message = f"msg_{uuid.uuid4().hex}"
    enabled = Endpoint.objects.filter(organisation=organisation, is_enabled=True)
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            endpoint=endpoint,
            message=message,
            event=event,
            body=json.dumps(body, separators=(",", ":")),
            gives_up_after=MOST_SENDINGS,
            available_at=at,
        )
        for endpoint in enabled
        if event in endpoint.events
    )
    return len(deliveries)


@transaction.atomic
def replay(delivery: Delivery, *, by: User) -> None:
    """Set a delivery back to waiting under the same webhook-id. Raises RoleNotAllowed, EndpointDisabled."""
    require(by, Capability.MANAGE_INSTALLATION)
    if not delivery.endpoint.is_enabled:
        raise EndpointDisabled
    Delivery.objects.filter(pk=delivery.pk).update(
        state=DeliveryState.WAITING,
        available_at=timezone.now(),
        gives_up_after=delivery.attempt + MOST_SENDINGS,
    )
    audit.record_event("webhook.replayed", by=by, subject=delivery.endpoint)


def keys_of(endpoint: Endpoint) -> list[str]:
    """Return the secrets that sign now, newest first. Raises UnknownKey, BrokenSeal."""
    sealed = [bytes(endpoint.sealed_secret)]
    if endpoint.previous_until is not None and endpoint.previous_until > timezone.now():
        sealed.append(bytes(endpoint.sealed_previous))
    return [
        keys.unseal(
            secret,
            use=Use.WEBHOOK_SECRET,
            organisation_id=endpoint.organisation_id,
            context=_context(endpoint),
        ).decode()
        for secret in sealed
    ]


@transaction.atomic
def reseal() -> int:
    """Seal every secret under its organisation's newest key. Return how many endpoints had older seals."""
    current, count = keys.current_key_ids(), 0
    for endpoint in Endpoint.objects.select_for_update().order_by("pk"):
        sealed = (bytes(endpoint.sealed_secret), bytes(endpoint.sealed_previous))
        if not {keys.key_id_of(secret) for secret in sealed if secret} <= current:
            Endpoint.objects.filter(pk=endpoint.pk).update(
                sealed_secret=_resealed(bytes(endpoint.sealed_secret), endpoint=endpoint),
                sealed_previous=_resealed(bytes(endpoint.sealed_previous), endpoint=endpoint),
            )
            count += 1
    return count


def _check(url: str) -> None:
    """Raise AddressNotAllowed for a URL that may not be called, including the server's own names."""
    parts = checked_url(url, allows_loopback=settings.WEBHOOKS_TO_LOOPBACK)
    if not settings.WEBHOOKS_TO_LOOPBACK and parts.hostname in settings.ALLOWED_HOSTS:
        raise AddressNotAllowed


def _seal(secret: str, *, endpoint: Endpoint) -> bytes:
    return keys.seal(
        secret.encode(),
        use=Use.WEBHOOK_SECRET,
        organisation_id=endpoint.organisation_id,
        context=_context(endpoint),
    )


def _resealed(sealed: bytes, *, endpoint: Endpoint) -> bytes:
    if not sealed:
        return b""
    return keys.resealed(
        sealed,
        use=Use.WEBHOOK_SECRET,
        organisation_id=endpoint.organisation_id,
        context=_context(endpoint),
    )


def _context(endpoint: Endpoint) -> bytes:
    return f"webhooks.endpoint:{endpoint.pk}".encode()
