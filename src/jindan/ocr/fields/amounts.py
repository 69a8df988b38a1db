"""Amounts of money behind the words that say what they are for, and business registration numbers."""

import re
from collections.abc import Iterator, Sequence

from jindan.ocr.fields.field import Field, FieldName, field_of
from jindan.ocr.layout.tokens import Row, Token

_LABEL = re.compile(
    r"합계(금액)?|총(액|금액|진료비)|본인부담(총)?(금|액)|환자부담(총)?액|청구(금)?액|결제(금)?액|납부할금액|받을금액|보험금|total|amount(due)?|grandtotal",
    re.I,
)
_MONEY = re.compile(r"^[₩\\]?(?P<figures>\d{1,3}(?:,\d{3})+|\d{3,9})(?:원|KRW)?[.,]?$")
_BUSINESS = re.compile(r"(?<![\d-])(?P<number>\d{3}-\d{2}-\d{5})(?![\d-])")
WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
"""Weights of the first nine digits of a business registration number in its check digit."""


def amounts_in(rows: Sequence[Row]) -> Iterator[Field]:
    """Yield the last amount of each row with such a word, since taxes and points come before it, and the numbers."""
    for row in rows:
        tokens = [token for segment in row for token in segment]
        yield from _business_numbers(tokens)
        place = next((n for n in range(len(tokens)) if _is_label(tokens, n)), None)
        money = [token for token in tokens[(place or 0) + 1 :] if _MONEY.match(token.text)]
        if place is not None and money:
            figures = figures_of(money[-1].text) or ""
            yield field_of(FieldName.AMOUNT, [money[-1]], value=figures)


def figures_of(text: str) -> str | None:
    """Return the digits of an amount of money, or None where the text is none."""
    money = _MONEY.match(text)
    return money["figures"].replace(",", "") if money else None


def is_business_number(number: str) -> bool:
    """Return whether ten digits end in the check digit of a Korean business registration number."""
    digits = [int(character) for character in number if character.isdigit()]
    total = sum(d * w for d, w in zip(digits[:9], WEIGHTS, strict=True)) + digits[8] * 5 // 10
    return (10 - total % 10) % 10 == digits[9]


def _is_label(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a label begins at a word. Its syllables may be spaced apart (`합 계`)."""
    return any(
        _LABEL.match("".join(token.text for token in tokens[place : place + length]))
        for length in (1, 2, 3)
    )


def _business_numbers(tokens: Sequence[Token]) -> Iterator[Field]:
    for token in tokens:
        match = _BUSINESS.search(token.text)
        if match and is_business_number(match["number"]):
            yield field_of(FieldName.BUSINESS_NUMBER, [token], value=match["number"])
