"""Audit events as FHIR R4 AuditEvent resources, after the patterns of IHE BALP: who, for which purpose, on whom."""

import ipaddress
from datetime import UTC

from jindan.server.audit.export.vocabulary import DCM, OUTCOMES, crud, event_kind
from jindan.server.audit.models import AuditEvent

Json = dict[str, object]

ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type"
OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role"
SOURCE_TYPE = "http://terminology.hl7.org/CodeSystem/security-source-type"
REQUEST_ID = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType"
UUIDS = "urn:ietf:rfc:3986"
OWN = "urn:jindan:"
PERSON, SYSTEM_OBJECT = "1", "2"
PATIENT, DOMAIN_RESOURCE = "1", "4"


def resource_of(event: AuditEvent) -> Json:
    """Return the event as an AuditEvent resource. It names records by their ids only."""
    kind = event_kind(event)
    return {
        "resourceType": "AuditEvent",
        "id": str(event.pk),
        "type": {"system": DCM, "code": kind.code, "display": kind.display},
        "subtype": [{"system": f"{OWN}action", "code": event.action}],
        "action": crud(event),
        "recorded": event.at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "outcome": OUTCOMES[event.outcome],
        **({"purposeOfEvent": [_purpose(event)]} if event.purpose else {}),
        "agent": [_person(event), _server()],
        "source": {
            "site": str(event.organisation_id),
            "observer": {"display": "Jindan"},
            "type": [{"system": SOURCE_TYPE, "code": "4", "display": "Application Server"}],
        },
        "entity": _entities(event),
    }


def _person(event: AuditEvent) -> Json:
    """Return who acted: a person, or the installation itself."""
    agent: Json = {"requestor": True}
    if event.actor_id:
        agent["who"] = {"type": "Practitioner", "identifier": _identifier(str(event.actor_id))}
        agent["role"] = [{"coding": [{"system": f"{OWN}role", "code": event.role}]}]
    else:
        agent["who"] = {"type": "Device", "display": "Jindan"}
    if event.address:
        agent["network"] = {"address": event.address, "type": network_type(event.address)}
    if event.purpose:
        agent["purposeOfUse"] = [_purpose(event)]
    return agent


def network_type(address: str) -> str:
    """Return the code of an address in both standards: 2 for one of the Internet Protocol, 1 for a machine's name."""
    try:
        ipaddress.ip_address(address)
    except ValueError:
        return "1"
    return "2"


def _server() -> Json:
    application = {"system": DCM, "code": "110152", "display": "Destination Role ID"}
    return {
        "type": {"coding": [application]},
        "who": {"type": "Device", "display": "Jindan"},
        "requestor": False,
    }


def _purpose(event: AuditEvent) -> Json:
    return {"coding": [{"system": ACT_REASON, "code": event.purpose}]}


def _entities(event: AuditEvent) -> list[Json]:
    subject = _entity(str(event.subject_id), kind=event.subject_kind, of=SYSTEM_OBJECT)
    details: list[Json] = []
    if event.filters:
        details.append({"type": "filters", "valueString": event.filters})
    if event.sequence is not None:
        details.append({"type": "sequence", "valueString": str(event.sequence)})
    if event.link:
        details.append({"type": "link", "valueString": event.link})
    if details:
        subject["detail"] = details
    entities = [subject]
    if event.patient_id:
        entities.append(_entity(str(event.patient_id), kind="patient", of=PERSON, role=PATIENT))
    if event.case_id and event.case_id != event.subject_id:
        entities.append(_entity(str(event.case_id), kind="case", of=SYSTEM_OBJECT))
    if event.request_id:
        entities.append(
            {
                "what": {"identifier": {"value": event.request_id}},
                "type": {"system": REQUEST_ID, "code": "XrequestId"},
            }
        )
    return entities


def _entity(record_id: str, *, kind: str, of: str, role: str = DOMAIN_RESOURCE) -> Json:
    return {
        "what": {"identifier": _identifier(record_id), "display": kind},
        "type": {"system": ENTITY_TYPE, "code": of},
        "role": {"system": OBJECT_ROLE, "code": role},
    }


def _identifier(record_id: str) -> Json:
    return {"system": UUIDS, "value": f"urn:uuid:{record_id}"}
