"""The table of roles in the docs is the one that the code enforces."""

from pathlib import Path

from jindan.server.roles import CAPABILITIES, Capability, Role

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "roles.md"


def cells(line):
    return [cell.strip() for cell in line.strip("|\n").split("|")]


def test_the_documented_table_is_the_enforced_one():
    rows = [
        cells(line) for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"
    ]
    roles = [Role(name) for name in rows[0][1:]]
    documented = {
        role: {Capability(row[0].strip("`")) for row in rows[2:] if row[column] == "yes"}
        for column, role in enumerate(roles, start=1)
    }
    assert documented == CAPABILITIES
