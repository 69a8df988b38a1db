"""Values of fields are said in words of the reader's language, and never in codes."""

import pytest

from jindan.ocr.fields.field import Field, FieldName, FieldPlace
from jindan.server.documents.field_words import value_text


@pytest.mark.parametrize(
    ("name", "value", "korean", "english"),
    [
        ("frequency", "1/d", "1일 1회", "once a day"),
        ("frequency", "3/d", "1일 3회", "3 times a day"),
        ("frequency", "1/d at bedtime", "1일 1회 취침 전", "once a day, at bedtime"),
        ("frequency", "1/8h", "8시간마다", "every 8 hours"),
        ("frequency", "식후 30분", "식후 30분", "식후 30분"),
        ("duration", "30 d", "30일", "30 days"),
        ("duration", "1 d", "1일", "1 day"),
        ("dose", "1", "1", "1"),
        ("dose-unit", "{tablet}", "정", "tablets"),
        ("lab-unit", "10*3/uL", "×10^3/μL", "×10^3/μL"),
        ("strength", "500 ug", "500 μg", "500 μg"),
        ("strength", "1", "1", "1"),
    ],
)
def test_a_value_is_said_as_people_write_it(name, value, korean, english):
    field = Field(
        name=FieldName(name),
        value=value,
        read=value,
        group=None,
        coding=None,
        place=FieldPlace(page=1, line=1, quad=((0, 0), (1, 0), (1, 1), (0, 1))),
        confidence=1,
        flags=(),
    )
    assert value_text(field, language="ko") == korean
    assert value_text(field, language="en") == english
