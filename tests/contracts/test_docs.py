"""What the documents name exists: files, symbols in them, links, make targets, commands.

A path is written from the root of the repository, in backticks; `src/jindan/` may be left out. A symbol may follow
it: `server/jobs/engine.py: execute`. Files that exist only while the server runs stand below `var/`.
"""

import re

import pytest

from jindan.cli.main import COMMANDS
from repository import ROOT, code_spans, documents, exists, path_in, place, prose

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"(?:^|\$ |`)(make|jindan) ([a-z][a-z-]*)\b", re.MULTILINE)


@pytest.mark.parametrize("page", documents(), ids=place)
def test_named_files_exist(page):
    missing = [span for span in code_spans(page) if (path := path_in(span)) and not exists(*path)]
    assert not missing


@pytest.mark.parametrize("page", documents(), ids=place)
def test_links_lead_somewhere(page):
    missing = [link for link in LINK.findall(prose(page)) if not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("page", documents(), ids=place)
def test_named_commands_exist(page):
    targets = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    known = {"make": targets, "jindan": set(COMMANDS)}
    unknown = [
        named
        for named in COMMAND.findall(page.read_text(encoding="utf-8"))
        if named[1] not in known[named[0]]
    ]
    assert not unknown


def test_no_page_is_empty():
    assert not [
        place(page) for page in documents() if len(page.read_text(encoding="utf-8").split()) < 40
    ]


def test_every_page_is_reached_from_the_index():
    index = (ROOT / "docs" / "index.md").resolve()
    reached, waiting = {index}, [index]
    while waiting:
        page = waiting.pop()
        found = {
            (page.parent / link).resolve()
            for link in LINK.findall(prose(page))
            if link.endswith(".md")
        } - reached
        waiting += [path for path in found if path.is_file()]
        reached |= found
    lost = [place(page) for page in (ROOT / "docs").rglob("*.md") if page.resolve() not in reached]
    assert not lost


@pytest.mark.parametrize("path", sorted((ROOT / "changes").glob("*.md")), ids=place)
def test_a_fragment_names_its_kind(path):
    kinds = {"added", "changed", "fixed", "removed", "security", "operators"}
    assert path.name == "README.md" or path.name.split(".")[-2] in kinds


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ("src/jindan/analysis.py", ("src/jindan/analysis.py", None)),
        ("server/jobs/engine.py: execute", ("server/jobs/engine.py", "execute")),
        ("tests/contracts/", ("tests/contracts/", None)),
        ("/api/v1/jobs/{id}/events", None),
        ("text/event-stream", None),
        ("mm/s", None),
        ("var/keyring.json", None),
        ("server/<slice>/<name>.py", None),
    ],
)
def test_paths_are_told_from_other_words(span, found):
    assert path_in(span) == found
