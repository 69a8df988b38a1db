"""Rules of the house that no linter knows: each a sentence of docs/house-style.md or a decision record."""

import ast
import re
import unicodedata

import pytest

from repository import ROOT, place, python_files, tree

SWALLOWING = {"src/jindan/confinement/child.py"}
"""The child catches everything to tell its parent, which raises it."""
RESTRICTED = {"src/jindan/ct/networks/state_dict.py"}
"""Reads published weights with an unpickler that knows a few names and refuses all others."""
PICKLES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "shelve"}
SIGNALS = {"django.dispatch", "django.db.models.signals", "django.core.signals", "blinker"}
TEXTS = ("*.py", "*.md", "*.ftl", "*.toml", "*.typ", "*.yaml", "*.json", "Makefile")
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}
MEANT = {"*.ftl": "\u00a0"}
"""A no-break space between a number and its unit belongs to a sentence."""


def where(path, node):
    """A place that an editor can jump to."""
    return f"{place(path)}:{node.lineno}"


def nodes(kind, *folders):
    """Every node of a kind, with its file."""
    return (
        (path, node)
        for path in python_files(*folders)
        for node in ast.walk(tree(path))
        if isinstance(node, kind)
    )


def imported(node):
    """The modules, and the names from them, that an import statement brings."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    return {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}


def catches_everything(handler):
    """Whether an except clause stops every error; one that tidies up and raises again does not."""
    is_wide = handler.type is None or ast.unparse(handler.type) in {"Exception", "BaseException"}
    last = handler.body[-1]
    return is_wide and not (isinstance(last, ast.Raise) and last.exc is None)


def test_no_error_is_swallowed():
    found = {
        place(path) for path, node in nodes(ast.ExceptHandler, "src") if catches_everything(node)
    }
    assert found <= SWALLOWING


def test_nothing_unpickles():
    found = {
        place(path)
        for path, node in nodes(ast.Import | ast.ImportFrom, "src")
        if any(name.partition(".")[0] in PICKLES for name in imported(node))
    }
    assert found <= RESTRICTED


def test_no_signals():
    found = {
        where(path, node)
        for path, node in nodes(ast.Import | ast.ImportFrom, "src")
        if imported(node) & SIGNALS
    }
    assert not found


def test_no_model_overrides_save():
    found = {
        where(path, method)
        for path, method in nodes(ast.FunctionDef, "src/jindan/server")
        if path.stem == "models" and method.name == "save"
    }
    assert not found


def test_an_output_schema_has_no_default():
    found = {
        f"{where(path, member)} {member.target.id}"
        for path, kind in nodes(ast.ClassDef, "src/jindan/server")
        if kind.name.endswith("Out")
        for member in kind.body
        if isinstance(member, ast.AnnAssign) and member.value is not None
    }
    assert not found


def test_a_todo_has_an_issue_number():
    marked = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)\b(?!.*#\d+)")
    found = {
        place(path)
        for path in python_files("src", "tests")
        if marked.search(path.read_text(encoding="utf-8"))
    }
    assert not found


@pytest.mark.parametrize("pattern", TEXTS)
def test_no_character_is_invisible(pattern):
    """A no-break or zero-width space pasted into source looks like a space and is none (brief line A74)."""
    files = [path for folder in ("src", "tests", "docs") for path in (ROOT / folder).rglob(pattern)]
    found = {
        place(path)
        for path in [*files, *ROOT.glob(pattern)]
        if invisible(path.read_text(encoding="utf-8"), meant=MEANT.get(pattern, ""))
    }
    assert not found


def invisible(text, *, meant=""):
    """The characters of a text that print nothing, besides spaces, line ends and those that are meant."""
    seen = "\n\t " + meant
    return {c for c in text if c not in seen and unicodedata.category(c) in UNSEEN}
