"""What could not be asked is told as not checked, and never as good news."""

import json
import sys

import pytest
from supply.advisories import NONE, NOT_CHECKED, SOME, ask, of_python, of_web

GOOD = {"name": "one", "version": "1.0", "vulns": []}
WEAK = {"name": "two", "version": "1.0", "vulns": [{"id": "CVE-2000-1", "fix_versions": ["1.1"]}]}
SKIPPED = {"name": "three", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "status", "word"),
    [
        ([GOOD], NONE, ""),
        ([GOOD, WEAK], SOME, "two 1.0: CVE-2000-1, fixed in 1.1"),
        ([GOOD, SKIPPED], NOT_CHECKED, "not checked: 1 of 2"),
        ([WEAK, SKIPPED], SOME, "not checked: 1 of 2"),
        ([], NOT_CHECKED, "not checked"),
    ],
)
def test_of_python(packages, status, word):
    answered, lines = of_python(json.dumps({"dependencies": packages}))
    assert answered == status
    assert word in "\n".join(lines)


@pytest.mark.parametrize(
    ("answer", "status", "word"),
    [
        ({"vulnerabilities": {}}, NONE, ""),
        ({"vulnerabilities": {"left": {"severity": "high"}}}, SOME, "left: high"),
        ({"message": "405 Method Not Allowed"}, NOT_CHECKED, "not checked: 405"),
        ({"error": {"summary": "getaddrinfo"}}, NOT_CHECKED, "not checked: getaddrinfo"),
    ],
)
def test_of_web(answer, status, word):
    answered, lines = of_web(json.dumps(answer))
    assert answered == status
    assert word in "\n".join(lines)


@pytest.mark.parametrize("command", [["no-such-program"], [sys.executable, "-c", "print('half')"]])
def test_an_auditor_that_does_not_answer_has_not_checked(command):
    status, lines = ask(command, folder=".", reader=of_python)
    assert status == NOT_CHECKED
    assert lines[0].startswith("not checked")
