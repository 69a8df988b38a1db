"""Values that follow a label, as in `성명: 홍길동` or `Date of birth 1980-01-02`, also in the next column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jindan.ocr.fields.field import FieldName
from jindan.ocr.layout.tokens import Row, Segment, Token

BULLETS = "[]()<>·•*-【】"
LONGEST_LABEL = 4
"""How many words a label may have: `성 명`, `Date of birth`."""

LABELS: Mapping[FieldName, str] = {
    FieldName.PATIENT_NAME: r"(환자|수진자|피보험자|수검자)?(성명|이름)|(환자|수진자)명"
    r"|patient(name)?|name(ofpatient)?",
    FieldName.BIRTH_DATE: r"(생년월일|출생일)(\(?양력\)?)?|dateofbirth|birthdate|dob|d\.o\.b\.?",
    FieldName.SEX: r"성별|sex|gender",
    FieldName.RESIDENT_NUMBER: r"주민(등록)?번호|외국인등록번호|residentregistrationno\.?|rrn",
    FieldName.PATIENT_NUMBER: r"(환자|등록|병록|차트)번호|(patient|chart|hospital)(id|no\.?|number)|mrn",
    FieldName.HOSPITAL: r"병원명|의료기관(명)?|요양기관(명|명칭)?|(진료|의뢰|발행|검사)기관|hospital(name)?|facility",
    FieldName.DOCUMENT_DATE: r"(발행|발급|작성|보고|판독|처방|의뢰|결과보고|교부)(일|일자|년월일|연월일)"
    r"|(report(ed)?|issue|issued|letter|prescribed)(date|on)?|date",
    FieldName.SPECIMEN_DATE: r"(채취|검체채취|채혈|접수|검사)(일|일자|일시)"
    r"|(collect(ed|ion)|specimen|received)(date|on)?",
    FieldName.ADMISSION_DATE: r"입원(일|일자|년월일)|(admission|admitted)(date|on)?|dateofadmission",
    FieldName.DISCHARGE_DATE: r"퇴원(일|일자|년월일)|(discharged?)(date|on)?|dateofdischarge",
}
_ANY = {name: re.compile(f"(?:{pattern})$", re.IGNORECASE) for name, pattern in LABELS.items()}
_ENDS = re.compile(r"[:：]$")
_JOINED = re.compile(r"^(?P<label>[^:：]{1,20})[:：](?P<value>.+)$")


@dataclass(frozen=True, kw_only=True)
class LabelledValue:
    """A label and the words of its value."""

    name: FieldName
    value: tuple[Token, ...]


def labelled_in(rows: Sequence[Row]) -> Iterator[LabelledValue]:
    """Yield every labelled value of a page, in reading order."""
    for row in rows:
        for place, segment in enumerate(row):
            following = row[place + 1] if place + 1 < len(row) else ()
            yield from _in_segment(segment, following=following)


def _in_segment(segment: Segment, *, following: Segment) -> Iterator[LabelledValue]:
    start = 0
    while start < len(segment):
        label = _label_at(segment, start)
        if label is None:
            start += 1
            continue
        name, stop, opening = label
        value = [*opening, *_until_next_label(segment[stop:])]
        start = stop + len(value) - len(opening)
        value = value or [*_until_next_label(following)]
        if value:
            yield LabelledValue(name=name, value=tuple(value))


def _label_at(segment: Segment, start: int) -> tuple[FieldName, int, list[Token]] | None:
    """Return the label that begins at a word: its name, where it ends, and a value that a colon joins to it."""
    for stop in range(min(start + LONGEST_LABEL, len(segment)), start, -1):
        before, joined = (
            "".join(token.text for token in segment[start:end]) for end in (stop - 1, stop)
        )
        glued = _JOINED.match(joined)
        if glued and glued.end("label") < len(before):
            continue  # the colon stands further ahead: a shorter label ends there
        words = (glued["label"] if glued else _ENDS.sub("", joined)).strip(BULLETS)
        name = next((name for name, pattern in _ANY.items() if pattern.match(words)), None)
        if name is not None and glued:
            return name, stop, [_rest(segment[stop - 1], length=len(glued["value"]))]
        if name is not None:
            has_colon = stop < len(segment) and segment[stop].text in (":", "：")
            return name, stop + has_colon, []
    return None


def _rest(token: Token, *, length: int) -> Token:
    """Return the last characters of a word as a word of its own, with its share of the box."""
    share = 1 - length / len(token.text)
    left = token.left + (token.right - token.left) * share
    quad = (
        (left, token.top),
        (token.right, token.top),
        (token.right, token.bottom),
        (left, token.bottom),
    )
    word = token.word.model_copy(update={"text": token.text[-length:], "quad": quad})
    return Token(
        word=word, page=token.page, line=token.line,
        left=left, right=token.right, top=token.top, bottom=token.bottom,
    )  # fmt: skip


def _until_next_label(tokens: Segment) -> Iterator[Token]:
    for place, token in enumerate(tokens):
        if _label_at(tokens, place) is not None:
            return
        yield token
