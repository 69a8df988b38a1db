"""Who may see what: each cell of the table of role, relation and confidentiality, asked through the API."""

import itertools
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

import make
from jindan.server.care import services
from jindan.server.patients.models import (
    AccessPolicy,
    CareRelation,
    CareTeam,
    Consent,
    EmergencyAccess,
    Protection,
    TeamMember,
)
from jindan.server.reach import Confidentiality, Relation, capabilities
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db

READ = {"read-patients", "read-jobs", "read-findings", "request-documents"}


def keep(record, confidentiality):
    """Keep the record as closely as the cell says."""
    organisation = record.case.organisation
    if confidentiality == Confidentiality.RESTRICTED:
        AccessPolicy.objects.create(organisation=organisation, visibility="by-relation")
    if confidentiality == Confidentiality.VERY_RESTRICTED:
        protect(record)


def protect(record, label="VIP"):
    return Protection.objects.create(
        patient=record.patient,
        organisation=record.case.organisation,
        label=label,
        marked_by=record.case.created_by,
    )


def relate(record, person, relation):
    if relation == Relation.MEMBER:
        CareRelation.objects.create(
            patient=record.patient, person=person, added_by=record.case.created_by
        )
    if relation == Relation.EMERGENCY:
        EmergencyAccess.objects.create(
            organisation=record.case.organisation,
            patient=record.patient,
            person=person,
            sealed_reason=b"x",
            until=timezone.now() + timedelta(hours=1),
        )


@pytest.mark.parametrize(
    ("role", "relation", "confidentiality"),
    list(itertools.product(Role, Relation, Confidentiality)),
)
def test_each_cell_of_the_table_holds(caller, hospital, record, role, relation, confidentiality):
    person = caller(hospital, role)
    keep(record, confidentiality)
    relate(record, person.user, relation)
    allowed = capabilities(role, relation=relation, confidentiality=confidentiality) & READ
    assert record.seen_by(person) == allowed
    assert allowed or record.refused_to(person)
    assert record.is_listed_for(person) == bool(allowed)


@pytest.fixture
def by_relation(hospital):
    return AccessPolicy.objects.create(organisation=hospital, visibility="by-relation")


def test_a_team_of_the_patient_is_a_relation_until_the_person_leaves_it(
    clinician, record, by_relation
):
    team = CareTeam.objects.create(organisation=by_relation.organisation, name="소화기내과")
    CareRelation.objects.create(patient=record.patient, team=team, added_by=record.case.created_by)
    assert record.refused_to(clinician)
    membership = TeamMember.objects.create(team=team, person=clinician.user)
    assert record.seen_by(clinician) == READ
    membership.delete()
    assert record.refused_to(clinician)


def test_who_opens_a_patient_or_a_case_cares_for_the_patient(caller, hospital, by_relation):
    opener = caller(hospital, Role.CLERK)
    patient = opener.post("/patients", {"code": "P-OWN"}).json()
    case = opener.post("/cases", {"patient_id": patient["id"]}).json()
    assert opener.get(f"/cases/{case['id']}").status_code == 200
    other = caller(hospital, Role.CLINICIAN)
    assert other.get(f"/cases/{case['id']}").status_code == 404
    assert other.post("/cases", {"patient_id": patient["id"]}).status_code == 404


def test_an_upgrade_relates_who_opened_a_patient_or_a_case(hospital, record):
    opener = make.user(organisation=hospital)
    make.case(by=opener)
    record.patient.cases.update(created_by=opener)
    upgrade = import_module("jindan.server.patients.migrations.0005_creators_are_related")
    upgrade.relate_creators(apps, None)
    upgrade.relate_creators(apps, None)
    related = CareRelation.objects.values_list("person", flat=True)
    assert sorted(related) == sorted([opener.pk, opener.pk, record.case.created_by_id])


def test_a_person_of_two_related_teams_meets_each_row_once(clinician, record, by_relation):
    for name in ("외과", "내과"):
        team = CareTeam.objects.create(organisation=by_relation.organisation, name=name)
        TeamMember.objects.create(team=team, person=clinician.user)
        CareRelation.objects.create(
            patient=record.patient, team=team, added_by=record.case.created_by
        )
    assert len(clinician.get("/patients").json()["items"]) == 1
    assert clinician.get(f"/cases/{record.case.pk}").status_code == 200


def test_a_protected_code_is_not_completed_while_others_are(clinician, record, record_of, hospital):
    other = record_of(hospital)
    protect(record)
    codes = {row["code"] for row in clinician.get("/patients?code=P-").json()["items"]}
    assert codes == {other.patient.code}


