"""A person's inbox over HTTP."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from jindan.catalogue import text
from jindan.server.accounts.security import person
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.notifications import services
from jindan.server.notifications.models import Notification

router = Router(tags=["notifications"])


class NotificationOut(Schema):
    """What happened, in the reader's language, and the API path to look at."""

    id: int
    subject: str
    text: str
    kind: str
    link: str
    created_at: datetime
    read_at: datetime | None


@router.get("/notifications", response={200: PageOut[NotificationOut], **PROBLEMS})
def list_notifications(request: HttpRequest, paging: Paging) -> Page[NotificationOut]:
    """List your notices, newest first."""
    language = language_of(request)
    notices = page(services.visible_to(person(request)), cursor=paging.cursor, size=paging.size)
    return notices.each(lambda notice: _notification_out(notice, language=language))


@router.post("/notifications/{notification_id}/read", response={204: None, **PROBLEMS})
def mark_notification_read(request: HttpRequest, notification_id: int) -> Status[None]:
    """Mark a notice as seen."""
    notices = services.visible_to(person(request))
    services.mark_read(get_object_or_404(notices, pk=notification_id))
    return Status(204, None)


def _notification_out(notification: Notification, *, language: str) -> NotificationOut:
    return NotificationOut(
        id=notification.pk,
        subject=notification.subject,
        text=text(f"notice-{notification.subject}", language=language),
        kind=notification.kind,
        link=notification.link,
        created_at=notification.created_at,
        read_at=notification.read_at,
    )
