"""Recording of audit events in the transaction of the act itself, so that both happen or neither."""

import re
import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

from django.db import models
from django.utils import timezone

from jindan.problems import slug_of
from jindan.server.audit.chain import keys, seals
from jindan.server.audit.models import AuditEvent, EventOutcome
from jindan.server.kit.circumstances import Purpose, current
from jindan.server.roles import Actor, Role

SITTING = timedelta(minutes=10)
MOST_DENIALS = 100
ACTION = re.compile(r"[a-z]+([.-][a-z]+)*", re.ASCII)

PURPOSES: Mapping[str, Purpose] = {
    Role.CLINICIAN: Purpose.TREATMENT,
    Role.RESEARCHER: Purpose.RESEARCH,
    Role.CLERK: Purpose.PATIENT_ADMINISTRATION,
    Role.ADMINISTRATOR: Purpose.SYSTEM_ADMINISTRATION,
    Role.AUDITOR: Purpose.COMPLIANCE,
    "": Purpose.OPERATIONS,
}
"""What a person of a role, or the installation itself, acts for, unless the circumstances say otherwise."""


class OfOrganisation(Protocol):
    """A record that belongs to an organisation."""

    @property
    def pk(self) -> uuid.UUID:
        """The record's id."""

    @property
    def organisation_id(self) -> uuid.UUID:
        """The record's tenant."""


class OfPatient(OfOrganisation, Protocol):
    """A case: a record that belongs to a patient."""

    @property
    def patient_id(self) -> uuid.UUID:
        """The patient's id."""


def record_event(
    action: str,
    *,
    by: Actor | None,
    subject: models.Model,
    case: OfPatient | None = None,
    patient_id: uuid.UUID | None = None,
    outcome: EventOutcome = EventOutcome.SUCCESS,
) -> AuditEvent:
    """Record that `by` (None: the installation itself) did `action` to `subject`.

    action: subject and verb in the past ("patient.read"), as lower-case words joined by dots and hyphens, without any
    name or value. subject: a row whose key is a UUID. patient_id: where no case names the patient. Raises
    ValueError for another form of action, and TypeError where no argument names the organisation.
    """
    return _record(
        action,
        by=by,
        organisation_id=_organisation_of(by or case or subject),
        subject_kind=slug_of(
            subject.__class__
        ),  # Django's lazy user tells its class, but is of another type
        subject_id=subject.pk,
        case_id=case.pk if case else None,
        patient_id=case.patient_id if case else patient_id,
        outcome=outcome,
    )


def record_look(
    action: str,
    *,
    by: Actor,
    subject: models.Model,
    case: OfPatient | None = None,
    patient_id: uuid.UUID | None = None,
) -> None:
    """Note that a person looks at a record, once for each sitting.

    A screen asks for one record by several requests, and again while it is open. Looks of the same person at the same
    record for the same purpose within SITTING are one event, and so are looks at a list by the same filters.
    """
    if not _is_noted(action, by=by, subject_id=subject.pk):
        record_event(action, by=by, subject=subject, case=case, patient_id=patient_id)


def record_denial(*, by: Actor, kind: str, record_id: uuid.UUID) -> None:
    """Note that a person was refused a record, once for each sitting. The event tells not whether there is one.

    kind: class of the record as a slug. Of one person, a sitting has MOST_DENIALS at most: who tries more ids fills no
    disk with them.
    """
    if _is_noted("access.refused", by=by, subject_id=record_id) or _has_many_denials(by):
        return
    _record(
        "access.refused",
        by=by,
        organisation_id=by.organisation_id,
        subject_kind=kind,
        subject_id=record_id,
        case_id=record_id if kind == "case" else None,
        patient_id=record_id if kind == "patient" else None,
        outcome=EventOutcome.REFUSED,
    )


def note_reading(*, by: Actor, patient_id: uuid.UUID | None) -> None:
    """Note that a person reads the audit, of all patients or of one, once for each sitting."""
    subject_id = patient_id or by.organisation_id
    if not _is_noted("audit-event.listed", by=by, subject_id=subject_id):
        _record(
            "audit-event.listed",
            by=by,
            organisation_id=by.organisation_id,
            subject_kind="patient" if patient_id else "organisation",
            subject_id=subject_id,
            patient_id=patient_id,
            outcome=EventOutcome.SUCCESS,
        )


def record_reading(
    action: str, *, organisation_id: uuid.UUID, patient_id: uuid.UUID | None = None
) -> None:
    """Record that the installation's operator read ("audit-event.read") or exported events, by a command."""
    _record(
        action,
        by=None,
        organisation_id=organisation_id,
        subject_kind="patient" if patient_id else "organisation",
        subject_id=patient_id or organisation_id,
        patient_id=patient_id,
        outcome=EventOutcome.SUCCESS,
    )


def _record(action: str, *, by: Actor | None, **columns: object) -> AuditEvent:
    if not ACTION.fullmatch(action):
        message = "an action is lower-case words joined by dots and hyphens"
        raise ValueError(message)
    event = AuditEvent(
        actor_id=by.id if by else None,
        role=by.role if by else "",
        action=action,
        request_id=current().request_id,
        address=current().address,
        purpose=_purpose(by),
        filters=current().filters if action.endswith(".listed") else "",
        **columns,
    )
    event.seal = seals.seal_of(event, key=keys.linking_key())
    event.save(force_insert=True)
    return event


def _is_noted(action: str, *, by: Actor, subject_id: uuid.UUID) -> bool:
    """Return whether the same look stands in the audit since the sitting began."""
    now = timezone.now()
    return AuditEvent.objects.filter(
        organisation_id=by.organisation_id,
        subject_id=subject_id,
        at__range=(now - SITTING, now),  # after a clock was set back, later events say nothing
        actor_id=by.id,
        action=action,
        purpose=_purpose(by),
        address=current().address,
        filters=current().filters if action.endswith(".listed") else "",
    ).exists()


def _has_many_denials(by: Actor) -> bool:
    denials = AuditEvent.objects.filter(
        organisation_id=by.organisation_id,
        actor_id=by.id,
        at__gte=timezone.now() - SITTING,
        action="access.refused",
    )
    return denials[:MOST_DENIALS].count() == MOST_DENIALS


def _purpose(by: Actor | None) -> Purpose:
    return current().purpose or PURPOSES[by.role if by else ""]


def _organisation_of(record: object) -> uuid.UUID:
    """Return the tenant of an actor, a case or a subject. Raises TypeError for a record without one."""
    organisation_id = getattr(record, "organisation_id", None)
    if not isinstance(organisation_id, uuid.UUID):
        message = (
            "an event without an actor needs a case, or a subject that belongs to an organisation"
        )
        raise TypeError(message)
    return organisation_id
