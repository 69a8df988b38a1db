"""The generated pages say what the code says now; `jindan reference` writes them anew."""

import ast

import pytest

from jindan.cli import reference
from jindan.problems import slug_of
from jindan.server.config.env import Environment
from repository import ROOT, python_files, tree

PAGES = (
    "docs/reference/problems.md",
    "docs/reference/notes.md",
    "docs/reference/measures.md",
    "docs/reference/access.md",
    "docs/reference/settings.md",
    ".env.example",
)


@pytest.fixture(scope="module")
def written():
    return reference.pages()


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_code_writes(name, written):
    assert (ROOT / name).read_text(encoding="utf-8") == written[name]


@pytest.mark.slow
def test_every_problem_has_a_paragraph():
    page = (ROOT / "docs/reference/problems.md").read_text(encoding="utf-8")
    assert not {kind for kind in reference.problem_classes() if f"## {slug_of(kind)}\n" not in page}


@pytest.mark.slow
def test_no_two_problems_share_a_name():
    slugs = [slug_of(kind) for kind in reference.problem_classes()]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("page", ["docs/reference/settings.md", ".env.example"])
def test_every_setting_is_listed(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert not {name for name in Environment.model_fields if f"JINDAN_{name.upper()}" not in text}


def test_every_setting_is_read_somewhere():
    """A setting that nothing reads promises what it does not keep."""
    read = {
        node.attr
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node.value) in {"ENV", "env", "settings.ENV"}
    }
    assert not set(Environment.model_fields) - read
