"""A corrected number keeps the unit beside it, once, whether a person writes the number, both, or a word of it."""

import pytest

from jindan.ocr.correcting import corrected
from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.field import Field, FieldName, FieldPlace
from jindan.ocr.reading import Block, Line, Reading, ReadPage, Word
from jindan.ocr.understanding.classes import Classification


def box(left, right):
    return ((left, 0.0), (right, 0.0), (right, 10.0), (left, 10.0))


def content_of(*texts, value):
    """A document of one line, whose words are one field."""
    words = tuple(
        Word(text=text, quad=box(place * 10.0, place * 10.0 + 9), confidence=0.5)
        for place, text in enumerate(texts)
    )
    whole = box(0.0, 10.0 * len(texts))
    block = Block(kind="text", lines=(Line(words=words),), quad=whole)
    page = ReadPage(
        number=1, width=100, height=10, turned_degrees=0, skew_degrees=0.0, resolution_dpi=None, blocks=(block,)
    )  # fmt: skip
    field = Field(
        name=FieldName.LAB_VALUE, value=value, read=" ".join(texts), group=0, coding=None,
        place=FieldPlace(page=1, line=1, quad=whole), confidence=0.5, flags=(),
    )  # fmt: skip
    return DocumentContent(
        reading=Reading(engine="local", engine_version="1", pages=(page,)),
        classification=Classification(kind=None, share=0.0, evidence=()),
        fields=(field,),
        masked=(),
    )


APART, TOGETHER = ("12.3", "ng/mL"), ("12.3ng/mL",)


@pytest.mark.parametrize(
    ("texts", "fields", "words", "read"),
    [
        (APART, {0: "49.5"}, {}, "49.5 ng/mL"),
        (APART, {0: "49.5 ng/mL"}, {}, "49.5 ng/mL"),
        (APART, {}, {(1, 1, 1): "49.5"}, "49.5 ng/mL"),
        (TOGETHER, {0: "49.5"}, {}, "49.5ng/mL"),
        (TOGETHER, {0: "49.5ng/mL"}, {}, "49.5ng/mL"),
        (TOGETHER, {}, {(1, 1, 1): "49.5ng/mL"}, "49.5ng/mL"),
    ],
)
def test_the_unit_stands_once(texts, fields, words, read):
    [field] = corrected(content_of(*texts, value="12.3"), fields=fields, words=words).fields
    assert (field.value, field.read) == ("49.5", read)
