"""Audit events: who did what to which record, and when. They are added and never changed."""

import uuid
from typing import NoReturn

from django.db import models
from django.utils import timezone

from jindan.server.kit.circumstances import Purpose
from jindan.server.roles import Role


class AppendOnlyError(Exception):
    """Code tried to change or delete an audit event."""


class AppendOnly(models.QuerySet["AuditEvent"]):
    """Audit events that can be added and read, but not changed."""

    def update(self, **values: object) -> NoReturn:
        """Raise AppendOnlyError."""
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        """Raise AppendOnlyError."""
        raise AppendOnlyError

    # Model.save() calls this for a row that exists.

    def _update(self, values: object) -> NoReturn:
        raise AppendOnlyError


class EventOutcome(models.TextChoices):
    """How an act ended."""

    SUCCESS = "success"
    REFUSED = "refused"
    FAILED = "failed"


class AuditEvent(models.Model):
    """One act. It has ids instead of foreign keys, because the event outlives the records that it names.

    action: subject and verb in the past ("patient.read", "session.opened"). subject_kind: the class of the record as a
    slug ("patient"). actor_id and role are empty when the installation itself acted. filters: names of a
    list's filters. No field contains a name or a clinical value. `chain` explains seal, sequence and link: an event is
    sealed as it is written, and linked once, soon after. The database refuses other changes, once
    `audit.triggers.install` has run.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    organisation_id = models.UUIDField()
    actor_id = models.UUIDField(null=True)
    role = models.CharField(max_length=16, choices=Role.choices, blank=True)
    action = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    patient_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=45, blank=True)
    outcome = models.CharField(
        max_length=8, choices=EventOutcome.choices, default=EventOutcome.SUCCESS
    )
    purpose = models.CharField(
        max_length=10, blank=True, choices=[(purpose.value, purpose.name) for purpose in Purpose]
    )
    filters = models.CharField(max_length=100, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    sequence = models.BigIntegerField(null=True, unique=True)
    link = models.CharField(max_length=64, blank=True)

    objects = AppendOnly.as_manager()

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["organisation_id", "-at", "-id"], name="audit_by_time"),
            models.Index(
                fields=["organisation_id", "subject_id", "-at", "-id"], name="audit_by_subject"
            ),
            models.Index(fields=["organisation_id", "case_id", "-at", "-id"], name="audit_by_case"),
            models.Index(
                fields=["organisation_id", "actor_id", "-at", "-id"], name="audit_by_actor"
            ),
            models.Index(
                fields=["organisation_id", "patient_id", "-at", "-id"], name="audit_by_patient"
            ),
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
        """Raise AppendOnlyError."""
        raise AppendOnlyError


class ChainHead(models.Model):
    """The end of the chain of events, in one row that is locked while events are linked.

    sequence, link: of the last linked event. earlier: number of the first events, which are older than the chain.
    origin: link before the first event of the chain, over the earlier ones. checkpoints: how many were made. seal: over
    all of these.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64, blank=True)
    earlier = models.BigIntegerField(default=0)
    origin = models.CharField(max_length=64, blank=True)
    checkpoints = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_chain_has_one_head")
        ]
