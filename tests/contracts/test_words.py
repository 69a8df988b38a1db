"""Names say what a thing is; a word that fits anything says nothing (docs/house-style.md, NAMES)."""

import ast
import re

import pytest

from repository import Function, place, python_files, tree

EMPTY_WORDS = {
    "manager",
    "handler",
    "helper",
    "util",
    "common",
    "data",
    "info",
    "process",
    "pipeline",
    "base",
    "core",
}

FOREIGN = {
    "BaseModel": "pydantic's",
    "handle_data": "html.parser's",
    "get_extra_info": "httpcore's",
}
"""Names that a framework looks for, and whose."""


def test_no_name_is_made_of_an_empty_word():
    assert not {
        f"{place(path)}: {name}"
        for path in python_files()
        for name in names(path)
        if is_empty(name)
    }


@pytest.mark.parametrize(
    "name", ["DataManager", "process_volume", "image_utils", "handlers", "HTTPHandler", "CoreInfo"]
)
def test_empty_words_are_found(name):
    assert is_empty(name)


@pytest.mark.parametrize(
    "name", ["processing", "database", "baseline", "informed", "Metadata", "scores", "dataset"]
)
def test_longer_words_are_let_through(name):
    assert not is_empty(name)


def names(path):
    """The names a file gives: its own, and those of its classes and functions; a test's name is a sentence."""
    yield path.stem
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("test_"):
            yield node.name


def is_empty(name):
    """Whether a part of the name, alone or in the plural, is one of the empty words."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    words = {part.lower() for part in parts} | {part.lower().removesuffix("s") for part in parts}
    return name not in FOREIGN and bool(words & EMPTY_WORDS)
