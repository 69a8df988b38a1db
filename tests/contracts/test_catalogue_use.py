"""Whatever the code says by key, the catalogue can say in Korean and English."""

import ast

import pytest

from jindan.catalogue import knows
from repository import calls, place, python_files

STAGE_PLACE = 1


def constant(node):
    """The string a node is, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def name_of(call):
    """What is called, without what it belongs to."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def keys_of(call):
    """The catalogue keys that a call names outright; a key put together at run time is not seen here."""
    words = {keyword.arg: constant(keyword.value) for keyword in call.keywords}
    match name_of(call):
        case "Note" if words.get("code"):
            yield f"note-{words['code']}"
        case "progress" | "Moved" if len(call.args) > STAGE_PLACE and constant(
            call.args[STAGE_PLACE]
        ):
            yield f"stage-{constant(call.args[STAGE_PLACE])}"
        case "notify" if words.get("subject"):
            yield f"notice-{words['subject']}"
        case "text" if call.args and constant(call.args[0]):
            yield constant(call.args[0])


@pytest.mark.slow
def test_every_key_is_in_the_catalogue():
    unknown = {
        f"{place(path)}: {key}"
        for path in python_files("src")
        for call in calls(path)
        for key in keys_of(call)
        if not knows(key)
    }
    assert not unknown


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("Note(code='thick-slices')", "note-thick-slices"),
        ("workspace.progress(0.5, 'reading')", "stage-reading"),
        ("text('organ-liver', language=language)", "organ-liver"),
    ],
)
def test_keys_are_found(source, key):
    assert list(keys_of(ast.parse(source).body[0].value)) == [key]
