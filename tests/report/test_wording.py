from datetime import UTC, date, datetime

import pytest

from jindan.analysis import Note
from jindan.findings.codes import VOLUME
from jindan.report.wording import (
    Day,
    Moment,
    Verbatim,
    note_phrase,
    phrase,
    words,
)
from jindan.typesetting.legible import legible
from phantoms_report import AT


def test_a_phrase_says_its_parts_in_the_same_language():
    stated = phrase(
        "finding-label",
        focus=phrase("organ-liver"),
        code=phrase("quantity-volume"),
        value=VOLUME.of(5),
    )
    assert words(stated, language="ko") == "간 부피 5.0\u00a0mL"
    assert words(stated, language="en") == "Liver: Volume 5.0\u00a0mL"


def test_an_unknown_phrase_is_an_error():
    with pytest.raises(KeyError):
        words(phrase("no-such-phrase"), language="en")


def test_dates_read_the_same_everywhere():
    assert words(Day(on=date(2026, 11, 20)), language="ko") == "2026-11-20"
    assert words(Moment(at=AT), language="en") == "2026-11-22 14:05 (UTC+09:00)"
    assert words(Moment(at=datetime(2026, 1, 2, 3, 4, tzinfo=UTC)), language="en").endswith(
        "(UTC+00:00)"
    )


def test_a_note_becomes_a_phrase():
    assert note_phrase(Note(code="late", values={"n": 2})) == phrase("note-late", n=2)


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
