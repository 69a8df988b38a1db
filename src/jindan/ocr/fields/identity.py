"""The patient and the origin of a document: name, birth date, sex, numbers, hospital, dates."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from jindan.ocr.fields.dates import birth_of_resident, date_in
from jindan.ocr.fields.field import Field, FieldName, field_of
from jindan.ocr.fields.labels import LabelledValue, labelled_in
from jindan.ocr.layout.tokens import Row, text_of

TOP_ROWS = 5
"""Rows of a page that may be its letterhead."""
_HANGUL_NAME = re.compile(r"^[가-힣]{2,5}$")
_LATIN_NAME = re.compile(r"^[A-Z][A-Za-z'.-]*,?$")
_CLOSING = re.compile(r"(님|귀하|씨)$|\(.*$")
_HOSPITAL = re.compile(
    r"[가-힣A-Za-z]{2,}(병원|의원|의료원|보건소|의료센터)$|[A-Z][A-Za-z ]{1,40}(Hospital|Clinic|Medical Center)$"
)
_BUSINESS_NUMBER = re.compile(r"\d{3}-\d{2}-\d{5}$")
_MALE = re.compile(r"^(남(자|성)?|m(ale)?)\b", re.I)
_FEMALE = re.compile(r"^(여(자|성)?|f(emale)?)\b", re.I)


def identity_in(rows: Sequence[Row]) -> Iterator[Field]:
    """Yield the labelled fields of a page, and the hospital of its letterhead where no label names one."""
    labelled_values = list(labelled_in(rows))
    for labelled in labelled_values:
        field = _READERS.get(labelled.name, _dated)(labelled)
        if field is not None:
            yield field
    if not any(labelled.name is FieldName.HOSPITAL for labelled in labelled_values):
        yield from _letterhead(rows)


def _name(labelled: LabelledValue) -> Field | None:
    """Return a name: Hangul of two to five syllables, also spaced apart, or capitalised Latin words."""
    words = [_CLOSING.sub("", token.text) for token in labelled.value]
    spaced = next((n for n, word in enumerate(words) if len(word) != 1), len(words))
    joined = ""
    for count, word in enumerate(words, start=1):
        joined += word
        # single syllables are one name together, as in `홍 길 동`
        if _HANGUL_NAME.match(joined) and (len(word) > 1 or count == spaced):
            return field_of(labelled.name, labelled.value[:count], value=joined)
    latin = list(takewhile(lambda token: _LATIN_NAME.match(token.text), labelled.value))
    return field_of(labelled.name, latin) if len(latin) > 1 else None


def _dated(labelled: LabelledValue) -> Field | None:
    """Return the date, from as few of the words as hold it."""
    for stop in range(1, len(labelled.value) + 1):
        tokens = labelled.value[:stop]
        if date := date_in(text_of(tokens)):
            return field_of(labelled.name, tokens, value=date)
    return None


def _sex(labelled: LabelledValue) -> Field | None:
    first = labelled.value[:1]
    sex = sex_of(first[0].text)
    return field_of(labelled.name, first, value=sex) if sex else None


def sex_of(text: str) -> str | None:
    """Return `male` or `female` from the words of a document, or None where they say neither."""
    if _MALE.match(text):
        return "male"
    return "female" if _FEMALE.match(text) else None


def _resident_number(labelled: LabelledValue) -> Field | None:
    """Return the number as masking left it: birth date and first digit."""
    text = text_of(labelled.value)
    if birth_of_resident(text) is None:
        return None
    return field_of(labelled.name, labelled.value, value=text.replace(" ", ""))


def _number(labelled: LabelledValue) -> Field | None:
    first = labelled.value[:1]
    is_number = re.search(r"\d{3}", first[0].text) and not _BUSINESS_NUMBER.match(first[0].text)
    return field_of(labelled.name, first) if is_number else None


def _letterhead(rows: Sequence[Row]) -> Iterator[Field]:
    """Yield the first hospital: of the first rows, else of the signature at the end."""
    for row in [*rows[:TOP_ROWS], *reversed(rows[TOP_ROWS:])]:
        for segment in row:
            for tokens in (segment, *((token,) for token in segment)):
                if _HOSPITAL.match(text_of(tokens)):
                    yield field_of(FieldName.HOSPITAL, tokens)
                    return


_READERS: Mapping[FieldName, Callable[[LabelledValue], Field | None]] = {
    FieldName.PATIENT_NAME: _name,
    FieldName.SEX: _sex,
    FieldName.RESIDENT_NUMBER: _resident_number,
    FieldName.PATIENT_NUMBER: _number,
    FieldName.HOSPITAL: lambda labelled: field_of(labelled.name, labelled.value),
}
