"""The audit events that a person may see."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from jindan.server.audit.models import AuditEvent
from jindan.server.kit.pagination import LARGEST_SIZE, page
from jindan.server.roles import Actor, Capability, may

Events = QuerySet[AuditEvent]


def visible_to(user: Actor) -> QuerySet[AuditEvent]:
    """Return the events of the user's organisation for roles that may read them, and none for others."""
    if not may(user, Capability.READ_AUDIT):
        return AuditEvent.objects.none()
    return AuditEvent.objects.filter(organisation_id=user.organisation_id)


def in_order(
    events: QuerySet[AuditEvent], *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[AuditEvent]:
    """Yield the events of a span of time, oldest first. A page at a time is read, however many there are."""
    if since is not None:
        events = events.filter(at__gte=since)
    if until is not None:
        events = events.filter(at__lt=until)
    cursor: str | None = None
    while True:
        rows = page(events, cursor=cursor, size=LARGEST_SIZE, order_by=("at", "id"))
        yield from rows.items
        cursor = rows.next
        if cursor is None:
            return
