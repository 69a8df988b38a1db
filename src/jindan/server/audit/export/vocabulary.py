"""What an action is in the vocabulary of DICOM and FHIR audit messages (DICOM PS3.16 CID 400, FHIR R4 AuditEvent)."""

from collections.abc import Mapping
from dataclasses import dataclass

from jindan.server.audit.models import AuditEvent, EventOutcome

DCM = "http://dicom.nema.org/resources/ontology/DCM"
OUTCOMES: Mapping[str, str] = {
    EventOutcome.SUCCESS: "0",
    EventOutcome.REFUSED: "4",
    EventOutcome.FAILED: "8",
}
"""Codes of both standards: success, minor failure, serious failure."""


@dataclass(frozen=True, kw_only=True)
class EventKind:
    """A code of DICOM, and what it says in English."""

    code: str
    display: str


PATIENT_RECORD = EventKind(code="110110", display="Patient Record")
QUERY = EventKind(code="110112", display="Query")
EXPORT = EventKind(code="110106", display="Export")
IMPORT = EventKind(code="110107", display="Import")
AUTHENTICATION = EventKind(code="110114", display="User Authentication")
LOG_USED = EventKind(code="110101", display="Audit Log Used")
ALERT = EventKind(code="110113", display="Security Alert")
APPLICATION_ACTIVITY = EventKind(code="110100", display="Application Activity")

BY_VERB: Mapping[str, EventKind] = {
    "listed": QUERY,
    "searched": QUERY,
    "downloaded": EXPORT,
    "exported": EXPORT,
    "sent-to-service": EXPORT,
    "stored": IMPORT,
}
BY_SUBJECT: Mapping[str, EventKind] = {
    "session": AUTHENTICATION,
    "audit-event": LOG_USED,
    "access": ALERT,
    "user": ALERT,
    "organisation": ALERT,
    "sending-consent": ALERT,
    "upload": IMPORT,
    "webhook": APPLICATION_ACTIVITY,
    "job": APPLICATION_ACTIVITY,
}

CRUD: Mapping[str, str] = {
    "read": "R", "seen": "R", "page-seen": "R", "downloaded": "R", "exported": "R", "sent-to-service": "R",
    "created": "C", "stored": "C", "begun": "C", "drafted": "C", "registered": "C", "submitted": "C",
    "amended": "U", "corrected": "U", "confirmed": "U", "reviewed": "U", "signed": "U", "renamed": "U",
    "role-changed": "U", "activated": "U", "deactivated": "U", "enabled": "U", "disabled": "U",
    "password-set": "U", "password-changed": "U", "secret-rotated": "U", "second-factor-set-up": "U",
    "removed": "D", "second-factor-removed": "D",
}  # fmt: skip
"""Create, read, update or delete. All else is an execution (E)."""


def event_kind(event: AuditEvent) -> EventKind:
    """Return the kind of an event, which is that of its subject, else of its verb, else a use of a patient's record."""
    subject, _, verb = event.action.partition(".")
    return BY_SUBJECT.get(subject) or BY_VERB.get(verb) or PATIENT_RECORD


def crud(event: AuditEvent) -> str:
    """Return the event's letter in both standards: C, R, U, D or E."""
    return CRUD.get(event.action.partition(".")[2], "E")
