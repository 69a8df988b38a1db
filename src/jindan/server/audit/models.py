"""Who did what to what, and when: events that are added and never changed."""

import uuid
from typing import NoReturn

from django.db import models

from jindan.server.roles import Role


class AppendOnlyError(Exception):
    """Code tried to change or remove an audit event."""


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Adds and reads. `_update` is also what Model.save() calls for a row that exists."""

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError

    def _update(self, values: object) -> NoReturn:
        raise AppendOnlyError


class AuditEvent(models.Model):
    """One act. Ids instead of foreign keys: the event outlives all that it tells about.

    action: subject and verb in the past ("patient.read", "session.opened"). subject_kind: the class
    of the record as a slug ("patient"). actor_id and role are empty when the installation itself
    acted. No field holds a name or a clinical value.
    The database refuses changes too, once `audit.triggers.install` has run.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    organisation_id = models.UUIDField()
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    action = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["organisation_id", "-at", "-id"], name="audit_by_time"),
            models.Index(fields=["organisation_id", "subject_id", "-at"], name="audit_by_subject"),
            models.Index(fields=["organisation_id", "case_id", "-at"], name="audit_by_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(actor_id=None, role="")
                | models.Q(actor_id__isnull=False, role__in=Role.values),
                name="audit_role_exactly_with_actor",
            ),
            models.CheckConstraint(
                condition=~models.Q(action="") & ~models.Q(subject_kind=""),
                name="audit_action_and_subject_said",
            ),
        ]

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError
