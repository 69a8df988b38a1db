"""Endpoints and deliveries that an administrator may see."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.roles import Capability, may
from jindan.server.webhooks.models import Delivery, Endpoint


def visible_to(user: User) -> QuerySet[Endpoint]:
    """The endpoints of the person's organisation; none for roles that do not manage the installation."""
    found = Endpoint.objects.filter(organisation_id=user.organisation_id)
    return found if may(user, Capability.MANAGE_INSTALLATION) else found.none()


def deliveries_visible_to(user: User) -> QuerySet[Delivery]:
    """The messages to those endpoints."""
    found = Delivery.objects.filter(endpoint__in=visible_to(user))
    return found.select_related("endpoint").prefetch_related("sendings")
