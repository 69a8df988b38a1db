"""The care teams, relations and emergency accesses that a person may see, and the colleagues who can be named."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet

from jindan.server.accounts.models import User
from jindan.server.patients.models import CareRelation, CareTeam, EmergencyAccess, Patient
from jindan.server.patients.queries import (
    confidentiality_of,
    emergencies_of,
    policy_of,
    relations_of,
    visible_to,
)
from jindan.server.reach import Confidentiality, Relation
from jindan.server.roles import CAPABILITIES, Capability, Role, may

READERS = [role for role in Role if Capability.READ_PATIENTS in CAPABILITIES[role]]


def teams_visible_to(user: User) -> QuerySet[CareTeam]:
    """Return the teams of the person's organisation, for those who work with patients or look after accounts."""
    teams = CareTeam.objects.filter(organisation_id=user.organisation_id)
    is_allowed = may(user, Capability.READ_PATIENTS) or may(user, Capability.MANAGE_USERS)
    return teams.prefetch_related("people") if is_allowed else teams.none()


def colleagues_of(user: User) -> QuerySet[User]:
    """Return the active people of the organisation who work with patients, so that they can be named in its care."""
    people = User.objects.filter(
        organisation_id=user.organisation_id, is_active=True, role__in=READERS
    )
    is_allowed = may(user, Capability.READ_PATIENTS) or may(user, Capability.MANAGE_USERS)
    return people if is_allowed else people.none()


def relations_visible_to(user: User) -> QuerySet[CareRelation]:
    """Return the care relations of the patients whom the person may see."""
    relations = CareRelation.objects.filter(patient__in=visible_to(user))
    return relations.select_related("patient", "person", "team")


def emergencies_visible_to(user: User) -> QuerySet[EmergencyAccess]:
    """Return the organisation's emergency accesses for those who review them, else the person's own."""
    accesses = EmergencyAccess.objects.filter(organisation_id=user.organisation_id)
    accesses = accesses.select_related("patient", "person", "reviewed_by")
    return accesses if may(user, Capability.READ_AUDIT) else accesses.filter(person=user)


def people_caring_for(patient: Patient) -> QuerySet[User]:
    """Return the active people with a care relation to a patient, own or of a team."""
    own = CareRelation.objects.filter(patient=patient, person=OuterRef("pk"))
    of_teams = CareRelation.objects.filter(patient=patient, team__members__person=OuterRef("pk"))
    return User.objects.filter(Exists(own) | Exists(of_teams), is_active=True)


def relation_of(user: User, *, patient: Patient) -> Relation:
    """Return how a person stands to a patient."""
    if relations_of(user).filter(patient=patient).exists():
        return Relation.MEMBER
    is_emergency = emergencies_of(user).filter(patient=patient).exists()
    return Relation.EMERGENCY if is_emergency else Relation.NONE


def confidentiality_for(patient: Patient) -> Confidentiality:
    """Return how closely the record of a patient is kept."""
    if hasattr(patient, "protection"):
        return Confidentiality.VERY_RESTRICTED
    return confidentiality_of(policy_of(patient.organisation_id))


def emergency_ends_at(user: User, *, patient: Patient) -> datetime.datetime | None:
    """Return when the person's emergency access to a patient ends, None where there is none."""
    access = emergencies_of(user).filter(patient=patient).order_by("-until").first()
    return access.until if access else None
