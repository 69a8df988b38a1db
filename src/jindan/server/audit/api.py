"""The audit trail, for those whose role is to look at it."""

from django.http import HttpRequest
from ninja import Query, Router

from jindan.server.audit import queries
from jindan.server.audit.models import AuditEvent
from jindan.server.audit.schemas import AuditEventOut, AuditFilter
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Actor, Capability, require

router = Router(tags=["audit"])


class ActorRequest(HttpRequest):
    """A request whose actor is known."""

    user: Actor  # type: ignore[assignment]  # the sign-in of the API guarantees it


@router.get("/audit-events", response={200: PageOut[AuditEventOut], **PROBLEMS})
def list_audit_events(
    request: ActorRequest, wanted: Query[AuditFilter], paging: Paging
) -> Page[AuditEvent]:
    """The organisation's audit events, newest first."""
    require(request.user, Capability.READ_AUDIT)
    events = wanted.filter(queries.visible_to(request.user))
    return page(events, cursor=paging.cursor, size=paging.size, order_by=("-at", "-id"))
