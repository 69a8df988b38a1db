"""Korean and English say the same things."""

import re

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from jindan.catalogue import LOCALES
from repository import ROOT

WORDS = ROOT / "web" / "src" / "words"


class Placeholders(Visitor):
    def __init__(self):
        self.names = set()

    def visit_VariableReference(self, node):
        self.names.add(node.id.name)


def messages(language):
    found = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        assert not [e for e in resource.body if isinstance(e, ast.Junk)], path
        for entry in resource.body:
            if isinstance(entry, ast.Message):
                for key, pattern in [(entry.id.name, entry.value)] + [
                    (f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes
                ]:
                    visitor = Placeholders()
                    visitor.visit(pattern)
                    assert key not in found, f"{key} stands twice in {language}"
                    found[key] = visitor.names
    return found


def test_both_languages_hold_the_same_messages_and_placeholders():
    korean, english = messages("ko"), messages("en")
    assert korean.keys() == english.keys()
    differing = {key for key in korean if korean[key] != english[key]}
    assert not differing


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_problem_says_what_is_wrong_and_what_to_do(language):
    keys = messages(language)
    problems = {key for key in keys if key.startswith("problem-") and "." not in key}
    missing = {f"{p}.{part}" for p in problems for part in ("detail", "remedy")} - keys.keys()
    assert problems and not missing


@pytest.mark.parametrize("folder", [LOCALES, WORDS])
def test_no_space_stands_before_a_percent_sign(folder):
    spaced = {
        f"{path.parent.name}/{path.name}: {line}"
        for path in folder.glob("*/*.ftl")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"[0-9}]\s+%", line)
    }
    assert not spaced
