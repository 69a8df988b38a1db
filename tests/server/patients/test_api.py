"""Patients and cases over HTTP: each role sees what it may, other organisations see nothing."""

import uuid

import pytest

from jindan.server.audit.models import AuditEvent
from jindan.server.patients.models import Case, Patient
from jindan.server.roles import Role
from people import Caller, is_problem

HONG = {"name": "홍길동", "birth_date": "1970-03-01"}
WANTED = {"code": "P-1", "sex_at_birth": "male", "identity": HONG}


@pytest.fixture
def patient(clinician):
    answer = clinician.post("/patients", WANTED)
    assert answer.status_code == 201, answer.content
    return answer.json()


@pytest.fixture
def case(clinician, patient):
    answer = clinician.post("/cases", {"patient_id": patient["id"], "title": "췌장 병변?"})
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_patient_goes_in_and_comes_back(clinician, patient):
    assert patient["identity"] == HONG
    assert clinician.get(f"/patients/{patient['id']}").json() == patient


def test_a_case_goes_in_and_comes_back(clinician, case, patient):
    assert case["patient_code"] == "P-1"
    assert case["created_by_id"] == str(clinician.user.id)
    assert clinician.get(f"/cases/{case['id']}").json() == case
    listed = clinician.get(f"/cases?patient_id={patient['id']}").json()["items"]
    assert listed == [case]
    assert clinician.get(f"/cases?patient_id={uuid.uuid4()}").json()["items"] == []


@pytest.mark.parametrize(("role", "shown"), [(Role.CLERK, HONG), (Role.RESEARCHER, None)])
def test_names_are_shown_to_roles_that_may_identify(caller, hospital, patient, role, shown):
    assert caller(hospital, role).get(f"/patients/{patient['id']}").json()["identity"] == shown


@pytest.mark.parametrize("language", ["ko", "en"])
def test_who_sees_no_titles_writes_none(caller, hospital, case, language):
    researcher = caller(hospital, Role.RESEARCHER)
    wanted = {"patient_id": case["patient_id"], "title": "간 평가"}
    answer = researcher.post("/cases", wanted, headers={"Accept-Language": language})
    assert is_problem(answer, "title-hidden", 403)
    emptied = researcher.patch(f"/cases/{case['id']}", {"title": ""})
    assert is_problem(emptied, "role-not-allowed", 403)
    assert Case.objects.get().title == "췌장 병변?"
    for title in ("", "  "):
        assert researcher.post("/cases", wanted | {"title": title}).status_code == 201


def test_a_list_holds_no_names(clinician, patient):
    answer = clinician.get("/patients")
    assert answer.json()["items"][0].keys() == {"id", "code", "sex_at_birth", "created_at"}
    assert "홍길동" not in answer.content.decode()


def test_a_patient_is_found_by_how_the_code_begins(clinician, patient):
    clinician.post("/patients", {"code": "Q-1"})

    def found(code):
        answer = clinician.get(f"/patients?code={code}")
        return [row["code"] for row in answer.json()["items"]]

    assert found("p-") == ["P-1"]
    assert found("%25") == found("_") == []
    assert found("") == ["Q-1", "P-1"]


def test_amending(clinician, patient):
    path = f"/patients/{patient['id']}"
    assert clinician.patch(path, {"code": "P-2"}).json()["code"] == "P-2"
    assert clinician.patch(path, {"identity": {"name": "임꺽정"}}).json()["identity"] == {
        "name": "임꺽정",
        "birth_date": None,
    }
    assert clinician.patch(path, {}).json()["sex_at_birth"] == "male"


def test_retitling(clinician, case):
    answer = clinician.patch(f"/cases/{case['id']}", {"title": "추적 검사"})
    assert answer.json()["title"] == "추적 검사"


READS = ["/patients/{patient}", "/cases/{case}"]


@pytest.mark.parametrize("path", READS)
def test_a_stranger_finds_nothing(caller, elsewhere, patient, case, path):
    stranger = caller(elsewhere, Role.CLINICIAN)
    url = path.format(patient=patient["id"], case=case["id"])
    assert is_problem(stranger.get(url), "not-found", 404)
    change = {"title": "X"} if "cases" in path else {"sex_at_birth": "male"}
    assert is_problem(stranger.patch(url, change), "not-found", 404)
    assert stranger.get("/patients").json()["items"] == []
    assert stranger.get("/cases").json()["items"] == []
    answer = stranger.post("/cases", {"patient_id": patient["id"]})
    assert is_problem(answer, "not-found", 404)


