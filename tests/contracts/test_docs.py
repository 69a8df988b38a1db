"""What the documents name exists: files, symbols in them, links, make targets, commands.

A path is written from the root of the repository, in backticks; `src/jindan/` may be left out. A symbol may follow
it: `server/jobs/engine.py: execute`. Files that exist only while the server runs are below `var/`. Counts of lines and
of import contracts are checked too.
"""

import re
import tomllib

import pytest

from jindan.cli.main import COMMANDS
from repository import ROOT, code_spans, documents, exists, files_at, path_in, place, prose

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
LINES = re.compile(r"about (\d+) lines by `wc -l`: ((?:`[^`]+`|[^`.])+)\.")
LINES_TOLERANCE = 0.05
ARCHITECTURE = ROOT / "docs" / "explanation" / "architecture.md"
LAYERED = "The server is layered"
TOUR = ROOT / "docs" / "tour.md"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
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


def test_the_tour_says_how_long_it_is():
    stated = LINES.findall(prose(TOUR))
    assert stated
    for count, files in stated:
        paths = [path for name in re.findall(r"`([^`]+)`", files) for path in files_at(name)]
        lines = sum(path.read_text(encoding="utf-8").count("\n") for path in paths)
        assert int(count) == pytest.approx(lines, rel=LINES_TOLERANCE)


def test_the_architecture_counts_and_names_the_import_contracts():
    page = " ".join(prose(ARCHITECTURE).split())
    [stated] = re.findall(r"(\w+) contracts in `pyproject.toml`", page)
    assert NUMBERS.index(stated.lower()) == len(contracts())
    assert not [contract["name"] for contract in contracts() if f"*{contract['name']}*" not in page]


def test_the_architecture_draws_the_layers_of_the_contract():
    [drawn] = re.findall(r"^src/jindan/\n(.*?)^```", ARCHITECTURE.read_text("utf-8"), re.M | re.S)
    heads = " ".join(re.findall(r"^ +((?:[a-z]+(?:\.py|/) *)+)", drawn, re.M))
    [layered] = [contract for contract in contracts() if contract["name"] == LAYERED]
    layers = [module for layer in layered["layers"] for module in layer.split(" | ")]
    names = [re.sub(r"\.py|/", "", name) for name in heads.split() if name != "server/"]
    assert names == [module.rpartition(".")[2] for module in layers]


def contracts():
    """The contracts of imports."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        return tomllib.load(stream)["tool"]["importlinter"]["contracts"]


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
