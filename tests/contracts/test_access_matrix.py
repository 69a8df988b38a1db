"""Who may do what, cell by cell: each operation, asked by each identity about a record of a hospital.

`access_matrix.csv` is written by hand. Its columns are those who ask: nobody, the hospital's people by their role
(the clinician is the one to whom the records belong), another clinician of the hospital, and people of another
organisation whose role has the capability. Those of another organisation without it are answered as at home.

    401 403 404   this status, as a problem
    yes           done, or refused for the request itself (409, 422, ...)
    own           a list, or a new record, with nothing of the hospital for those from elsewhere
"""

import csv
from http import HTTPStatus
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction

from contracts.hospital_records import (  # noqa: F401 - the records, by their fixture
    OPEN,
    OPERATIONS,
    PATHS,
    ask,
    theirs,
)
from jindan.server.config.access import ASKED_FOR
from jindan.server.jobs import events
from jindan.server.patients.models import Patient
from jindan.server.roles import CAPABILITIES, Role
from people import Caller
from server.conftest import (  # noqa: F401 - the people of the server's tests
    _own_keyring,
    _quick_passwords,
    caller,
    elsewhere,
    hospital,
    person_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MATRIX = Path(__file__).with_name("access_matrix.csv")
ROWS = {
    row["operation"]: row for row in csv.DictReader(MATRIX.read_text(encoding="utf-8").splitlines())
}
BY_NAME = {PATHS[path][method]["operationId"]: (method, path) for method, path in OPERATIONS}
REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def test_every_operation_has_its_row():
    assert sorted(ROWS) == sorted(BY_NAME) == sorted(ASKED_FOR)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_a_role_without_the_capability_is_answered_403(name):
    """The matrix is written by hand, and so is the table: they say the same."""
    for role in Role:
        assert _may(role, name) or ROWS[name][role] == "403", role


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_each_cell_of_the_row(name, theirs, caller, hospital, elsewhere, client, monkeypatch):  # noqa: F811
    monkeypatch.setattr(events, "STREAM_S", 0.0)  # a stream looks once
    row = ROWS[name]
    method, path = BY_NAME[name]
    cells = [
        (
            f"{role} elsewhere",
            row["elsewhere"] if _may(role, name) else "403",
            caller(elsewhere, role),
        )
        for role in Role
    ]
    if path not in OPEN:
        cells.append(("nobody", "401", Caller(client=client)))
    cells += [(r, row[r], caller(hospital, r)) for r in Role if r != Role.CLINICIAN]
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    cells += [
        ("colleague", row["colleague"], colleague),
        ("owner", row["clinician"], _owner(theirs)),
    ]
    for who, cell, person in cells:
        with transaction.atomic():
            _expect(who, cell, ask(person, method, path, theirs), theirs=theirs)
            transaction.set_rollback(True)  # the next one finds the records as they were


def _may(role, name):
    asked = ASKED_FOR[name]
    return bool(asked & {"anyone", "signed-in"} or asked & CAPABILITIES[role])


def _owner(theirs):  # noqa: F811
    """Return the clinician of the records, signed in. Their passkey is not asked for."""
    owner = Caller(
        user=Patient.objects.get(pk=theirs["patient_id"]).created_by, password="0wn-and-long"
    )
    owner.user.set_password(owner.password)
    owner.user.save()
    passkey = Authenticator.objects.get(pk=theirs["passkey_id"])
    Authenticator.objects.filter(pk=passkey.pk).delete()
    owner.sign_in()
    passkey.save(force_insert=True)
    return owner


def _expect(who, cell, answer, *, theirs):  # noqa: F811
    """Compare an answer with its cell. A stranger is shown no id of the records."""
    shown = (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace")
    assert answer.status_code < 500, (who, shown)
    if cell in ("yes", "own"):
        assert answer.status_code not in REFUSED, (who, shown)
    else:
        assert answer.status_code == int(cell), (who, shown)
    if who.endswith("elsewhere"):
        assert not [key for key in theirs.values() if len(str(key)) > 8 and str(key) in shown]
