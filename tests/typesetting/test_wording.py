from datetime import UTC, date, datetime

import pytest

from jindan.analysis import Remark
from jindan.typesetting.legible import legible
from jindan.typesetting.wording import (
    Day,
    Moment,
    Quantity,
    Verbatim,
    figures,
    phrase,
    remark_phrase,
    words,
)
from phantoms_report import AT


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (1482.26, 1, "1,482.3"),
        (-0.04, 1, "0.0"),
        (-12.34, 1, "-12.3"),
        (79, 0, "79"),
        (0.5, 2, "0.50"),
    ],
)
def test_figures_are_rounded_in_one_place(value, decimals, shown):
    assert figures(Quantity(value=value, decimals=decimals)) == shown


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("mL", "5.0\u00a0mL"), ("[hnsf'U]", "5.0\u00a0HU"), ("%", "5.0%"), ("1", "5.0")],
)
def test_units_are_read_as_people_write_them(unit, shown):
    assert words(Quantity(value=5, decimals=1, unit=unit), language="ko") == shown


def test_a_phrase_says_its_parts_in_the_same_language():
    liver = phrase("ct-evidence-row", organ=phrase("organ-liver"))
    assert words(liver, language="ko") == "간 행 전체"
    assert words(liver, language="en") == "Liver, the whole row"


def test_an_unknown_phrase_is_an_error():
    with pytest.raises(KeyError):
        words(phrase("no-such-phrase"), language="en")


def test_dates_read_the_same_everywhere():
    assert words(Day(on=date(2026, 11, 20)), language="ko") == "2026-11-20"
    assert words(Moment(at=AT), language="en") == "2026-11-22 14:05 (UTC+09:00)"
    assert words(Moment(at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC)), language="en").endswith(
        "(UTC+00:00)"
    )


def test_a_remark_becomes_a_phrase():
    assert remark_phrase(Remark(code="late", values={"n": 2})) == phrase("remark-late", n=2)


def test_typed_text_is_said_as_typed():
    assert words(Verbatim(text="*a* $x$"), language="ko") == "*a* $x$"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("홍길동", "홍길동"),
        ("\u1112\u1161\u11ab", "한"),
        ("肝", "肝"),
        ("5 µm", "5 μm"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\x00b", "a‹U+0000›b"),
        ("😀", "‹U+1F600›"),
        ("م", "‹U+0645›"),
        ("한\n줄", "한\n줄"),
    ],
)
def test_every_character_is_shown_or_named(given, shown):
    assert legible(given) == shown


def test_a_long_run_gets_places_to_break():
    assert legible("x" * 100).replace("\u200b", "") == "x" * 100
    assert max(len(part) for part in legible("x" * 100).split("\u200b")) == 32
