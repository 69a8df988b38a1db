"""The committed description of the API is what the code serves; `make openapi` writes it anew."""

import json

import pytest
from click.testing import CliRunner

from jindan.cli.installation import openapi
from jindan.server.config.api import api
from repository import ROOT

OPERATIONS = [
    operation
    for operations in api.get_openapi_schema()["paths"].values()
    for operation in operations.values()
]


@pytest.mark.slow
def test_the_committed_description_is_the_served_one():
    written = CliRunner().invoke(openapi, catch_exceptions=False).output
    committed = (ROOT / "openapi.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json.loads(written)


def test_operations_have_names_of_their_own():
    names = [operation["operationId"] for operation in OPERATIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["operationId"])
def test_an_operation_says_what_it_does_and_how_it_fails(operation):
    assert operation["description"]
    assert {"401", "404", "422"} <= {str(status) for status in operation["responses"]}
