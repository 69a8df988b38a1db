"""Requests and responses of webhook endpoints and deliveries."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

from jindan.server.kit.schemas import RequestBody
from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, WebhookEvent


class EndpointIn(RequestBody):
    """A new endpoint. url: https on port 443 or 8443. events: those of which it is notified."""

    url: str = Field(max_length=500)
    events: list[WebhookEvent] = Field(list(WebhookEvent), min_length=1)


class EndpointChangeIn(RequestBody):
    """Whether the endpoint is enabled."""

    is_enabled: bool


class EndpointOut(Schema):
    """An endpoint, without its secret."""

    id: UUID
    url: str
    events: list[WebhookEvent]
    is_enabled: bool
    created_at: datetime


class NewEndpointOut(Schema):
    """An endpoint that was just registered, with its secret, which is shown only once."""

    endpoint: EndpointOut
    secret: str


class SecretOut(Schema):
    """The new secret of an endpoint, which is shown only once. For a day, the earlier one signs as well."""

    secret: str


class SendingOut(Schema):
    """One attempt. `status` is null without an answer."""

    number: int
    status: int | None
    error: str
    seconds: float
    at: datetime


class DeliveryOut(Schema):
    """A message to an endpoint: its body, its state, and each attempt to send it."""

    id: UUID
    message: str
    event: WebhookEvent
    body: str
    state: DeliveryState
    available_at: datetime
    created_at: datetime
    sendings: list[SendingOut]


def endpoint_out(endpoint: Endpoint) -> EndpointOut:
    """Return an endpoint as the API shows it."""
    return EndpointOut(
        id=endpoint.pk,
        url=endpoint.url,
        events=[WebhookEvent(event) for event in endpoint.events],
        is_enabled=endpoint.is_enabled,
        created_at=endpoint.created_at,
    )


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """Return a delivery with its attempts."""
    return DeliveryOut(
        id=delivery.pk,
        message=delivery.message,
        event=WebhookEvent(delivery.event),
        body=delivery.body,
        state=DeliveryState(delivery.state),
        available_at=delivery.available_at,
        created_at=delivery.created_at,
        sendings=[
            SendingOut(
                number=sending.number,
                status=sending.status,
                error=sending.error,
                seconds=sending.seconds,
                at=sending.at,
            )
            for sending in sorted(delivery.sendings.all(), key=lambda sending: sending.number)
        ],
    )
