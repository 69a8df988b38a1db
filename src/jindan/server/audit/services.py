"""Writes of the audit trail, made in the transaction of the act itself: both happen or neither."""

import re
import uuid
from typing import Protocol

import structlog
from django.db import models

from jindan.analysis import slug_of
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Actor

ACTION = re.compile(r"[a-z]+([.-][a-z]+)*", re.ASCII)


class OfOrganisation(Protocol):
    """A record that says which organisation it belongs to."""

    @property
    def pk(self) -> uuid.UUID:
        """Its id."""

    @property
    def organisation_id(self) -> uuid.UUID:
        """Its tenant."""


def record_event(
    action: str,
    *,
    by: Actor | None,
    subject: models.Model,
    case: OfOrganisation | None = None,
) -> AuditEvent:
    """Note that `by` (None: the installation itself) did `action` to `subject`.

    action: subject and verb in the past, "patient.read"; lower-case words joined by dots and
    hyphens, never a name or a value (ValueError otherwise). subject: a row whose key is a UUID.
    """
    if not ACTION.fullmatch(action):
        message = "an action is lower-case words joined by dots and hyphens"
        raise ValueError(message)
    return AuditEvent.objects.create(
        organisation_id=_organisation_of(by or case or subject),
        actor_id=by.id if by else None,
        role=by.role if by else "",
        action=action,
        subject_kind=slug_of(type(subject)),
        subject_id=subject.pk,
        case_id=case.pk if case else None,
        request_id=structlog.contextvars.get_contextvars().get("request_id", ""),
    )


def _organisation_of(record: object) -> uuid.UUID:
    """The tenant of an actor, a case or a subject that names it."""
    organisation_id = getattr(record, "organisation_id", None)
    if not isinstance(organisation_id, uuid.UUID):
        message = (
            "an event without an actor needs a case, or a subject that belongs to an organisation"
        )
        raise TypeError(message)
    return organisation_id
