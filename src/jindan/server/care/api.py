"""Care teams, care relations, protected patients, emergency access and the rule of access over HTTP."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from jindan.server.accounts.models import User
from jindan.server.accounts.security import person
from jindan.server.audit import services as audit
from jindan.server.care import emergencies, queries, services
from jindan.server.care.schemas import (
    AccessReviewIn,
    CareOut,
    EmergencyFilter,
    EmergencyIn,
    EmergencyOut,
    PersonOut,
    PolicyOut,
    PolicyPatch,
    ProtectionIn,
    ReachTableOut,
    RelationIn,
    RelationOut,
    TeamIn,
    TeamOut,
    care_out,
    emergency_out,
    person_out,
    policy_out,
    reach_table,
    relation_out,
    team_out,
)
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.problems import InvalidRequest
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.patients.models import CareTeam, EmergencyAccess, Patient
from jindan.server.patients.queries import policy_of, visible_to

router = Router(tags=["care"])


@router.get("/access-table", response={200: ReachTableOut, **PROBLEMS})
def see_access_table(request: HttpRequest) -> ReachTableOut:
    """Get who may see what: the table that decides it."""
    return reach_table()


@router.get("/access-policy", response={200: PolicyOut, **PROBLEMS})
def see_access_policy(request: HttpRequest) -> PolicyOut:
    """Get your organisation's rule of who sees its patients."""
    return policy_out(policy_of(person(request).organisation_id))


@router.patch("/access-policy", response={200: PolicyOut, **PROBLEMS})
def change_access_policy(request: HttpRequest, change: PolicyPatch) -> PolicyOut:
    """Change your organisation's rule. It holds from the next request of anybody. Only administrators may."""
    return policy_out(
        services.set_policy(by=person(request), **change.model_dump(exclude_none=True))
    )


@router.get("/colleagues", response={200: PageOut[PersonOut], **PROBLEMS})
def list_colleagues(request: HttpRequest, paging: Paging) -> Page[PersonOut]:
    """List the people of your organisation who work with patients, newest first."""
    people = queries.colleagues_of(person(request))
    return page(people, cursor=paging.cursor, size=paging.size).each(person_out)


@router.get("/care-teams", response={200: PageOut[TeamOut], **PROBLEMS})
def list_care_teams(request: HttpRequest, paging: Paging) -> Page[TeamOut]:
    """List the departments and teams of your organisation with their people, newest first."""
    teams = queries.teams_visible_to(person(request))
    return page(teams, cursor=paging.cursor, size=paging.size).each(team_out)


@router.post("/care-teams", response={201: TeamOut, **PROBLEMS})
def create_care_team(request: HttpRequest, wanted: TeamIn) -> Status[TeamOut]:
    """Add a department or team. Only administrators may."""
    team = services.create_team(name=wanted.name, by=person(request))
    return Status(HTTPStatus.CREATED, team_out(team))


@router.delete("/care-teams/{team_id}", response={204: None, **PROBLEMS})
def delete_care_team(request: HttpRequest, team_id: UUID) -> Status[None]:
    """Delete a team that cares for no patient."""
    services.delete_team(_team(request, team_id), by=person(request))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.put("/care-teams/{team_id}/people/{person_id}", response={200: TeamOut, **PROBLEMS})
def add_to_care_team(request: HttpRequest, team_id: UUID, person_id: UUID) -> TeamOut:
    """Add a person to a team, who then sees its patients."""
    added = _colleague(request, person_id)
    services.add_member(_team(request, team_id), person=added, by=person(request))
    return team_out(_team(request, team_id))


@router.delete("/care-teams/{team_id}/people/{person_id}", response={200: TeamOut, **PROBLEMS})
def remove_from_care_team(request: HttpRequest, team_id: UUID, person_id: UUID) -> TeamOut:
    """Remove a person from a team. What they saw by it alone, they no longer see."""
    team = _team(request, team_id)
    removed = get_object_or_404(team.people, pk=person_id)
    services.remove_member(team, person=removed, by=person(request))
    return team_out(_team(request, team_id))


@router.get("/patients/{patient_id}/care", response={200: CareOut, **PROBLEMS})
def see_care(request: HttpRequest, patient_id: UUID) -> CareOut:
    """Get who cares for a patient, and how closely the record is kept."""
    return care_out(_patient(request, patient_id), to=person(request))


