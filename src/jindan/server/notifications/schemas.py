"""A notice as it goes over the wire, in the reader's language."""

from datetime import datetime

from ninja import Schema

from jindan.catalogue import text
from jindan.server.notifications.models import Notification


class NotificationOut(Schema):
    """What happened, and the API path to look at."""

    id: int
    subject: str
    text: str
    kind: str
    link: str
    created_at: datetime
    read_at: datetime | None


def notification_out(notification: Notification, *, language: str) -> NotificationOut:
    """The notice in the reader's language."""
    return NotificationOut(
        id=notification.pk,
        subject=notification.subject,
        text=text(f"notice-{notification.subject}", language=language),
        kind=notification.kind,
        link=notification.link,
        created_at=notification.created_at,
        read_at=notification.read_at,
    )
