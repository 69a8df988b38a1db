"""Results of a laboratory: analyte, value, unit, reference range and flag of one row, with LOINC where it is clear."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jindan.analysis import Note
from jindan.findings.codes import LOINC
from jindan.findings.values import Coding
from jindan.ocr.fields.field import Field, FieldName, field_of
from jindan.ocr.fields.units import ucum_of
from jindan.ocr.layout.tokens import Row, Token, row_text

LONGEST_NAME = 4
"""How many words the name of an analyte may have."""
_NUMBER = re.compile(
    r"^(?P<sign>[<>≤≥]=?)?(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<flag>[HL▲▼↑↓*]*)$"
)
_RANGE = re.compile(r"^[(\[]?(?P<low>\d+(?:[.,]\d+)?)\s*[-–—~∼]\s*(?P<high>\d+(?:[.,]\d+)?)[)\]]?$")
_BOUND = re.compile(r"^[(\[]?[<>≤≥]=?\s*\d+(?:\.\d+)?[)\]]?$")
_SIGN = re.compile(r"^[<>≤≥]=?$")
_BEFORE = re.compile(r"(?:\d[-–—~∼]|[<>≤≥]=?)$")
"""What stands before the upper limit of a range, or before a bound."""
_AFTER = re.compile(r"^[-–—~∼]\d+(?:[.,]\d+)?[)\]]?$")
"""What stands after the lower limit of a range."""
_FLAG = re.compile(r"^(?:H|L|HH|LL|High|Low|▲|▼|↑|↓|높음|낮음|정상|N|Normal)$", re.I)
_HIGH = frozenset({"h", "hh", "high", "▲", "↑", "높음"})
_LOW = frozenset({"l", "ll", "low", "▼", "↓", "낮음"})
_OTHER_SPECIMEN = re.compile(r"소변|요검사|뇨|urine|csf|뇌척수액|stool|대변", re.I)


@dataclass(frozen=True, kw_only=True)
class Analyte:
    """An analyte, with its LOINC codes by UCUM unit."""

    name: str
    loinc: Mapping[str, str]


def results_in(rows: Sequence[Row], *, first_group: int) -> Iterator[Field]:
    """Yield the fields of every row that holds an analyte and a number, group by group."""
    group, is_blood = first_group, True
    for row in rows:
        is_blood = _is_blood(row, before=is_blood)
        tokens = [token for segment in row for token in segment]
        fields = list(_in_row(tokens, group=group, is_blood=is_blood))
        if fields:
            group += 1
            yield from fields


def _is_blood(row: Row, *, before: bool) -> bool:
    """Return whether results from this row on are of blood. A heading such as `요검사` holds until the next one."""
    text = row_text(row)
    if re.search(r"\d", text):
        return before  # a row with numbers is no heading
    return not _OTHER_SPECIMEN.search(text)


def _in_row(tokens: Sequence[Token], *, group: int, is_blood: bool) -> Iterator[Field]:
    named = _analyte(tokens)
    if named is None:
        return
    analyte, start, stop = named
    rest = tokens[stop:]
    place = _place_of_result(rest)
    if place is None:
        return
    value = _NUMBER.match(rest[place].text)
    sign = rest[:place] if place == 1 and _SIGN.match(rest[0].text) else ()
    unit_tokens, unit = _unit(rest[place + 1 :])
    reference = _reference(rest[place + 1 :])
    # the table's codes are of blood, and `1` is UCUM's code for no unit
    code = analyte.loinc.get(unit or "1") if is_blood else None
    yield field_of(
        FieldName.LAB_ANALYTE,
        tokens[start:stop],
        value=analyte.name,
        group=group,
        coding=Coding(system=LOINC, code=code) if code else None,
    )
    if value is not None:
        bound = "".join(token.text for token in sign) or value["sign"] or ""
        written = bound + value["figures"].replace(",", "")
        yield field_of(
            FieldName.LAB_VALUE, [*sign, rest[place]], value=written, group=group,
            flags=_flags(written, lab_flag=_lab_flag(rest), reference=reference),
        )  # fmt: skip
    if unit_tokens:
        yield field_of(FieldName.LAB_UNIT, unit_tokens, value=unit or "", group=group)
    if reference:
        yield field_of(
            FieldName.LAB_REFERENCE,
            reference,
            value="".join(t.text for t in reference).strip("()[]"),
            group=group,
        )
    if lab_flag := _lab_flag_token(rest):
        yield field_of(FieldName.LAB_FLAG, [lab_flag], value=_lab_flag(rest), group=group)


def _analyte(tokens: Sequence[Token]) -> tuple[Analyte, int, int] | None:
    """Return the analyte with the longest name among the first words, and where the name starts and stops.

    Up to two words may precede it, such as a number or a code.
    """
    for start in range(min(3, len(tokens))):
        for stop in range(min(start + LONGEST_NAME, len(tokens)), start, -1):
            name = "".join(token.text for token in tokens[start:stop]).lower().strip(":*")
            if name in _analytes():
                return _analytes()[name], start, stop
    return None


def _place_of_result(tokens: Sequence[Token]) -> int | None:
    """Return which word is the number of the result, or None where the row has none.

    A limit of the reference range is no result, and a bound is one only where it follows the name directly:
    the result of such a row is a word, or a number that cannot be read.
    """
    texts = [token.text for token in tokens]
    if len(texts) > 1 and _SIGN.match(texts[0]) and _NUMBER.match(texts[1]):
        return 1
    for place, text in enumerate(texts):
        number = _NUMBER.match(text)
        is_bound = number is not None and bool(number["sign"]) and place > 0
        if number and not is_bound and not _is_limit(texts, place):
            return place
    return None


def _is_limit(texts: Sequence[str], place: int) -> bool:
    """Return whether the number at a place is a limit of a range or bound that is written as several words."""
    before = "".join(texts[max(0, place - 2) : place])
    following = ("".join(texts[place + 1 : place + n]) for n in (2, 3))
    return bool(_BEFORE.search(before)) or any(_AFTER.match(text) for text in following)


def _unit(tokens: Sequence[Token]) -> tuple[Sequence[Token], str | None]:
    for start in range(len(tokens)):
        for stop in (start + 2, start + 1):
            part = tokens[start:stop]
            if len(part) == stop - start and (unit := ucum_of("".join(t.text for t in part))):
                return part, unit
    return (), None


def _reference(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the one to three words that are a range or a bound, or none where there is neither."""
    for start in range(len(tokens)):
        for stop in (start + 3, start + 2, start + 1):
            text = "".join(token.text for token in tokens[start:stop])
            if stop <= len(tokens) and (_RANGE.match(text) or _BOUND.match(text)):
                return tokens[start:stop]
    return ()


