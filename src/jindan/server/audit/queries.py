"""Reads of the audit trail."""

from django.db.models import QuerySet

from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Actor, Capability, may


def visible_to(user: Actor) -> QuerySet[AuditEvent]:
    """The events of the user's organisation, for roles that audit; none for others."""
    if not may(user, Capability.READ_AUDIT):
        return AuditEvent.objects.none()
    return AuditEvent.objects.filter(organisation_id=user.organisation_id)
