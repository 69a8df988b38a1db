"""Diagnoses with their KCD or ICD-10 code, where a document says that it is one."""

import re
from collections.abc import Iterator, Sequence

from jindan.findings.codes import ICD10
from jindan.findings.values import Coding
from jindan.ocr.fields.field import Field, FieldName, field_of
from jindan.ocr.layout.tokens import Row, Segment, Token, row_text

_LABEL = re.compile(
    r"상병|진단(?!검사|서)|질병\s*분류|질병\s*코드|\bkcd|\bicd|diagnos[ie]s|\bdx\b|병명", re.I
)
_CODE = re.compile(r"^[(\[]?(?P<code>[A-Z]\d{2}(?:\.?\d{1,3})?)[)\].,:]?$")
_LABEL_WORDS = re.compile(
    r"^(?:(?:주|부|최종|임상|병리|의증|추정)?(?:상병|진단|병명)(?:명|코드|분류기호)?|질병분류(?:기호)?|kcd|icd-?10?|(?:final|clinical|pathologic(?:al)?)?diagnos[ie]s|dx|code|코드)[:：.]?$",
    re.I,
)
ROWS_UNDER_HEADING = 6
"""Rows from a heading on, its own included, in which a code is a diagnosis."""


def diagnoses_in(rows: Sequence[Row], *, first_group: int) -> Iterator[Field]:
    """Yield the diagnoses of rows that say so, and of the rows below: a lone `B12` elsewhere is a vitamin."""
    group, under = first_group, 0
    for row in rows:
        under = ROWS_UNDER_HEADING if _LABEL.search(row_text(row)) else under - 1
        if under <= 0:
            continue
        tokens = [token for segment in row for token in segment]
        codes = [token for token in tokens if _CODE.match(token.text)]
        for token in codes:
            yield from _diagnosis(token, row=row, group=group)
            group += 1
        if not codes and _LABEL_WORDS.match(tokens[0].text):
            named = _name_beside(row, code=None)
            if named:
                yield field_of(FieldName.DIAGNOSIS, named, group=group)
                group += 1


def _diagnosis(token: Token, *, row: Row, group: int) -> Iterator[Field]:
    match = _CODE.match(token.text)
    code = _dotted(match["code"]) if match else ""
    # KCD, the Korean edition, continues to a fifth digit, which ICD-10 has not
    is_international = bool(re.fullmatch(r"[A-Z]\d{2}(\.\d)?", code))
    coding = Coding(system=ICD10, code=code) if is_international else None
    yield field_of(FieldName.DIAGNOSIS_CODE, [token], value=code, group=group, coding=coding)
    if named := _name_beside(row, code=token):
        yield field_of(FieldName.DIAGNOSIS, named, group=group)


def _dotted(code: str) -> str:
    """Return `J189` as `J18.9`: insurance claims leave the point out."""
    plain = code.replace(".", "")
    return plain if len(plain) == 3 else f"{plain[:3]}.{plain[3:]}"


def _name_beside(row: Row, *, code: Token | None) -> Segment:
    """Return the words of the row that are neither label nor code nor number."""
    words = [
        token
        for segment in row
        for token in segment
        if token is not code
        and not _LABEL_WORDS.match(token.text)
        and re.search(r"[가-힣A-Za-z]{2}", token.text)
    ]
    return tuple(words)
