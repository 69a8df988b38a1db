"""Every case of abuse says what stops it, what is left, and which test shows it."""

import ast
import re

import pytest

from repository import ROOT, tree

PAGE = ROOT / "docs" / "explanation" / "threats.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if re.match(r"\| \d", line)
]
TEST = re.compile(r"`(?P<file>tests/[\w/]+\.py)::(?P<name>test_\w+)`")


def test_there_are_thirty_cases_in_order():
    assert [row[0] for row in ROWS] == [str(number) for number in range(1, 31)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_case_is_whole(row):
    assert len(row) == 5
    assert all(row)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_named_test_exists(row):
    named = TEST.fullmatch(row[-1])
    assert named
    nodes = tree(ROOT / named["file"]).body
    assert named["name"] in {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
