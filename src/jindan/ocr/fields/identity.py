"""Who a document is about and where it comes from: name, birth date, sex, numbers, hospital, dates."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from jindan.ocr.fields.dates import birth_of_resident, date_in
from jindan.ocr.fields.field import Field, FieldName, field_of
from jindan.ocr.fields.labels import Labelled, labelled_in
from jindan.ocr.understanding.rows import Row, Token, text_of

TOP_ROWS = 5
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
    """The fields of a page that stand behind labels, and the hospital of its letterhead."""
    found = list(labelled_in(rows))
    for labelled in found:
        field = _READERS.get(labelled.name, _dated)(labelled)
        if field is not None:
            yield field
    if not any(labelled.name is FieldName.HOSPITAL for labelled in found):
        yield from _letterhead(rows)


def _name(labelled: Labelled) -> Field | None:
    """Hangul of two to five syllables, also spaced apart, or capitalised Latin words."""
    words = [_CLOSING.sub("", token.text) for token in labelled.value]
    joined = ""
    for count, word in enumerate(words, start=1):
        joined += word
        if _HANGUL_NAME.match(joined) and (len(word) > 1 or count == _spaced(words)):
            return field_of(labelled.name, labelled.value[:count], value=joined)
    latin = _while_latin(labelled.value)
    return field_of(labelled.name, latin) if len(latin) > 1 else None


def _spaced(words: Sequence[str]) -> int:
    """How many single syllables stand at the beginning: `홍 길 동`."""
    return next((n for n, word in enumerate(words) if len(word) != 1), len(words))


def _while_latin(tokens: Sequence[Token]) -> Sequence[Token]:
    stop = next((n for n, t in enumerate(tokens) if not _LATIN_NAME.match(t.text)), len(tokens))
    return tokens[:stop]


def _dated(labelled: Labelled) -> Field | None:
    """The date, from as few of the words as hold it."""
    for stop in range(1, len(labelled.value) + 1):
        tokens = labelled.value[:stop]
        if found := date_in(text_of(tokens)):
            return field_of(labelled.name, tokens, value=found)
    return None


def _sex(labelled: Labelled) -> Field | None:
    first = labelled.value[:1]
    told = sex_of(first[0].text)
    return field_of(labelled.name, first, value=told) if told else None


def sex_of(text: str) -> str | None:
    """`male` or `female`, as a document says it; None where it says neither."""
    told = (
        value for pattern, value in ((_MALE, "male"), (_FEMALE, "female")) if pattern.match(text)
    )
    return next(told, None)


def _resident_number(labelled: Labelled) -> Field | None:
    """The number as it was left by the masking: birth date and first digit."""
    text = text_of(labelled.value)
    if birth_of_resident(text) is None:
        return None
    return field_of(labelled.name, labelled.value, value=text.replace(" ", ""))


def _number(labelled: Labelled) -> Field | None:
    first = labelled.value[:1]
    is_number = re.search(r"\d{3}", first[0].text) and not _BUSINESS_NUMBER.match(first[0].text)
    return field_of(labelled.name, first) if is_number else None


def _hospital(labelled: Labelled) -> Field | None:
    return field_of(labelled.name, labelled.value)


def _letterhead(rows: Sequence[Row]) -> Iterator[Field]:
    """The first thing called a hospital: among the first rows, or in the signature at the end."""
    for row in [*rows[:TOP_ROWS], *reversed(rows[TOP_ROWS:])]:
        for segment in row:
            for tokens in (segment, *((token,) for token in segment)):
                if _HOSPITAL.match(text_of(tokens)):
                    yield field_of(FieldName.HOSPITAL, tokens)
                    return


_READERS: Mapping[FieldName, Callable[[Labelled], Field | None]] = {
    FieldName.PATIENT_NAME: _name,
    FieldName.SEX: _sex,
    FieldName.RESIDENT_NUMBER: _resident_number,
    FieldName.PATIENT_NUMBER: _number,
    FieldName.HOSPITAL: _hospital,
}