@pytest.mark.django_db(transaction=True)  # MariaDB finds a word once it is committed
def test_a_search_finds_no_document_of_a_protected_patient(clinician, record):
    asked = {"query": "검사"}
    before = clinician.post("/documents/search", asked).json()
    protect(record)
    after = clinician.post("/documents/search", asked).json()
    assert before
    assert after == []


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_researchers_do_not_see_who_does_not_consent_to_research(
    caller, hospital, record, clinician, decision
):
    researcher = caller(hospital, Role.RESEARCHER)
    assert "read-patients" in record.seen_by(researcher)
    consent(record, decision)
    assert record.refused_to(researcher)
    assert not record.is_listed_for(researcher)
    assert record.seen_by(clinician) == READ


def test_where_consent_is_asked_for_only_who_gave_it_is_seen(caller, hospital, record):
    researcher = caller(hospital, Role.RESEARCHER)
    AccessPolicy.objects.create(organisation=hospital, presumes_research=False)
    assert record.refused_to(researcher)
    consent(record, "granted")
    assert "read-patients" in record.seen_by(researcher)


def consent(record, decision):
    return Consent.objects.create(
        patient=record.patient,
        purpose="research",
        decision=decision,
        basis="written",
        recorded_by=record.case.created_by,
    )


def test_a_care_team_is_changed_by_those_who_see_the_patient(clinician, hospital, record):
    colleague = make.user(organisation=hospital)
    answer = clinician.post(
        f"/patients/{record.patient.pk}/care-relations", {"person_id": str(colleague.pk)}
    )
    assert answer.status_code == 201
    care = clinician.get(f"/patients/{record.patient.pk}/care").json()
    assert [each["person"]["id"] for each in care["relations"]] == [str(colleague.pk)]
    assert clinician.delete(f"/care-relations/{answer.json()['id']}").status_code == 204
    assert clinician.get(f"/patients/{record.patient.pk}/care").json()["relations"] == []


def test_nobody_of_another_organisation_is_added(clinician, elsewhere, record):
    stranger = make.user(organisation=elsewhere)
    team = CareTeam.objects.create(organisation=elsewhere, name="외과")
    path = f"/patients/{record.patient.pk}/care-relations"
    assert clinician.post(path, {"person_id": str(stranger.pk)}).status_code == 404
    assert clinician.post(path, {"team_id": str(team.pk)}).status_code == 404
    assert clinician.post(path, {}).status_code == 422


def test_who_protects_a_patient_goes_on_seeing_them(clinician, caller, hospital, record):
    path = f"/patients/{record.patient.pk}/protection"
    care = clinician.send("put", path, {"label": "EMP"}).json()
    assert (care["protection"], care["relation"]) == ("EMP", "member")
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    assert record.refused_to(colleague)
    assert colleague.delete(path).status_code == 404
    assert clinician.delete(path).status_code == 200
    assert record.seen_by(colleague) == READ


def test_the_last_relation_of_a_protected_patient_stays(clinician, record):
    clinician.send("put", f"/patients/{record.patient.pk}/protection", {"label": "VIP"})
    [relation] = clinician.get(f"/patients/{record.patient.pk}/care").json()["relations"]
    answer = clinician.delete(f"/care-relations/{relation['id']}")
    assert answer.json()["type"] == "/problems/last-of-protected"


def test_teams_are_the_administrators(administrator, clinician, hospital):
    team = administrator.post("/care-teams", {"name": " 외과 "}).json()
    assert team["name"] == "외과"
    assert administrator.post("/care-teams", {"name": "외과"}).status_code == 409
    path = f"/care-teams/{team['id']}/people/{clinician.user.pk}"
    assert clinician.send("put", path).status_code == 403
    people = administrator.send("put", path).json()["people"]
    assert [person["id"] for person in people] == [str(clinician.user.pk)]
    assert administrator.delete(path).json()["people"] == []
    assert administrator.delete(f"/care-teams/{team['id']}").status_code == 204


def test_a_team_that_cares_for_somebody_is_not_deleted(administrator, hospital, record):
    team = CareTeam.objects.create(organisation=hospital, name="외과")
    services.relate(record.patient, to=team, by=record.case.created_by)
    answer = administrator.delete(f"/care-teams/{team.pk}")
    assert answer.json()["type"] == "/problems/team-still-cares"


def test_the_rule_is_the_administrators_and_holds_at_once(administrator, clinician, record):
    assert clinician.patch("/access-policy", {"visibility": "by-relation"}).status_code == 403
    assert record.seen_by(clinician) == READ
    changed = administrator.patch("/access-policy", {"visibility": "by-relation"}).json()
    assert changed["visibility"] == "by-relation"
    assert record.refused_to(clinician)
    assert clinician.get("/access-policy").json() == changed


def test_the_table_is_shown_to_everybody(auditor):
    cells = auditor.get("/access-table").json()["cells"]
    assert len(cells) == len(Role) * len(Relation) * len(Confidentiality)
