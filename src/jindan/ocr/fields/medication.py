"""Drugs of a prescription or a letter: name, dose, unit, route, frequency and duration of one row."""

import re
from collections.abc import Iterator, Mapping, Sequence

from jindan.ocr.fields.field import Field, FieldName, field_of
from jindan.ocr.fields.units import ucum_of
from jindan.ocr.layout.tokens import Row, Token, row_text

_FORM = re.compile(
    r"^[가-힣A-Za-z][가-힣A-Za-z\d()./-]*(?:정|캡슐|캅셀|시럽|주사액?|주|연고|크림|패취|패치|점안액|흡입제|서방정|장용정|현탁액|과립|산|엑스|액)"
    r"(?P<strength>\d.*)?$"
)
_LATIN = re.compile(r"^[A-Z][A-Za-z-]{3,}$")
_AMOUNT = re.compile(
    r"^(?P<figures>\d+(?:[.,]\d+)?)(?P<unit>[a-zA-Zμµ㎎㎖㎍%]+(?:/[a-zA-Z㎖]+)?|정|캡슐|포|단위|방울|앰플)?[,;)]?$"
)
_TAIL = re.compile(r"(?P<figures>\d+(?:\.\d+)?)(?P<unit>mg|g|mcg|μg|ug|ml|mL|밀리그램|㎎|%)\)?$")
_ROUTES: Mapping[str, str] = {
    "경구": "oral", "po": "oral", "p.o.": "oral", "oral": "oral", "orally": "oral",
    "정맥": "intravenous", "iv": "intravenous",
    "근육": "intramuscular", "im": "intramuscular", "피하": "subcutaneous", "sc": "subcutaneous", "외용": "topical",
    "topical": "topical", "점안": "ophthalmic", "흡입": "inhalation", "설하": "sublingual", "sl": "sublingual",
}  # fmt: skip
_FREQUENCY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:1일|하루)\s*(\d)\s*(?:회|번)"), r"\1/d"),
    (re.compile(r"\b(\d)\s*(?:회|번)/일"), r"\1/d"),
    (re.compile(r"\bq\.?d\b\.?|once daily|매일 1회", re.I), "1/d"),
    (re.compile(r"\bb\.?i\.?d\b\.?|twice (?:a day|daily)", re.I), "2/d"),
    (re.compile(r"\bt\.?i\.?d\b\.?|three times (?:a day|daily)", re.I), "3/d"),
    (re.compile(r"\bq\.?i\.?d\b\.?|four times (?:a day|daily)", re.I), "4/d"),
    (re.compile(r"\bq\s?(\d{1,2})\s?h", re.I), r"1/\1h"),
    (re.compile(r"취침\s?전|\bhs\b", re.I), "1/d at bedtime"),
)
_DURATION = re.compile(r"(?<!\d)(\d{1,3})\s*(?:일분|일간|days?)(?!\w)", re.I)
_COLUMNS = re.compile(r"1회\s*투[약여]량|1일\s*투[약여]\s*횟수|총\s*투[약여]\s*일수")


def drugs_in(rows: Sequence[Row], *, first_group: int) -> Iterator[Field]:
    """Yield the fields of every row that names a drug with a dose, a frequency or a duration."""
    group, is_table = first_group, False
    for row in rows:
        is_table = is_table or bool(_COLUMNS.search(row_text(row)))
        tokens = [token for segment in row for token in segment]
        fields = list(_in_row(tokens, group=group, is_table=is_table))
        if len(fields) > 1:  # a name alone is no prescription
            group += 1
            yield from fields


def _in_row(tokens: Sequence[Token], *, group: int, is_table: bool) -> Iterator[Field]:
    place = next((n for n, token in enumerate(tokens) if _names_drug(tokens, n, token)), None)
    if place is None:
        return
    rest = tokens[place + 1 :]
    yield field_of(FieldName.DRUG, [tokens[place]], group=group)
    yield from _strength(tokens[place], rest, group=group)
    yield from _route(rest, group=group)
    worded = list(_in_words(rest, group=group))
    yield from worded
    if is_table and not worded:
        yield from _columns(rest, group=group)


def _names_drug(tokens: Sequence[Token], place: int, token: Token) -> bool:
    """Return whether a word is a Korean name that ends with its form, or a Latin one that an amount follows."""
    if _FORM.match(token.text):
        return True
    following = [after.text for after in tokens[place + 1 : place + 3]]
    amount = _AMOUNT.match(following[0]) if following else None
    if amount is None or not _LATIN.match(token.text):
        return False
    unit = amount["unit"] or "".join(following[1:])
    return ucum_of(unit) in ("mg", "g", "ug", "mL", "[IU]")


def _strength(drug: Token, rest: Sequence[Token], *, group: int) -> Iterator[Field]:
    """Yield the strength that is part of the name (`아스피린장용정100mg`), else the first dose after it."""
    if glued := _TAIL.search(drug.text):
        unit = "mg" if glued["unit"] == "밀리그램" else ucum_of(glued["unit"]) or glued["unit"]
        yield field_of(FieldName.STRENGTH, [drug], value=f"{glued['figures']} {unit}", group=group)
        return
    for place, token in enumerate(rest):
        amount = _AMOUNT.match(token.text)
        after = rest[place + 1] if place + 1 < len(rest) else None
        if amount and amount["unit"] and ucum_of(amount["unit"]):
            yield field_of(FieldName.DOSE, [token], value=amount["figures"], group=group)
            yield field_of(
                FieldName.DOSE_UNIT, [token], value=ucum_of(amount["unit"]) or "", group=group
            )
            return
        if amount and not amount["unit"] and after and ucum_of(after.text):
            yield field_of(FieldName.DOSE, [token], value=amount["figures"], group=group)
            yield field_of(
                FieldName.DOSE_UNIT, [after], value=ucum_of(after.text) or "", group=group
            )
            return


def _route(rest: Sequence[Token], *, group: int) -> Iterator[Field]:
    for token in rest:
        if route := _ROUTES.get(token.text.lower().strip("(),")):
            yield field_of(FieldName.ROUTE, [token], value=route, group=group)
            return


def _in_words(rest: Sequence[Token], *, group: int) -> Iterator[Field]:
    """Yield frequency and duration that are written in words."""
    for pattern, value in _FREQUENCY:
        if matched := _words(pattern, rest):
            words, match = matched
            yield field_of(FieldName.FREQUENCY, words, value=match.expand(value), group=group)
            break
    if matched := _words(_DURATION, rest):
        words, match = matched
        yield field_of(FieldName.DURATION, words, value=f"{match[1]} d", group=group)


def _words(
    pattern: re.Pattern[str], tokens: Sequence[Token]
) -> tuple[Sequence[Token], re.Match[str]] | None:
    """Return the fewest consecutive words that a pattern matches, with the match, or None where there are none."""
    for length in range(1, 5):
        for start in range(len(tokens) - length + 1):
            part = tokens[start : start + length]
            if match := pattern.search(" ".join(token.text for token in part)):
                return part, match
    return None


def _columns(rest: Sequence[Token], *, group: int) -> Iterator[Field]:
    """Yield the numbers in the last columns of the Korean form: amount at a time, times a day, days."""
    numbers = [token for token in rest if re.fullmatch(r"\d+(?:\.\d+)?", token.text)]
    if len(numbers) < 3:
        return
    amount, times, days = numbers[-3:]
    yield field_of(FieldName.DOSE, [amount], group=group)
    yield field_of(FieldName.FREQUENCY, [times], value=f"{times.text}/d", group=group)
    yield field_of(FieldName.DURATION, [days], value=f"{days.text} d", group=group)
