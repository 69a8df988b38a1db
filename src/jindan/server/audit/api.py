"""The audit trail over HTTP, for roles that may read it."""

from django.http import HttpRequest
from ninja import Query, Router

from jindan.server.audit import queries, services
from jindan.server.audit.chain import standing
from jindan.server.audit.models import AuditEvent
from jindan.server.audit.schemas import AuditChainOut, AuditEventOut, AuditFilter
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import Actor, Capability, require

router = Router(tags=["audit"])


class ActorRequest(HttpRequest):
    """A request whose actor is known."""

    user: Actor  # type: ignore[assignment]  # the API's authentication guarantees it


@router.get("/audit-events", response={200: PageOut[AuditEventOut], **PROBLEMS})
def list_audit_events(
    request: ActorRequest, wanted: Query[AuditFilter], paging: Paging
) -> Page[AuditEvent]:
    """List the organisation's audit events, newest first."""
    user = request.user
    require(user, Capability.READ_AUDIT)
    services.note_reading(by=user, patient_id=wanted.patient_id)
    events = wanted.filter(queries.visible_to(user))
    return page(events, cursor=paging.cursor, size=paging.size, order_by=("-at", "-id"))


@router.get("/audit-chain", response={200: AuditChainOut, **PROBLEMS})
def get_audit_chain(request: ActorRequest) -> standing.Standing:
    """Get how far the installation's chain of events is, when it was last signed and when it was last verified."""
    require(request.user, Capability.READ_AUDIT)
    return standing.standing()