def test_a_record_that_never_was_looks_the_same_as_a_strangers(caller, elsewhere, patient):
    stranger = caller(elsewhere, Role.CLINICIAN)
    theirs = stranger.get(f"/patients/{patient['id']}")
    none = stranger.get(f"/patients/{uuid.uuid4()}")
    assert theirs.json() == none.json()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
@pytest.mark.parametrize("path", ["/patients", "/cases", *READS])
def test_the_wrong_role_is_refused(caller, hospital, patient, case, role, path):
    person = caller(hospital, role)
    url = path.format(patient=patient["id"], case=case["id"])
    assert is_problem(person.get(url), "role-not-allowed", 403)


def test_the_wrong_role_writes_nothing(caller, hospital, patient, case):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    for answer in (
        administrator.post("/patients", {"code": "P-2"}),
        administrator.post("/cases", {"patient_id": patient["id"]}),
        administrator.patch(f"/patients/{patient['id']}", {"code": "P-2"}),
        administrator.patch(f"/cases/{case['id']}", {"title": "x"}),
    ):
        assert is_problem(answer, "role-not-allowed", 403)
    assert (Patient.objects.count(), Case.objects.count()) == (1, 1)


def test_a_researcher_is_refused_an_identity(caller, hospital):
    researcher = caller(hospital, Role.RESEARCHER)
    assert is_problem(researcher.post("/patients", WANTED), "role-not-allowed", 403)
    assert researcher.post("/patients", {"code": "P-1"}).json()["identity"] is None


def test_nobody_is_refused(patient, case):
    for path in ("/patients", f"/patients/{patient['id']}", "/cases", f"/cases/{case['id']}"):
        assert is_problem(Caller().get(path), "unauthorised", 401)


@pytest.mark.parametrize("name", ["organisation_id", "id", "sealed_name"])
def test_fields_that_are_not_the_callers_to_set_are_refused(clinician, name):
    answer = clinician.post("/patients", {"code": "P-1", name: str(uuid.uuid4())})
    assert is_problem(answer, "invalid-request", 422)
    assert not Patient.objects.exists()


@pytest.mark.parametrize(
    ("body", "slug"),
    [
        ({"code": "900101-1234567"}, "unfit-patient-code"),
        ({"code": "홍길동"}, "unfit-patient-code"),
        ({"code": "P-1", "identity": {"name": "홍\n길동"}}, "unfit-name"),
        ({"code": "P-1", "identity": {"birth_date": "2999-01-01"}}, "unfit-birth-date"),
        ({"code": "P-1", "identity": {"birth_date": "어제"}}, "invalid-request"),
        ({"code": "P-1", "sex_at_birth": "x"}, "invalid-request"),
        ({}, "invalid-request"),
    ],
)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_is_wrong_is_said_without_repeating_it(clinician, body, slug, language):
    answer = clinician.send("post", "/patients", body, headers={"Accept-Language": language})
    assert is_problem(answer, slug, 422)
    assert answer["Content-Language"] == language
    text = answer.content.decode()
    assert "900101" not in text
    assert "홍" not in text


def test_a_taken_code_is_a_conflict(clinician, patient):
    assert is_problem(clinician.post("/patients", {"code": "p-1"}), "patient-code-taken", 409)


def test_every_reading_leaves_an_event(clinician, patient, case):
    clinician.get(f"/patients/{patient['id']}")
    clinician.get("/patients")
    clinician.get(f"/cases/{case['id']}")
    clinician.get("/cases")
    told = AuditEvent.objects.filter(actor_id=clinician.user.id).values_list("action", flat=True)
    assert {"patient.read", "patient.listed", "case.read", "case.listed"} <= set(told)


def test_answers_are_private_and_say_their_request(clinician, patient):
    answer = clinician.get(f"/patients/{patient['id']}")
    assert answer["Cache-Control"] == "private, no-store"
    assert {"Authorization", "Accept-Language"} <= set(answer["Vary"].split(", "))
    assert answer["X-Request-ID"]
    assert answer["X-Content-Type-Options"] == "nosniff"
