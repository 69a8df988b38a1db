"""The product holds no GPL or AGPL, and every other licence is on the list or an exception with its reason."""

from email.message import Message
from types import SimpleNamespace

import pytest
from supply.licences import TABLE, refusal, refusals, statements
from supply.packages import locked, product, web_product

from repository import ROOT


def test_every_licence_of_the_product_is_allowed():
    assert refusals() == []


def test_the_product_is_more_than_a_few_packages():
    assert len({item.name for item in product()}) > 100
    assert len(list(web_product())) > 50


def test_what_only_develops_the_product_is_not_judged():
    assert not {"pytest", "mypy", "tink", "detect-secrets"} & {item.name for item in product()}


def metadata(expression=None, licence=None, classifiers=()):
    message = Message()
    for name, text in (("License-Expression", expression), ("License", licence)):
        if text:
            message[name] = text
    for line in classifiers:
        message["Classifier"] = line
    return SimpleNamespace(metadata=message)


PLANTED = [
    {"expression": "GPL-3.0-or-later"},
    {"expression": "AGPL-3.0-only"},
    {"expression": "MIT AND GPL-2.0-only"},
    {"expression": "MIT AND (BSD-3-Clause AND gpl-2.0-only)"},
    {"expression": "GPL-2.0-only WITH Classpath-exception-2.0"},
    {"expression": "SSPL-1.0"},
    {"licence": "GPL"},
    {"licence": "GPLv3"},
    {"licence": "GNU GPL 3"},
    {"licence": "GNU Affero General Public License v3"},
    {
        "licence": "MIT",
        "classifiers": ["License :: OSI Approved :: GNU General Public License (GPL)"],
    },
    {
        "classifiers": [
            "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)"
        ]
    },
]


@pytest.mark.parametrize("stated", PLANTED, ids=str)
@pytest.mark.parametrize("name", ["planted", "psycopg"])
def test_a_planted_gpl_package_is_refused_and_no_exception_helps(stated, name):
    assert refusal(name, statements(metadata(**stated))).endswith("is refused")


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"expression": "LGPL-3.0-only"},
        {"licence": "Proprietary"},
        {"licence": "MIT", "classifiers": ["License :: Other/Proprietary License"]},
        {"licence": "see LICENSE"},
        {"expression": "MIT AND LicenseRef-Ours"},
        {"expression": "MIT OR"},
        {"expression": "(MIT"},
        {"expression": "Apache-2.0 WITH Commons-Clause"},
    ],
    ids=str,
)
def test_what_is_unclear_needs_an_exception(stated):
    assert refusal("planted", statements(metadata(**stated)))


@pytest.mark.parametrize(
    "stated",
    [
        {"expression": "MIT"},
        {"expression": "MIT OR GPL-2.0-only"},
        {"expression": "Apache-2.0 AND (ISC OR LGPL-3.0-only)"},
        {"licence": "BSD", "classifiers": ["License :: OSI Approved :: BSD License"]},
        {
            "licence": "A whole text\nof many lines",
            "classifiers": ["License :: OSI Approved :: MIT License"],
        },
    ],
    ids=str,
)
def test_what_is_clear_passes(stated):
    assert refusal("planted", statements(metadata(**stated))) is None


@pytest.mark.parametrize("name", TABLE["exceptions"])
def test_an_exception_is_used_and_says_why(name):
    assert name in {item.name for item in product()}
    assert len(TABLE["exceptions"][name]["because"].split()) > 4


def test_an_exception_ends_with_the_statement_it_was_made_for():
    assert "its exception is for" in refusal("psycopg", ["LicenseRef-New"])


def test_no_line_of_the_lock_is_passed_over():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    assert len(locked(text)) == len(entries)


LOCK = f"""one==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{"a" * 64}
    # via
    #   jindan (pyproject.toml)
    #   Other_Name
two==2.0 \\
    --hash=sha256:{"b" * 64}
    # via one
"""


def test_a_lock_is_read_with_markers_hashes_and_parents():
    one, two = locked(LOCK)
    assert (one.name, one.version, one.marker) == ("one", "1.0", "sys_platform == 'win32'")
    assert one.hashes == ("a" * 64,)
    assert one.parents == {"jindan", "other-name"}
    assert two.parents == {"one"}
