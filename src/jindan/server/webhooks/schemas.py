"""Endpoints and their messages as they go over the wire."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, Event


class EndpointIn(Schema):
    """Where to, and of what: https on port 443 or 8443."""

    url: str = Field(max_length=500)
    events: list[Event] = Field(list(Event), min_length=1)


class EndpointChangeIn(Schema):
    """Whether the endpoint takes messages."""

    is_enabled: bool


class EndpointOut(Schema):
    """An endpoint; its secret is never shown again."""

    id: UUID
    url: str
    events: list[Event]
    is_enabled: bool
    created_at: datetime


class NewEndpointOut(Schema):
    """An endpoint that was just registered, with its secret."""

    endpoint: EndpointOut
    secret: str


class SecretOut(Schema):
    """The new secret of an endpoint, shown this once; the earlier one signs beside it for a day."""

    secret: str


class SendingOut(Schema):
    """One attempt; `status` is null where no answer came."""

    number: int
    status: int | None
    error: str
    seconds: float
    at: datetime


class DeliveryOut(Schema):
    """A message: what was sent, where it stands, and each attempt."""

    id: UUID
    message: str
    event: Event
    body: str
    state: DeliveryState
    available_at: datetime
    created_at: datetime
    sendings: list[SendingOut]


def endpoint_out(endpoint: Endpoint) -> EndpointOut:
    """An endpoint."""
    return EndpointOut(
        id=endpoint.pk,
        url=endpoint.url,
        events=[Event(each) for each in endpoint.events],
        is_enabled=endpoint.is_enabled,
        created_at=endpoint.created_at,
    )


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """A message with its attempts."""
    return DeliveryOut(
        id=delivery.pk,
        message=delivery.message,
        event=Event(delivery.event),
        body=delivery.body,
        state=DeliveryState(delivery.state),
        available_at=delivery.available_at,
        created_at=delivery.created_at,
        sendings=[
            SendingOut(
                number=each.number,
                status=each.status,
                error=each.error,
                seconds=each.seconds,
                at=each.at,
            )
            for each in sorted(delivery.sendings.all(), key=lambda each: each.number)
        ],
    )
