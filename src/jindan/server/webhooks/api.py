"""Webhooks over HTTP, for administrators: endpoints, secrets and deliveries."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from jindan.server.accounts.security import person
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Capability, require
from jindan.server.webhooks import queries, services
from jindan.server.webhooks.models import Delivery, Endpoint
from jindan.server.webhooks.schemas import (
    DeliveryOut,
    EndpointChangeIn,
    EndpointIn,
    EndpointOut,
    NewEndpointOut,
    SecretOut,
    delivery_out,
    endpoint_out,
)

router = Router(tags=["webhooks"])


@router.post("/webhooks", response={201: NewEndpointOut, **PROBLEMS})
def register_webhook(request: HttpRequest, body: EndpointIn) -> Status[NewEndpointOut]:
    """Register an address that is notified of finished jobs. The secret is shown only once."""
    endpoint, secret = services.register(url=body.url, events=body.events, by=person(request))
    answer = NewEndpointOut(endpoint=endpoint_out(endpoint), secret=secret)
    return Status(HTTPStatus.CREATED, answer)


@router.get("/webhooks", response={200: PageOut[EndpointOut], **PROBLEMS})
def list_webhooks(request: HttpRequest, paging: Paging) -> Page[EndpointOut]:
    """List the endpoints of your organisation, newest first."""
    require(person(request), Capability.MANAGE_INSTALLATION)
    endpoints = page(queries.visible_to(person(request)), cursor=paging.cursor, size=paging.size)
    return endpoints.each(endpoint_out)


@router.patch("/webhooks/{endpoint_id}", response={200: EndpointOut, **PROBLEMS})
def change_webhook(request: HttpRequest, endpoint_id: UUID, body: EndpointChangeIn) -> EndpointOut:
    """Enable or disable an endpoint. One that answered 410 was disabled."""
    endpoint = _endpoint(request, endpoint_id)
    services.set_enabled(endpoint, is_enabled=body.is_enabled, by=person(request))
    return endpoint_out(_endpoint(request, endpoint_id))


@router.delete("/webhooks/{endpoint_id}", response={204: None, **PROBLEMS})
def remove_webhook(request: HttpRequest, endpoint_id: UUID) -> Status[None]:
    """Delete an endpoint and its deliveries."""
    services.remove(_endpoint(request, endpoint_id), by=person(request))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/webhooks/{endpoint_id}/secret", response={201: SecretOut, **PROBLEMS})
def rotate_webhook_secret(request: HttpRequest, endpoint_id: UUID) -> Status[SecretOut]:
    """Create a new secret, which is shown only once. For a day, messages carry both signatures."""
    secret = services.rotate_secret(_endpoint(request, endpoint_id), by=person(request))
    return Status(HTTPStatus.CREATED, SecretOut(secret=secret))


@router.get("/webhooks/{endpoint_id}/deliveries", response={200: PageOut[DeliveryOut], **PROBLEMS})
def list_webhook_deliveries(
    request: HttpRequest, endpoint_id: UUID, paging: Paging
) -> Page[DeliveryOut]:
    """List the deliveries to an endpoint and each attempt to send them, newest first."""
    endpoint = _endpoint(request, endpoint_id)
    deliveries = queries.deliveries_visible_to(person(request)).filter(endpoint=endpoint)
    return page(deliveries, cursor=paging.cursor, size=paging.size).each(delivery_out)


@router.post("/webhook-deliveries/{delivery_id}/replay", response={202: DeliveryOut, **PROBLEMS})
def replay_webhook_delivery(request: HttpRequest, delivery_id: UUID) -> Status[DeliveryOut]:
    """Send a message again under the same `webhook-id`, by which the receiver recognises it."""
    delivery = _delivery(request, delivery_id)
    services.replay(delivery, by=person(request))
    return Status(HTTPStatus.ACCEPTED, delivery_out(_delivery(request, delivery_id)))


def _endpoint(request: HttpRequest, endpoint_id: UUID) -> Endpoint:
    require(person(request), Capability.MANAGE_INSTALLATION)
    return get_object_or_404(queries.visible_to(person(request)), pk=endpoint_id)


def _delivery(request: HttpRequest, delivery_id: UUID) -> Delivery:
    require(person(request), Capability.MANAGE_INSTALLATION)
    return get_object_or_404(queries.deliveries_visible_to(person(request)), pk=delivery_id)
