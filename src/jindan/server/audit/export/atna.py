"""Audit events as messages of IHE ATNA: the XML of DICOM PS3.15 A.5, which grew out of RFC 3881."""

import base64
from datetime import UTC
from xml.etree import ElementTree as Xml

from jindan.server.audit.export.fhir import network_type
from jindan.server.audit.export.vocabulary import OUTCOMES, crud, event_kind
from jindan.server.audit.models import AuditEvent

MESSAGE_ID = "DICOM+RFC3881"
"""By which a receiver of syslog knows these messages (IHE ITI-20)."""

PERSON, SYSTEM_OBJECT = "1", "2"
PATIENT, DOMAIN_RESOURCE = "1", "4"


def message_of(event: AuditEvent) -> str:
    """Return the event as one AuditMessage, without line breaks. It names records by their ids only."""
    message = Xml.Element("AuditMessage")
    _identification(message, event)
    _participants(message, event)
    source = Xml.SubElement(
        message,
        "AuditSourceIdentification",
        AuditEnterpriseSiteID=str(event.organisation_id),
        AuditSourceID="jindan",
    )
    Xml.SubElement(source, "AuditSourceTypeCode", {"csd-code": "4"})
    if event.patient_id:
        patient = _object(
            message, str(event.patient_id), of=PERSON, role=PATIENT, kind="Patient Number", code="2"
        )
        _detail(patient, event)
    subject = _object(message, str(event.subject_id), kind=event.subject_kind)
    if not event.patient_id:
        _detail(subject, event)
    if event.case_id and event.case_id != event.subject_id:
        _object(message, str(event.case_id), kind="case")
    return Xml.tostring(message, encoding="unicode")


def _identification(message: Xml.Element, event: AuditEvent) -> None:
    identification = Xml.SubElement(
        message,
        "EventIdentification",
        EventActionCode=crud(event),
        EventDateTime=event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        EventOutcomeIndicator=OUTCOMES[event.outcome],
    )
    kind = event_kind(event)
    _code(identification, "EventID", kind.code, system="DCM", text=kind.display)
    _code(identification, "EventTypeCode", event.action, system="Jindan", text=event.action)
    if event.purpose:
        system = "2.16.840.1.113883.5.8"  # v3 ActReason
        _code(identification, "PurposeOfUse", event.purpose, system=system, text=event.purpose)


def _participants(message: Xml.Element, event: AuditEvent) -> None:
    attributes = {
        "UserID": str(event.actor_id or "jindan"),
        "UserIsRequestor": "true",
    }
    if event.address:
        attributes["NetworkAccessPointID"] = event.address
        attributes["NetworkAccessPointTypeCode"] = network_type(event.address)
    person = Xml.SubElement(message, "ActiveParticipant", attributes)
    if event.role:
        _code(person, "RoleIDCode", event.role, system="Jindan", text=event.role)
    server = Xml.SubElement(message, "ActiveParticipant", UserID="jindan", UserIsRequestor="false")
    _code(server, "RoleIDCode", "110152", system="DCM", text="Destination Role ID")


def _object(
    message: Xml.Element,
    record_id: str,
    *,
    kind: str,
    of: str = SYSTEM_OBJECT,
    role: str = DOMAIN_RESOURCE,
    code: str = "",
) -> Xml.Element:
    record = Xml.SubElement(
        message,
        "ParticipantObjectIdentification",
        ParticipantObjectID=record_id,
        ParticipantObjectTypeCode=of,
        ParticipantObjectTypeCodeRole=role,
    )
    system = "RFC-3881" if code else "Jindan"
    _code(record, "ParticipantObjectIDTypeCode", code or kind, system=system, text=kind)
    return record


def _detail(record: Xml.Element, event: AuditEvent) -> None:
    """Add what ties the message to its request and to its place in the chain (values in Base64, as the schema asks)."""
    for name, value in (
        ("request", event.request_id),
        ("sequence", str(event.sequence or "")),
        ("link", event.link),
        ("filters", event.filters),
    ):
        if value:
            encoded = base64.b64encode(value.encode()).decode()
            Xml.SubElement(record, "ParticipantObjectDetail", type=name, value=encoded)


def _code(parent: Xml.Element, tag: str, code: str, *, system: str, text: str) -> None:
    attributes = {"csd-code": code, "codeSystemName": system, "originalText": text}
    Xml.SubElement(parent, tag, attributes)
