"""Names say what a thing is; a word that fits anything says nothing (docs/house-style.md, NAMES)."""

import ast
import re

import pytest

from repository import ROOT, Function, place, prose, python_files, tree

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

OLD_WORDS = {
    "remark": "note",
    "lane": "priority",
    "doubt": "flag",
    "errand": "outbound call",
    "pulse": "heartbeat",
    "gram": "n-gram",
    "taken": "batch item",
    "paper": "document",
    "settle": "resolve",
    "blacking": "redaction",
    "leaving": "outgoing",
    "refusal": "problem",
}
"""What was said before, and the field's word that is said now."""

STILL_SAID = {"EmailTaken", "PatientCodeTaken"}
"""An address and a code that somebody else has."""

INK_AND_PAPER = "src/jindan/ocr/"
"""Where paper is what ink is on."""

FOREIGN = {
    "data_received": "asyncio's",
    "timeout_keep_alive_handler": "uvicorn's",
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


def test_old_words_do_not_come_back():
    assert not {
        f"{place(path)}: {name} (say {OLD_WORDS[word]})"
        for path in python_files("src")
        for name in identifiers(path)
        for word in old_words_in(name, path=place(path))
    }


@pytest.mark.parametrize(
    "name", ["remarks_on", "Lane", "is_doubted", "GramIndex", "first_refusal", "settled", "papers"]
)
def test_old_words_are_found(name):
    assert old_words_in(name, path="src/jindan/analysis.py")


@pytest.mark.parametrize("name", ["NGramIndex", "ngrams", "plane", "histogram", "EmailTaken"])
def test_words_that_only_contain_an_old_one_are_let_through(name):
    assert not old_words_in(name, path="src/jindan/analysis.py")


def test_the_glossary_explains_a_word_once_and_forbids_none_of_its_own():
    words = [word.strip() for row in glossary() for word in row[0].lower().split("·")]
    assert len(words) == len(set(words))
    assert not {word.strip() for row in glossary() for word in row[4].split(",")} & set(words)


def test_the_glossary_names_classes_that_exist():
    classes = {
        node.name
        for path in python_files("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }
    assert {name for row in glossary() for name in re.findall(r"`(\w+)`", row[3])} <= classes


def test_the_glossary_forbids_what_is_no_longer_said():
    assert {"remark", "lane", "doubt", "errand", "gram", "refusal"} <= {
        word.strip() for row in glossary() for word in row[4].split(",")
    }


def glossary():
    """The rows of the glossary: word, meaning, after whom, classes, what not to say."""
    lines = prose(ROOT / "docs" / "reference" / "glossary.md").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line[:1] == "|"
    ]
    return [row for row in rows if row[0] != "word" and not row[0].startswith("---")]


def identifiers(path):
    """Every name that a file gives, to an argument or a variable too."""
    yield from names(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def old_words_in(name, *, path):
    """The old words that are a part of the name, in any of their forms."""
    if name in STILL_SAID:
        return set()
    words = parts(name.replace("NGram", "Ngram"))
    found = {
        old for old in OLD_WORDS if words & {old, f"{old}s", f"{old}ed", f"{old}d", f"{old}ful"}
    }
    return found - {"paper"} if path.startswith(INK_AND_PAPER) else found


def names(path):
    """The names a file gives: its own, and those of its classes and functions; a test's name is a sentence."""
    yield path.stem
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef | Function) and not node.name.startswith("test_"):
            yield node.name


def is_empty(name):
    """Whether a part of the name, alone or in the plural, is one of the empty words."""
    words = parts(name) | {part.removesuffix("s") for part in parts(name)}
    return name not in FOREIGN and bool(words & EMPTY_WORDS)


def parts(name):
    """The words of a name, in small letters."""
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}
