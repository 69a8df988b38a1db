"""A person's own notices."""

from django.db.models import QuerySet

from jindan.server.accounts.models import User
from jindan.server.notifications.models import Notification


def visible_to(user: User) -> QuerySet[Notification]:
    """The notices sent to this person."""
    return Notification.objects.filter(to=user)
