"""Register endpoints, replace their secrets, announce what happened, send it again."""

import json
import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.kit import keyring
from jindan.server.kit.addresses import AddressNotAllowed, checked_url
from jindan.server.roles import Capability, require
from jindan.server.webhooks import signing
from jindan.server.webhooks.errors import EndpointDisabled, TooManyEndpoints
from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, Event

MOST_ENDPOINTS = 20
CHANGE_OVER = timedelta(days=1)
"""How long both secrets sign after one was replaced."""


@transaction.atomic
def register(*, url: str, events: Sequence[Event], by: User) -> tuple[Endpoint, str]:
    """A new endpoint and its secret, which is shown this once. Raises AddressNotAllowed, TooManyEndpoints."""
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
    """A new secret, shown this once; the earlier one signs beside it for CHANGE_OVER."""
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
    """Let an endpoint take messages, or stop it."""
    require(by, Capability.MANAGE_INSTALLATION)
    Endpoint.objects.filter(pk=endpoint.pk).update(is_enabled=is_enabled)
    action = "webhook.enabled" if is_enabled else "webhook.disabled"
    audit.record_event(action, by=by, subject=endpoint)


@transaction.atomic
def remove(endpoint: Endpoint, *, by: User) -> None:
    """Forget an endpoint and its messages."""
    require(by, Capability.MANAGE_INSTALLATION)
    audit.record_event("webhook.removed", by=by, subject=endpoint)
    Endpoint.objects.filter(pk=endpoint.pk).delete()


def announce(event: Event, *, organisation: uuid.UUID, about: Mapping[str, str]) -> int:
    """Leave a message for each endpoint that wants to know, in the caller's transaction; returns how many.

    about: ids and kinds by name. A receiver asks the API for the rest, as somebody who may see it: no name and no value
    ever leaves by this way.
    """
    at = timezone.now()
    body = {"type": event, "timestamp": at.isoformat(timespec="seconds"), "data": dict(about)}
    message = f"msg_{uuid.uuid4().hex}"
    listening = Endpoint.objects.filter(organisation=organisation, is_enabled=True)
    made = Delivery.objects.bulk_create(
        Delivery(
            endpoint=endpoint,
            message=message,
            event=event,
            body=json.dumps(body, separators=(",", ":")),
            gives_up_after=MOST_SENDINGS,
            available_at=at,
        )
        for endpoint in listening
        if event in endpoint.events
    )
    return len(made)


@transaction.atomic
def replay(delivery: Delivery, *, by: User) -> None:
    """Send a message again under the same webhook-id. Raises EndpointDisabled."""
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
    """The secrets that sign now, the newest first."""
    sealed = [bytes(endpoint.sealed_secret)]
    if endpoint.previous_until is not None and endpoint.previous_until > timezone.now():
        sealed.append(bytes(endpoint.sealed_previous))
    return [keyring.unseal(each, context=_context(endpoint)).decode() for each in sealed]


@transaction.atomic
def reseal() -> int:
    """Seal every secret under the newest master key; how many endpoints were sealed anew."""
    newest, count = keyring.newest_key_id(), 0
    for endpoint in Endpoint.objects.select_for_update().order_by("pk"):
        if keyring.key_id_of(bytes(endpoint.sealed_secret)) != newest:
            Endpoint.objects.filter(pk=endpoint.pk).update(
                sealed_secret=_resealed(bytes(endpoint.sealed_secret), endpoint=endpoint),
                sealed_previous=_resealed(bytes(endpoint.sealed_previous), endpoint=endpoint),
            )
            count += 1
    return count


RETRY_AFTER_S = (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""Waits before each further sending, as Standard Webhooks proposes: about three days in all."""
MOST_SENDINGS = len(RETRY_AFTER_S) + 1


def _check(url: str) -> None:
    """What the text of an address tells; the server's own names are not called either."""
    parts = checked_url(url, allows_loopback=settings.WEBHOOKS_TO_LOOPBACK)
    if not settings.WEBHOOKS_TO_LOOPBACK and parts.hostname in settings.ALLOWED_HOSTS:
        raise AddressNotAllowed


def _seal(secret: str, *, endpoint: Endpoint) -> bytes:
    return keyring.seal(secret.encode(), context=_context(endpoint))


def _resealed(sealed: bytes, *, endpoint: Endpoint) -> bytes:
    context = _context(endpoint)
    return keyring.seal(keyring.unseal(sealed, context=context), context=context) if sealed else b""


def _context(endpoint: Endpoint) -> bytes:
    return f"webhooks.endpoint:{endpoint.pk}".encode()
