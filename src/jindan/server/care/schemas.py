"""Requests and responses of care teams, care relations, protected patients and emergency access."""

import datetime
import uuid

from ninja import FilterSchema, Schema
from pydantic import Field

from jindan.server.accounts.models import User
from jindan.server.care import emergencies, queries
from jindan.server.care.emergencies import LONGEST_REASON
from jindan.server.kit.names import Name
from jindan.server.kit.schemas import RequestBody
from jindan.server.patients.models import (
    AccessPolicy,
    AccessVerdict,
    CareRelation,
    CareTeam,
    EmergencyAccess,
    Patient,
    ProtectionLabel,
    Visibility,
)
from jindan.server.patients.models.care import MOST_EMERGENCY_HOURS
from jindan.server.patients.queries import is_within_lasting_reach
from jindan.server.reach import Confidentiality, Relation, capabilities
from jindan.server.roles import Capability, Role, may

MOST_RELATIONS = 100
"""As many people and teams of one patient are shown."""


class PersonOut(Schema):
    """A person of the organisation. `name` is the e-mail address where none is known."""

    id: uuid.UUID
    name: str
    role: Role


class TeamIn(RequestBody):
    """A new department or team."""

    name: Name


class TeamOut(Schema):
    """A department or team with its people."""

    id: uuid.UUID
    name: str
    people: list[PersonOut]
    created_at: datetime.datetime


class RelationIn(RequestBody):
    """A person or a team, exactly one of them, to be added to the care of a patient."""

    person_id: uuid.UUID | None = None
    team_id: uuid.UUID | None = None


class RelationOut(Schema):
    """A person or a team who cares for a patient. `person` or `team` is null."""

    id: uuid.UUID
    person: PersonOut | None
    team_id: uuid.UUID | None
    team: str | None
    created_at: datetime.datetime


class ProtectionIn(RequestBody):
    """The mark of a protected patient: VIP, or EMP for an employee."""

    label: ProtectionLabel


class CareOut(Schema):
    """Who cares for a patient, how closely the record is kept, and how you stand to the patient.

    emergency_until: when your emergency access ends, null where you have none. may_change: whether you may change
    who cares for the patient.
    """

    confidentiality: Confidentiality
    protection: ProtectionLabel | None
    relation: Relation
    emergency_until: datetime.datetime | None
    may_change: bool
    relations: list[RelationOut]


class PolicyOut(Schema):
    """Your organisation's rule of who sees its patients, and which consents it presumes of a patient not asked."""

    visibility: Visibility
    emergency_hours: int
    presumes_research: bool
    presumes_external_ocr: bool
    presumes_external_model: bool


class PolicyPatch(RequestBody):
    """Changes of the rule. What is left out stays."""

    visibility: Visibility | None = None
    emergency_hours: int | None = Field(None, ge=1, le=MOST_EMERGENCY_HOURS)
    presumes_research: bool | None = None
    presumes_external_ocr: bool | None = None
    presumes_external_model: bool | None = None


class ReachOut(Schema):
    """What a role may do with a patient in one relation and confidentiality, empty where it sees none."""

    role: Role
    relation: Relation
    confidentiality: Confidentiality
    capabilities: list[Capability]


class ReachTableOut(Schema):
    """Who may see what: one cell for each role, relation and confidentiality."""

    cells: list[ReachOut]


class EmergencyIn(RequestBody):
    """An emergency access to the patient of an exact code, with its reason."""

    code: str = Field(max_length=64)
    reason: str = Field(max_length=LONGEST_REASON)


class EmergencyFilter(FilterSchema):
    """Conditions of the listed emergency accesses."""

    verdict: AccessVerdict | None = None


class AccessReviewIn(RequestBody):
    """Whether an emergency access was justified, and why."""

    verdict: AccessVerdict
    note: str = Field(max_length=LONGEST_REASON)


class EmergencyOut(Schema):
    """An emergency access. `verdict` is null until it was reviewed. `note` is empty until then."""

    id: uuid.UUID
    patient_id: uuid.UUID
    patient_code: str
    person: PersonOut
    reason: str
    created_at: datetime.datetime
    until: datetime.datetime
    verdict: AccessVerdict | None
    note: str
    reviewed_by: PersonOut | None
    reviewed_at: datetime.datetime | None


def person_out(person: User) -> PersonOut:
    """Return a person as colleagues know them."""
    return PersonOut(id=person.pk, name=person.name or person.email, role=Role(person.role))


def team_out(team: CareTeam) -> TeamOut:
    """Return a team whose people were fetched."""
    people = sorted((person_out(person) for person in team.people.all()), key=lambda p: p.name)
    return TeamOut(id=team.pk, name=team.name, people=people, created_at=team.created_at)


def relation_out(relation: CareRelation) -> RelationOut:
    """Return a care relation whose person and team were fetched."""
    return RelationOut(
        id=relation.pk,
        person=person_out(relation.person) if relation.person else None,
        team_id=relation.team_id,
        team=relation.team.name if relation.team else None,
        created_at=relation.created_at,
    )


def care_out(patient: Patient, *, to: User) -> CareOut:
    """Return who cares for a patient, as this reader may see it."""
    relations = CareRelation.objects.filter(patient=patient).select_related("person", "team")
    protection = getattr(patient, "protection", None)
    is_lasting = is_within_lasting_reach(patient, user=to)
    return CareOut(
        confidentiality=queries.confidentiality_for(patient),
        protection=ProtectionLabel(protection.label) if protection else None,
        relation=queries.relation_of(to, patient=patient),
        emergency_until=queries.emergency_ends_at(to, patient=patient),
        may_change=is_lasting and may(to, Capability.WRITE_PATIENTS),
        relations=[
            relation_out(relation) for relation in relations.order_by("created_at")[:MOST_RELATIONS]
        ],
    )


def policy_out(policy: AccessPolicy) -> PolicyOut:
    """Return the rule of an organisation."""
    return PolicyOut.from_orm(policy)


def reach_table() -> ReachTableOut:
    """Return the table of who may see what."""
    return ReachTableOut(
        cells=[
            ReachOut(
                role=role,
                relation=relation,
                confidentiality=confidentiality,
                capabilities=sorted(
                    capabilities(role, relation=relation, confidentiality=confidentiality)
                ),
            )
            for role in Role
            for relation in Relation
            for confidentiality in Confidentiality
        ]
    )


def emergency_out(access: EmergencyAccess) -> EmergencyOut:
    """Return an emergency access with its reason and note, unsealed. Raises UnknownKey, BrokenSeal."""
    return EmergencyOut(
        id=access.pk,
        patient_id=access.patient_id,
        patient_code=access.patient.code,
        person=person_out(access.person),
        reason=emergencies.reason_of(access),
        created_at=access.created_at,
        until=access.until,
        verdict=AccessVerdict(access.verdict) if access.verdict else None,
        note=emergencies.note_of(access),
        reviewed_by=person_out(access.reviewed_by) if access.reviewed_by else None,
        reviewed_at=access.reviewed_at,
    )