def _lab_flag_token(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if _FLAG.match(token.text)), None)


def _lab_flag(tokens: Sequence[Token]) -> str:
    """Return `H`, `L` or `N`, the codes of FHIR's interpretation, or an empty text where the row has no flag."""
    token = _lab_flag_token(tokens)
    written = token.text.lower() if token else ""
    return "H" if written in _HIGH else "L" if written in _LOW else "N" if written else ""


def _flags(value: str, *, lab_flag: str, reference: Sequence[Token]) -> tuple[Note, ...]:
    """Return a flag where the value is not where its printed flag says: one of the two was misread."""
    limits = "".join(token.text for token in reference)
    if is_contradicted(value, lab_flag=lab_flag, reference=limits):
        return (Note(code="value-and-flag-disagree"),)
    return ()


def is_contradicted(value: str, *, lab_flag: str, reference: str) -> bool:
    """Return whether a value is not where its printed flag says, as far as value and range can be read as numbers."""
    limits = _RANGE.match("".join(reference.split()))
    if not limits or not lab_flag or not re.fullmatch(r"\d+(?:\.\d+)?", value):
        return False
    low, high = (float(limits[side].replace(",", ".")) for side in ("low", "high"))
    return lab_flag != ("H" if float(value) > high else "L" if float(value) < low else "N")


def analyte_named(text: str) -> str | None:
    """Return the analyte of this name in Korean, English or short, or None where it is not known."""
    analyte = _analytes().get("".join(text.lower().split()))
    return analyte.name if analyte else None


@cache
def _analytes() -> Mapping[str, Analyte]:
    """Return every analyte by each of its names, without spaces."""
    table = tomllib.loads(Path(__file__).with_name("analytes.toml").read_text(encoding="utf-8"))
    return {
        name.replace(" ", ""): Analyte(name=key, loinc=entry.get("loinc", {}))
        for key, entry in table.items()
        for name in entry["names"]
    }
