"""Requests made from the API's description, good and bad, by every role: each is answered as the description says.

Schemathesis makes them. No answer is a 5xx, none has a status or a content type that is not declared, and no request
that breaks the description is accepted. The records that a path names are those of the person's own hospital, so that
a body is looked at and not only its path.
"""

import re

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    status_code_conformance,
)

from contracts.hospital_records import OPERATIONS, PATHS, theirs  # noqa: F401 - a record of every kind
from jindan.server.config.api import api
from jindan.server.jobs import events
from jindan.server.roles import Role
from server.conftest import (  # noqa: F401 - the people of the server's tests
    _own_keyring,
    _quick_passwords,
    caller,
    hospital,
    person_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    negative_data_rejection,
]


@schemathesis.serializer("application/offset+octet-stream")
def _piece(_context, value):
    """Send the bytes of a resumable upload (tus) as they are."""
    return value if isinstance(value, bytes) else str(value).encode()


DESCRIPTION = schemathesis.openapi.from_dict(api.get_openapi_schema())
DESCRIPTION.config.generation.update(with_security_parameters=False)  # the identities are ours
FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def _modes():
    """Return each operation with good requests, and with bad ones where there is something to make bad."""
    for method, path in OPERATIONS:
        yield method, path, GenerationMode.POSITIVE
        parameters = PATHS[path][method].get("parameters", [])
        if "requestBody" in PATHS[path][method] or any(p["in"] == "query" for p in parameters):
            yield method, path, GenerationMode.NEGATIVE


@pytest.fixture
def identities(caller, hospital):  # noqa: F811
    """The header of each identity. The first is nobody."""
    signed_in = [caller(hospital, role).tokens["access_token"] for role in Role]
    return [{}] + [{"Authorization": f"Bearer {token}"} for token in signed_in]


@pytest.mark.parametrize(("method", "path", "mode"), list(_modes()))
def test_each_answer_is_a_declared_one(
    method,
    path,
    mode,
    identities,
    theirs,  # noqa: F811
    client,
    monkeypatch,
):
    monkeypatch.setattr(events, "STREAM_S", 0.0)  # a stream looks once
    named = {name: str(theirs[name]) for name in re.findall(r"{(\w+)}", path) if name in theirs}
    operation = DESCRIPTION[path][method]

    @FEW
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=named or None))
    def ask(case):
        for headers in identities:
            case.validate_response(_answer(case, client, headers=headers), checks=CHECKS)

    ask()


def _answer(case, client, *, headers):
    """Send the case by Django's test client, which shares the test's connection."""
    parts = case.as_transport_kwargs(base_url="http://testserver")
    prepared = requests.Request(**parts).prepare()
    sent = {k: v for k, v in prepared.headers.items() if k not in ("Content-Type", "Authorization")}
    answer = client.generic(
        prepared.method,
        prepared.path_url,
        prepared.body or b"",
        content_type=prepared.headers.get("Content-Type", ""),
        headers=sent | headers,
    )
    content = answer.getvalue() if answer.streaming else answer.content
    return Response(
        status_code=answer.status_code,
        headers={name: [value] for name, value in answer.items()},
        content=content,
        request=prepared,
        elapsed=0.0,
        verify=True,
    )
