"""No operation of the API is open to anyone, but those by which a person signs in."""

import re
import uuid

import pytest

from jindan.server.config.api import api

OPEN = {"/api/v1/auth/sign-in", "/api/v1/auth/second-factor", "/api/v1/auth/refresh"}
OPERATIONS = [
    (method, path)
    for path, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_anonymous_request_is_refused(client, method, path):
    answer = getattr(client, method)(re.sub(r"{\w+}", str(uuid.uuid4()), path))
    assert answer.status_code == (422 if path in OPEN else 401)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "private, no-store"
