"""A person's inbox: notify them, list their notices, mark one as read."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.notifications.models import Notification


def visible_to(user: User) -> QuerySet[Notification]:
    """Return the notices sent to this person."""
    return Notification.objects.filter(to=user)


def notify(*, to: User, subject: str, kind: str, link: str) -> Notification:
    """Put a notice into the person's inbox, within the caller's transaction.

    subject: names the message `notice-<subject>` of the catalogue. link: API path to look at.
    """
    return Notification.objects.create(to=to, subject=subject, kind=kind, link=link)


def notify_all(people: Iterable[User], *, subject: str, kind: str, link: str) -> None:
    """Put the same notice into the inbox of each person, within the caller's transaction."""
    Notification.objects.bulk_create(
        Notification(to=person, subject=subject, kind=kind, link=link) for person in people
    )


def mark_read(notification: Notification) -> None:
    """Note that the person has seen a notice. Later calls leave the first time unchanged."""
    Notification.objects.filter(pk=notification.pk, read_at__isnull=True).update(
        read_at=timezone.now()
    )
