"""The endpoints and deliveries that a person may see."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.roles import Capability, may
from jindan.server.webhooks.models import Delivery, Endpoint


def visible_to(user: User) -> QuerySet[Endpoint]:
    """Return the endpoints of the person's organisation, and none for roles that may not manage the installation."""
    if not may(user, Capability.MANAGE_INSTALLATION):
        return Endpoint.objects.none()
    return Endpoint.objects.filter(organisation_id=user.organisation_id)


def deliveries_visible_to(user: User) -> QuerySet[Delivery]:
    """Return the deliveries to the endpoints that the person may see."""
    if not may(user, Capability.MANAGE_INSTALLATION):
        return Delivery.objects.none()
    deliveries = Delivery.objects.filter(endpoint__organisation=user.organisation_id)
    return deliveries.select_related("endpoint").prefetch_related("sendings")
