"""Changes to who cares for whom: teams, relations, protected patients, and the organisation's rule of access."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from jindan.server.accounts.models import User
from jindan.server.audit import services as audit
from jindan.server.care.errors import (
    EmergencyDoesNotExtend,
    LastOfProtected,
    TeamExists,
    TeamStillCares,
)
from jindan.server.kit.locking import lock_row
from jindan.server.kit.names import fit_name
from jindan.server.patients.models import (
    AccessPolicy,
    CareRelation,
    CareTeam,
    Patient,
    Protection,
    ProtectionLabel,
    TeamMember,
)
from jindan.server.patients.queries import is_within_lasting_reach, policy_of
from jindan.server.roles import Capability, require


def create_team(*, name: str, by: User) -> CareTeam:
    """Create a department or team. Raises RoleNotAllowed, UnfitName, TeamExists."""
    require(by, Capability.MANAGE_USERS)
    name = fit_name(name)
    try:
        with transaction.atomic():
            team = CareTeam.objects.create(organisation_id=by.organisation_id, name=name)
            audit.record_event("care-team.created", by=by, subject=team)
    except IntegrityError as error:
        raise TeamExists from error
    return team


@transaction.atomic
def delete_team(team: CareTeam, *, by: User) -> None:
    """Delete a team that cares for no patient. Raises RoleNotAllowed, TeamStillCares."""
    require(by, Capability.MANAGE_USERS)
    audit.record_event("care-team.deleted", by=by, subject=team)
    try:
        CareTeam.objects.filter(pk=team.pk).delete()
    except ProtectedError as error:
        raise TeamStillCares from error


@transaction.atomic
def add_member(team: CareTeam, *, person: User, by: User) -> None:
    """Add a person to a team, who then sees its patients. Raises RoleNotAllowed."""
    require(by, Capability.MANAGE_USERS)
    _, is_new = TeamMember.objects.get_or_create(team=team, person=person)
    if is_new:
        audit.record_event("care-team.member-added", by=by, subject=person)


@transaction.atomic
def remove_member(team: CareTeam, *, person: User, by: User) -> None:
    """Remove a person from a team. Raises RoleNotAllowed."""
    require(by, Capability.MANAGE_USERS)
    removed, _ = TeamMember.objects.filter(team=team, person=person).delete()
    if removed:
        audit.record_event("care-team.member-removed", by=by, subject=person)


@transaction.atomic
def relate(patient: Patient, *, to: User | CareTeam, by: User) -> CareRelation:
    """Add a person or a team to the care of a patient, and return the relation.

    Raises RoleNotAllowed, EmergencyDoesNotExtend.
    """
    _require_standing(by, patient=patient, capability=Capability.WRITE_PATIENTS)
    party = {"person": to} if isinstance(to, User) else {"team": to}
    relation, is_new = CareRelation.objects.get_or_create(
        patient=patient, **party, defaults={"added_by": by}
    )
    if is_new:
        audit.record_event("care-relation.added", by=by, subject=patient, patient_id=patient.pk)
    return relation


@transaction.atomic
def end_relation(relation: CareRelation, *, by: User) -> None:
    """Take a person or a team out of the care of a patient.

    Raises RoleNotAllowed, EmergencyDoesNotExtend, LastOfProtected.
    """
    patient = relation.patient
    _require_standing(by, patient=patient, capability=Capability.WRITE_PATIENTS)
    lock_row(patient)  # so that two do not both leave last
    if (
        Protection.objects.filter(patient=patient).exists()
        and CareRelation.objects.filter(patient=patient).count() == 1
    ):
        raise LastOfProtected
    CareRelation.objects.filter(pk=relation.pk).delete()
    audit.record_event("care-relation.ended", by=by, subject=patient, patient_id=patient.pk)


@transaction.atomic
def protect(patient: Patient, *, label: ProtectionLabel, by: User) -> Protection:
    """Mark a patient as protected. The actor becomes one of those who care for the patient.

    Raises RoleNotAllowed, EmergencyDoesNotExtend.
    """
    _require_standing(by, patient=patient, capability=Capability.IDENTIFY_PATIENTS)
    relate(patient, to=by, by=by)
    protection, _ = Protection.objects.update_or_create(
        patient=patient,
        defaults={"label": label, "organisation_id": patient.organisation_id, "marked_by": by},
    )
    audit.record_event("patient.protected", by=by, subject=patient, patient_id=patient.pk)
    return protection


@transaction.atomic
def unprotect(patient: Patient, *, by: User) -> None:
    """Take the mark of a protected patient away. Raises RoleNotAllowed, EmergencyDoesNotExtend."""
    _require_standing(by, patient=patient, capability=Capability.IDENTIFY_PATIENTS)
    removed, _ = Protection.objects.filter(patient=patient).delete()
    if removed:
        audit.record_event(
            "patient.protection-ended", by=by, subject=patient, patient_id=patient.pk
        )


@transaction.atomic
def set_policy(*, by: User, **columns: object) -> AccessPolicy:
    """Change the given columns of the organisation's rule of access, and return it. Raises RoleNotAllowed."""
    require(by, Capability.MANAGE_USERS)
    AccessPolicy.objects.update_or_create(pk=by.organisation_id, defaults=columns)
    audit.record_event("access-policy.changed", by=by, subject=by.organisation)
    return policy_of(by.organisation_id)


def _require_standing(by: User, *, patient: Patient, capability: Capability) -> None:
    """Raise RoleNotAllowed, or EmergencyDoesNotExtend for who sees the patient by an emergency access only."""
    require(by, capability)
    if not is_within_lasting_reach(patient, user=by):
        raise EmergencyDoesNotExtend
