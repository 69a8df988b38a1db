"""What is ambiguous, unknown or cannot be stored is refused before it is looked at."""

import json
from base64 import b64encode
from urllib.parse import quote

import pytest

import make
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"code": "P-1"}', 201),
        ('{"code": "P-1", "identity": {"name": "홍길동 😀"}}', 201),
        ('{"code": "P-1\\u0000"}', 422),
        ('{"code": "P-1", "identity": {"name": "a\\u0000b"}}', 422),
        ('{"code": "P\\\\u0000"}', 422),  # a backslash: refused by its own rule
        ('{"code": "P-1", "identity": {"name": "\\ud800"}}', 422),
        ('{"code": "P-1", "code": "P-2"}', 422),
        ('{"code": "P-1", "identity": {"name": "a", "name": "b"}}', 422),
        ('{"code": "P-1", "sex": "female"}', 422),
        ('{"code": "P-1", "identity": {"nmae": "a"}}', 422),
        ('{"code": "P-1", "identity": {"birth_date": "1970-01-01"}}', 201),
        ('{"code": "P-1", "identity": {"birth_date": null}}', 201),
        ('{"code": "P-1", "identity": {"birth_date": 0}}', 422),
        ('{"code": "P-1", "identity": {"birth_date": "86400"}}', 422),
        ('{"code": "P-1", "identity": {"birth_date": "1970-01-01T00:00:00Z"}}', 422),
        ('{"code": NaN}', 422),
        ('{"code": 1e999}', 422),
        ('"P-1"', 422),
        ('["P-1"]', 422),
        ("null", 422),
        ("7", 422),
        ("{", 422),
        ("", 422),
        ("[" * 100_000, 422),
        ('{"code": ' + "9" * 5000 + "}", 422),
        ("\ufeff{}", 422),
    ],
)
def test_a_body_means_the_same_to_everybody(clinician, body, status):
    answer = _post(clinician, "/patients", body.encode())
    assert answer.status_code == status, answer.content


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "cp949"])
def test_a_body_is_in_utf_8(clinician, encoding):
    body = '{"code": "P-1", "identity": {"name": "홍길동"}}'.encode(encoding)
    assert _post(clinician, "/patients", body).status_code == 422


@pytest.mark.parametrize("body", ['"x"', "[]", '["title"]', "null", "0", "true"])
def test_a_change_is_an_object(clinician, body):
    patient = clinician.post("/patients", {"code": "P-1"}).json()
    answer = _post(clinician, f"/patients/{patient['id']}", body.encode(), method="patch")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        "patients?case=1",
        "patients?Code=A",
        "patients?code=A&code=B",
        "patients?size=5&size=5",
        "patients?code[]=A",
        "patients?=",
        "jobs?kind=%00",
    ],
)
def test_a_parameter_that_is_unknown_given_twice_or_not_to_be_stored_is_refused(clinician, query):
    answer = clinician.get(f"/{query}")
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid-request"
    assert answer.json()["errors"][0]["where"][0] == "query"


@pytest.mark.parametrize("value", ['"yes"', "1", "0", '"true"', "null"])
def test_a_word_or_a_number_is_no_truth(caller, hospital, value):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    user = make.user(organisation=hospital)
    body = f'{{"is_active": {value}}}'.encode()
    answer = _post(administrator, f"/users/{user.pk}", body, method="patch")
    assert answer.status_code == (200 if value == "null" else 422)


@pytest.mark.parametrize("value", ['"4"', "true"])
def test_a_word_or_a_truth_is_no_number(caller, hospital, value):
    body = f'{{"emergency_hours": {value}}}'.encode()
    administrator = caller(hospital, Role.ADMINISTRATOR)
    assert _post(administrator, "/access-policy", body, method="patch").status_code == 422


EDGES = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]


@pytest.mark.parametrize("moment", EDGES)
def test_a_moment_at_an_end_of_the_calendar_is_refused(caller, hospital, moment):
    auditor = caller(hospital, Role.AUDITOR)
    assert auditor.get(f"/audit-events?since={quote(moment)}").status_code == 422
    cursor = b64encode(json.dumps([moment, str(auditor.user.pk)]).encode()).decode().rstrip("=")
    assert auditor.get(f"/users?cursor={cursor}").status_code == 422


def _post(person, path, body, *, method="post"):
    headers = {"Authorization": f"Bearer {person.tokens['access_token']}"}
    return getattr(person.client, method)(
        f"/api/v1{path}", body, content_type="application/json", headers=headers
    )
