"""Results of a laboratory: analyte, value, unit, reference range and flag of one row, with LOINC where it is clear."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jindan.analysis import Remark
from jindan.ocr.fields.field import Coding, Field, FieldName, field_of
from jindan.ocr.fields.units import ucum_of
from jindan.ocr.understanding.rows import Row, Token, row_text

LOINC = "http://loinc.org"
LONGEST_NAME = 4
_NUMBER = re.compile(
    r"^(?P<sign>[<>≤≥]=?)?(?P<figures>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<flag>[HL▲▼↑↓*]*)$"
)
_RANGE = re.compile(r"^[(\[]?(?P<low>\d+(?:[.,]\d+)?)\s*[-–—~∼]\s*(?P<high>\d+(?:[.,]\d+)?)[)\]]?$")
_BOUND = re.compile(r"^[(\[]?[<>≤≥]=?\s*\d+(?:\.\d+)?[)\]]?$")
_FLAG = re.compile(r"^(?:H|L|HH|LL|High|Low|▲|▼|↑|↓|높음|낮음|정상|N|Normal)$", re.I)
_HIGH = frozenset({"h", "hh", "high", "▲", "↑", "높음"})
_LOW = frozenset({"l", "ll", "low", "▼", "↓", "낮음"})
_OTHER_SPECIMEN = re.compile(r"소변|요검사|뇨|urine|csf|뇌척수액|stool|대변", re.I)


@dataclass(frozen=True, kw_only=True)
class Analyte:
    """What is measured, and its LOINC code by UCUM unit."""

    name: str
    loinc: Mapping[str, str]


def results_in(rows: Sequence[Row], *, first_group: int) -> Iterator[Field]:
    """The fields of every row that holds an analyte and a number, group by group."""
    group, is_blood = first_group, True
    for row in rows:
        is_blood = _specimen(row, is_blood=is_blood)
        found = list(
            _in_row([token for part in row for token in part], group=group, is_blood=is_blood)
        )
        if found:
            group += 1
            yield from found


def _specimen(row: Row, *, is_blood: bool) -> bool:
    """A heading such as `요검사` holds until the next heading of a table."""
    text = row_text(row)
    if re.search(r"\d", text):
        return is_blood
    return not _OTHER_SPECIMEN.search(text)


def _in_row(tokens: Sequence[Token], *, group: int, is_blood: bool) -> Iterator[Field]:
    named = _analyte(tokens)
    if named is None:
        return
    analyte, start, stop = named
    rest = tokens[stop:]
    place = next((n for n, token in enumerate(rest) if _NUMBER.match(token.text)), None)
    if place is None:
        return
    value = _NUMBER.match(rest[place].text)
    unit_tokens, unit = _unit(rest[place + 1 :])
    reference = _reference(rest[place + 1 :])
    yield field_of(
        FieldName.LAB_ANALYTE,
        tokens[start:stop],
        value=analyte.name,
        group=group,
        coding=_coding(analyte, unit=unit, is_blood=is_blood),
    )
    if value is not None:
        written = (value["sign"] or "") + value["figures"].replace(",", "")
        yield field_of(
            FieldName.LAB_VALUE, [rest[place]], value=written, group=group,
            doubts=_doubts(written, flag=_flag(rest), reference=reference),
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
    if flag := _flag_token(rest):
        yield field_of(FieldName.LAB_FLAG, [flag], value=_flag(rest), group=group)


def _analyte(tokens: Sequence[Token]) -> tuple[Analyte, int, int] | None:
    """The longest name among the first words; one word may stand before it (a number, a code)."""
    for start in range(min(3, len(tokens))):
        for stop in range(min(start + LONGEST_NAME, len(tokens)), start, -1):
            name = "".join(token.text for token in tokens[start:stop]).lower().strip(":*")
            if name in _analytes():
                return _analytes()[name], start, stop
    return None


def _unit(tokens: Sequence[Token]) -> tuple[Sequence[Token], str | None]:
    for start in range(len(tokens)):
        for stop in (start + 2, start + 1):
            part = tokens[start:stop]
            if len(part) == stop - start and (unit := ucum_of("".join(t.text for t in part))):
                return part, unit
    return (), None


def _reference(tokens: Sequence[Token]) -> Sequence[Token]:
    """One to three words that are a range or a bound."""
    for start in range(len(tokens)):
        for stop in (start + 3, start + 2, start + 1):
            text = "".join(token.text for token in tokens[start:stop])
            if stop <= len(tokens) and (_RANGE.match(text) or _BOUND.match(text)):
                return tokens[start:stop]
    return ()


def _flag_token(tokens: Sequence[Token]) -> Token | None:
    return next((token for token in tokens if _FLAG.match(token.text)), None)


def _flag(tokens: Sequence[Token]) -> str:
    """`H`, `L` or `N` as FHIR's interpretation says it; empty where the row has none."""
    token = _flag_token(tokens)
    said = token.text.lower() if token else ""
    return "H" if said in _HIGH else "L" if said in _LOW else "N" if said else ""


def _doubts(value: str, *, flag: str, reference: Sequence[Token]) -> tuple[Remark, ...]:
    """A value that stands on the other side of its range than its flag says was misread, or the flag was."""
    limits = _RANGE.match("".join(token.text for token in reference))
    if not limits or value[0] in "<>≤≥":
        return ()
    low, high = (float(limits[side].replace(",", ".")) for side in ("low", "high"))
    told = "H" if float(value) > high else "L" if float(value) < low else "N"
    if flag and flag != told:
        return (Remark(code="value-and-flag-disagree"),)
    return ()


def analyte_named(text: str) -> str | None:
    """The analyte that has this name in Korean, English or short; None where it is not known."""
    found = _analytes().get("".join(text.lower().split()))
    return found.name if found else None


def _coding(analyte: Analyte, *, unit: str | None, is_blood: bool) -> Coding | None:
    code = analyte.loinc.get(unit or "1") if is_blood else None
    return Coding(system=LOINC, code=code) if code else None


@cache
def _analytes() -> Mapping[str, Analyte]:
    """Every analyte by each of its names, spaces left out."""
    table = tomllib.loads(Path(__file__).with_name("analytes.toml").read_text(encoding="utf-8"))
    return {
        name.replace(" ", ""): Analyte(name=key, loinc=entry.get("loinc", {}))
        for key, entry in table.items()
        for name in entry["names"]
    }
