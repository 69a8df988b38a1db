"""A person's inbox over HTTP."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from jindan.server.accounts.security import person
from jindan.server.kit.language import language_of
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.notifications import queries, services
from jindan.server.notifications.schemas import NotificationOut, notification_out

router = Router(tags=["notifications"])


@router.get("/notifications", response={200: PageOut[NotificationOut], **PROBLEMS})
def list_notifications(request: HttpRequest, paging: Paging) -> Page[NotificationOut]:
    """Your notices, newest first."""
    found = page(queries.visible_to(person(request)), cursor=paging.cursor, size=paging.size)
    return found.each(lambda each: notification_out(each, language=language_of(request)))


@router.post("/notifications/{notification_id}/read", response={204: None, **PROBLEMS})
def mark_notification_read(request: HttpRequest, notification_id: int) -> Status[None]:
    """You have seen this notice."""
    found = queries.visible_to(person(request))
    services.mark_read(get_object_or_404(found, pk=notification_id))
    return Status(204, None)
