"""Every line of the two briefs, and every trap in them, is answered once, in known words, with a proof that exists."""

import re

import pytest

from repository import ROOT, exists, path_in

PAGE = ROOT / "docs" / "reference" / "requirements.md"
ROW = re.compile(
    r"^\| (?P<id>[ABT]\d+) \| (?P<what>[^|]+) \| (?P<state>[^|]+) \| (?P<proof>[^|]*) \|$",
    re.MULTILINE,
)
IDS = [
    *(f"A{n}" for n in range(1, 92)),
    *(f"B{n}" for n in range(1, 204)),
    *(f"T{n}" for n in range(1, 35)),
]
STATES = re.compile(r"done|done better: .+|in part: .+|not yet: .+|deliberately not, because .+")

ROWS = [match.groupdict() for match in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def test_every_line_is_answered_once():
    assert sorted(row["id"] for row in ROWS) == sorted(IDS)


def test_no_row_is_malformed():
    begun = re.findall(r"^\| ?[ABT]\d+\b.*$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(begun) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_state_is_one_of_the_known(row):
    assert STATES.fullmatch(row["state"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_what_is_done_has_a_proof_that_exists(row):
    spans = re.findall(r"`([^`]+)`", row["proof"])
    if row["state"].startswith(("done", "in part")):
        assert spans
    assert not [span for span in spans if (path := path_in(span)) and not exists(*path)]