@router.post("/patients/{patient_id}/care-relations", response={201: RelationOut, **PROBLEMS})
def add_care_relation(
    request: HttpRequest, patient_id: UUID, wanted: RelationIn
) -> Status[RelationOut]:
    """Add a person or a team to the care of a patient."""
    patient = _patient(request, patient_id)
    party = _party(request, wanted)
    relation = services.relate(patient, to=party, by=person(request))
    return Status(HTTPStatus.CREATED, relation_out(relation))


@router.delete("/care-relations/{relation_id}", response={204: None, **PROBLEMS})
def end_care_relation(request: HttpRequest, relation_id: UUID) -> Status[None]:
    """Take a person or a team out of the care of a patient."""
    relations = queries.relations_visible_to(person(request))
    services.end_relation(get_object_or_404(relations, pk=relation_id), by=person(request))
    return Status(HTTPStatus.NO_CONTENT, None)


@router.put("/patients/{patient_id}/protection", response={200: CareOut, **PROBLEMS})
def protect_patient(request: HttpRequest, patient_id: UUID, wanted: ProtectionIn) -> CareOut:
    """Mark a patient as protected. Only those who care for the patient see the record from now on."""
    services.protect(_patient(request, patient_id), label=wanted.label, by=person(request))
    return care_out(_patient(request, patient_id), to=person(request))


@router.delete("/patients/{patient_id}/protection", response={200: CareOut, **PROBLEMS})
def unprotect_patient(request: HttpRequest, patient_id: UUID) -> CareOut:
    """Take the mark of a protected patient away."""
    services.unprotect(_patient(request, patient_id), by=person(request))
    return care_out(_patient(request, patient_id), to=person(request))


@router.post("/emergency-accesses", response={201: EmergencyOut, **PROBLEMS})
def begin_emergency_access(request: HttpRequest, wanted: EmergencyIn) -> Status[EmergencyOut]:
    """See a patient for a limited time in an emergency, for a stated reason. Others are told, and it is reviewed."""
    access = emergencies.begin(code=wanted.code, reason=wanted.reason, by=person(request))
    return Status(HTTPStatus.CREATED, emergency_out(access))


@router.get("/emergency-accesses", response={200: PageOut[EmergencyOut], **PROBLEMS})
def list_emergency_accesses(
    request: HttpRequest, wanted: Query[EmergencyFilter], paging: Paging
) -> Page[EmergencyOut]:
    """List your emergency accesses, or those of the organisation if you review them, newest first."""
    user = person(request)
    audit.record_look("patient.listed", by=user, subject=user.organisation)
    accesses = wanted.filter(queries.emergencies_visible_to(user))
    return page(accesses, cursor=paging.cursor, size=paging.size).each(emergency_out)


@router.post("/emergency-accesses/{access_id}/end", response={200: EmergencyOut, **PROBLEMS})
def end_emergency_access(request: HttpRequest, access_id: UUID) -> EmergencyOut:
    """End an emergency access before its time."""
    emergencies.end(_access(request, access_id), by=person(request))
    return emergency_out(_access(request, access_id))


@router.post("/emergency-accesses/{access_id}/review", response={200: EmergencyOut, **PROBLEMS})
def review_emergency_access(
    request: HttpRequest, access_id: UUID, wanted: AccessReviewIn
) -> EmergencyOut:
    """State whether an emergency access was justified. Somebody else than its person does it, once."""
    access = _access(request, access_id)
    emergencies.review(access, verdict=wanted.verdict, note=wanted.note, by=person(request))
    return emergency_out(_access(request, access_id))


def _patient(request: HttpRequest, patient_id: UUID) -> Patient:
    patients = visible_to(person(request)).select_related("protection")
    return get_object_or_404(patients, pk=patient_id)


def _team(request: HttpRequest, team_id: UUID) -> CareTeam:
    return get_object_or_404(queries.teams_visible_to(person(request)), pk=team_id)


def _colleague(request: HttpRequest, person_id: UUID) -> User:
    return get_object_or_404(queries.colleagues_of(person(request)), pk=person_id)


def _party(request: HttpRequest, wanted: RelationIn) -> User | CareTeam:
    """Return the person or the team. Raises InvalidRequest unless exactly one is named."""
    if wanted.person_id is not None and wanted.team_id is None:
        return _colleague(request, wanted.person_id)
    if wanted.team_id is not None and wanted.person_id is None:
        return _team(request, wanted.team_id)
    raise InvalidRequest


def _access(request: HttpRequest, access_id: UUID) -> EmergencyAccess:
    return get_object_or_404(queries.emergencies_visible_to(person(request)), pk=access_id)
