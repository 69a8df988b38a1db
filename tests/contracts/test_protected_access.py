"""Nothing of a protected patient is there for a colleague without a care relation: each operation, each list."""

import pytest

from contracts.hospital_records import LISTS, NAMING_A_RECORD, ask, theirs  # noqa: F401 - a fixture
from jindan.server.jobs import events
from jindan.server.patients.models import Case, Protection
from jindan.server.roles import Role
from server.conftest import (  # noqa: F401 - the people of the server's tests
    _own_keyring,
    _quick_passwords,
    caller,
    hospital,
    person_of,
)

pytestmark = pytest.mark.django_db

NOT_OF_A_PATIENT = (
    "/access-log",
    "/erasures/",
    "/users/",
    "/account-proposals/",
    "/webhook",
    "/care-teams/",
    "/emergency-",
    "/notifications/",
    "/uploads/",
)
OF_A_PATIENT = [
    (method, path)
    for method, path in NAMING_A_RECORD
    if not any(part in path for part in NOT_OF_A_PATIENT)
]


@pytest.fixture
def protected(theirs):  # noqa: F811
    """The same records, of a protected patient."""
    case = Case.objects.get(pk=theirs["case_id"])
    Protection.objects.create(
        patient=case.patient, organisation=case.organisation, label="VIP", marked_by=case.created_by
    )
    return theirs


@pytest.mark.parametrize(("method", "path"), OF_A_PATIENT)
def test_a_protected_patients_record_is_not_found_by_a_colleague(
    caller,  # noqa: F811
    hospital,  # noqa: F811
    protected,
    method,
    path,
):
    answer = ask(caller(hospital, Role.CLINICIAN), method, path, protected)
    assert answer.status_code == 404, answer.content
    assert method == "head" or answer.json()["type"] == "/problems/not-found"


@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_a_protected_patients_records_to_a_colleague(
    caller,  # noqa: F811
    hospital,  # noqa: F811
    protected,
    path,
    monkeypatch,
):
    monkeypatch.setattr(events, "STREAM_S", 0.0)  # a stream looks once
    answer = caller(hospital, Role.CLINICIAN).get(path.removeprefix("/api/v1"))
    shown = (answer.getvalue() if answer.streaming else answer.content).decode()
    of_the_hospital = {"team_id", "person_id", "user_id"}
    named = [name for name, key in protected.items() if len(str(key)) > 8 and str(key) in shown]
    assert set(named) <= of_the_hospital
