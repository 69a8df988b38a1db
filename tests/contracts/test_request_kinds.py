"""Which threads a request takes is told by its address, and agrees with what the API's description says of it."""

import json
import re

import pytest

from jindan.server.config.serving.kinds import API, DOWNLOAD, SIGN_IN, STREAM, UPLOAD, kind_of
from repository import ROOT

PATHS = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))["paths"]
OPERATIONS = [
    (method, path, operation)
    for path, methods in PATHS.items()
    for method, operation in methods.items()
]


def _kind(operation, *, path):
    """By the bodies and the answers that the description declares."""
    body = set(operation.get("requestBody", {}).get("content", {}))
    answer = set(operation["responses"].get("200", {}).get("content", {}))
    if body - {"application/json"}:
        return UPLOAD
    if "text/event-stream" in answer:
        return STREAM
    if answer - {"application/json"}:
        return DOWNLOAD
    return SIGN_IN if "/auth/" in path else API


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=lambda value: str(value)[:60]
)
def test_an_operation_has_the_threads_of_its_kind(method, path, operation):
    asked = re.sub(r"{\w+}", "6f1f64c2-6c1e-4b8f-9d55-6d5b2f4f0a11", path)
    assert kind_of(method.upper(), path=asked) is _kind(operation, path=path)
