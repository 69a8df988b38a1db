"""Nobody reads or changes what is not theirs: each operation, asked anonymously and from elsewhere."""

import re
import uuid

import pytest

from contracts.hospital_records import (  # noqa: F401 - the records, by their fixture
    LISTS,
    NAMING_A_RECORD,
    OPEN,
    OPERATIONS,
    PATHS,
    ask,
    filled,
    role_for,
    theirs,
)
from jindan.server.config.api import api
from jindan.server.jobs import events
from jindan.server.reports.models import Rendering, ReportVersion
from jindan.server.roles import Role
from server.conftest import (  # noqa: F401 - the people of the server's tests
    _own_keyring,
    _quick_passwords,
    caller,
    elsewhere,
    hospital,
    person_of,
)

pytestmark = pytest.mark.django_db

PROVED = ("/second-factor", "/sign", "/erasures/{erasure_id}/approval")
"""A wrong proof is answered with 403, where the record is there too."""


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_anonymous_request_is_refused(client, method, path):
    answer = getattr(client, method)(re.sub(r"{\w+}", str(uuid.uuid4()), path))
    assert answer.status_code == OPEN.get(path, 401)
    is_refused = answer.status_code >= 400
    assert not is_refused or answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("method", "path"), NAMING_A_RECORD)
def test_another_organisations_record_is_not_found(caller, elsewhere, theirs, method, path):  # noqa: F811
    role = role_for(path)
    answer = ask(caller(elsewhere, role), method, path, theirs)
    assert answer.status_code == 404, answer.content
    assert method == "head" or answer.json()["type"] == "/problems/not-found"


@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_another_organisations_records(caller, elsewhere, theirs, path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(events, "STREAM_S", 0.0)  # a stream looks once
    for role in (Role.CLINICIAN, Role.ADMINISTRATOR, Role.AUDITOR):
        answer = caller(elsewhere, role).get(path.removeprefix("/api/v1"))
        shown = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert not [name for name, key in theirs.items() if len(str(key)) > 8 and str(key) in shown]


def test_a_case_is_not_opened_for_another_organisations_patient(caller, elsewhere, theirs):  # noqa: F811
    answer = caller(elsewhere, Role.CLINICIAN).post(
        "/cases", {"patient_id": str(theirs["patient_id"])}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(("method", "path"), NAMING_A_RECORD)
def test_the_records_are_there_for_their_own(caller, hospital, theirs, method, path):  # noqa: F811
    """Without this, a misspelt path would pass for a closed door."""
    if any(
        own in path for own in ("notification", "/uploads/", "/me/", "/passkeys/")
    ):  # a person's own, not the hospital's
        return
    role = role_for(path)
    answer = ask(caller(hospital, role), method, path, theirs)
    answer.close()
    assert answer.status_code not in (401, 403) or path.endswith(PROVED)
    if path.endswith(("/studies", "/readings", "-scores", "-relations")) and method == "post":
        return
    assert answer.status_code != 404


FILES = [
    (method, path)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
    for content in (operation["responses"].get(200, {}).get("content", {}),)
    if content and not {"application/json", "text/event-stream"} & set(content)
]


@pytest.mark.parametrize(("method", "path"), FILES)
def test_a_file_runs_nothing_in_a_browser(caller, hospital, theirs, method, path):  # noqa: F811
    version = ReportVersion.objects.get(report=theirs["report_id"])
    for language in ("ko", "en"):
        Rendering.objects.create(
            version=version,
            job_id=theirs["job_id"],
            language=language,
            artifact_id=theirs["artifact_id"],
        )
    answer = ask(caller(hospital, role_for(path)), method, path, theirs)
    assert answer.status_code == 200
    list(answer)  # to its end
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith(("attachment; filename", "inline; filename"))
