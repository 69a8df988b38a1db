"""Tell a person something."""

from django.utils import timezone

from jindan.server.accounts.models import User
from jindan.server.notifications.models import Notification


def notify(*, to: User, subject: str, kind: str, link: str) -> Notification:
    """Leave a notice in the person's inbox; part of the caller's transaction."""
    return Notification.objects.create(to=to, subject=subject, kind=kind, link=link)


def mark_read(notification: Notification) -> None:
    """The person has seen it; the first time counts."""
    Notification.objects.filter(pk=notification.pk, read_at__isnull=True).update(
        read_at=timezone.now()
    )
