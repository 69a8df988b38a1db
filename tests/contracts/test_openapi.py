"""The committed description of the API is what the code serves; `make openapi` writes it anew."""

import json
from enum import Enum
from typing import get_args

import pytest
from click.testing import CliRunner
from ninja import Schema

from jindan.cli.installation import openapi
from jindan.server.config.api import api
from jindan.server.config.description import EXAMPLES, TAGS, operations
from repository import ROOT

OPERATIONS = list(operations(api.get_openapi_schema()))


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


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["operationId"])
def test_an_operation_says_what_it_answers(operation):
    statuses = {int(status) for status in operation["responses"]}
    assert any(200 <= status < 300 for status in statuses)
    problems = [operation["responses"][status]["content"] for status in statuses if status >= 400]
    assert all(set(content) == {"application/problem+json"} for content in problems)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["operationId"])
def test_a_list_is_paged_or_says_how_long_it_may_be(operation):
    answers = [
        media.get("schema", {})
        for status, response in operation["responses"].items()
        if int(status) < 300
        for media in response.get("content", {}).values()
    ]
    assert all("maxItems" in answer for answer in answers if answer.get("type") == "array")


def test_every_tag_is_explained():
    used = {tag for operation in OPERATIONS for tag in operation["tags"]}
    assert used == {tag["name"] for tag in TAGS}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_a_good_request(name):
    [body] = [
        model
        for path in api._routers
        for view in path[1].path_operations.values()
        for operation in view.operations
        if operation.view_func.__name__ == name
        for model in operation.models
        if model.__ninja_param_source__ == "body"
    ]
    [field] = body.model_fields
    body.model_validate({field: EXAMPLES[name]})


def test_no_schema_hides_another_of_the_same_name():
    """Ninja keeps one schema for each name: two enums called alike would describe one of them wrongly."""
    enums = {
        (kind.__name__, kind.__module__)
        for model in _below(Schema)
        for field in model.model_fields.values()
        for kind in (field.annotation, *get_args(field.annotation))
        if isinstance(kind, type) and issubclass(kind, Enum)
    }
    names = [name for name, _ in enums]
    assert len(names) == len(set(names)), sorted(enums)


def _below(parent):
    for child in parent.__subclasses__():
        yield child
        yield from _below(child)
