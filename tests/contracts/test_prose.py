"""The code is written in plain prose: acts in the imperative, one thought at a time, names that say what a thing is."""

import pytest
from benchmarks.structure import (
    VAGUE,
    Source,
    acts,
    bound_names,
    is_imperative,
    shared_class_names,
    sources,
)

from repository import ROOT, place

SOURCES = sources(ROOT)
ALLOWED = {"imperative": 0, "semicolon": 0, "vague": 2, "shared": 4}
"""How many places may still break each rule."""


def test_a_function_says_what_it_does_in_the_imperative():
    """`Return the rows`, not `The rows`: the verbs are in benchmarks/verbs.txt."""
    broken = [
        f"{place(source.path)}:{function.lineno}: {text.splitlines()[0]}"
        for source in SOURCES
        for function, text in acts(source)
        if not is_imperative(text)
    ]
    assert len(broken) <= ALLOWED["imperative"], broken[:20]


def test_a_docstring_begins_with_a_sentence_of_one_thought():
    broken = [
        f"{place(source.path)}: {text.splitlines()[0]}"
        for source in SOURCES
        for text in source.docstrings()
        if ";" in text.splitlines()[0]
    ]
    assert len(broken) <= ALLOWED["semicolon"], broken[:20]


def test_a_variable_says_what_it_is():
    broken = [
        f"{place(source.path)}:{line}: {name}"
        for source in SOURCES
        for name, line in bound_names(source)
        if name in VAGUE
    ]
    assert len(broken) <= ALLOWED["vague"], broken[:20]


def test_a_class_has_a_name_of_its_own():
    broken = {
        name: [place(path) for path in paths] for name, paths in shared_class_names(SOURCES).items()
    }
    assert len(broken) <= ALLOWED["shared"], broken


@pytest.mark.parametrize("text", ["Return the rows.", "Write them; then close.", "Name the file."])
def test_an_order_is_imperative(text):
    assert is_imperative(text)


@pytest.mark.parametrize(
    "text", ["The rows.", "Whether it holds.", "Returns the rows.", "Name of the file.", "초성"]
)
def test_a_thing_is_not_imperative(text):
    assert not is_imperative(text)


def test_a_loop_and_an_argument_bind_names():
    source = Source(path=ROOT, text="def f(told):\n    for each in told:\n        found = each\n")
    names = bound_names(source)
    assert [name for name, _ in names] == ["told", "each", "found"]
