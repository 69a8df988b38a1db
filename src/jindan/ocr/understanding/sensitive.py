"""Numbers that identify a person or open an account: their places in a text, and how they are masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from jindan.ocr.reading import Quad

STAR = "*"
LOOKS_LIKE_A_DIGIT = str.maketrans("OoQDIil|SBZ", "00001111582")
"""Letters that an engine may read for a digit, one for one, so that positions stay the same."""

DASH = r"[ ]?[-–—‐−~.]?[ ]?"
RESIDENT = re.compile(
    rf"(?<![\d-])(?P<birth>\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])){DASH}(?P<rest>[0-9]\d{{6}})(?!\d)"
)
SPACED_RESIDENT = re.compile(
    r"(?<![\d-])(?P<birth>\d ?\d ?[01] ?\d ?[0-3] ?\d) ?[-–—‐−~] ?(?P<rest>\d(?: ?\d){6})(?!\d)"
)
"""A resident number with spaces anywhere, where an engine cut it."""
PHONE = re.compile(
    r"(?<![\d.-])(?:\(?(?:\+?82[-. )]{0,2}0?|0)1[016789]\)?[-. ]{0,2}"
    r"|\(?(?:\+?82[-. )]{0,2}0?|0)(?:2|[3-6]\d|70|50\d)[-. )]{1,2})(?P<hidden>\d{3,4})[-. ]?\d{4}(?![\d-])"
)
SERVICE_PHONE = re.compile(r"(?<![\d-])1[5-8]\d{2}-(?P<hidden>\d{4})(?![\d-])")
CARD = re.compile(r"(?<![\d-])(?P<hidden>\d{4}([- ])\d{4}\2\d{4}\2)\d{4}(?![\d-])")
BARE_CARD = re.compile(r"(?<!\d)(?P<hidden>\d{12})\d{3,4}(?!\d)")
ACCOUNT = re.compile(
    r"(?:계좌(?:번호)?|입금|은행|account|IBAN)\D{0,14}?(?P<hidden>\d{2,6}(?:-\d{2,8}){1,3}|\d{10,16})(?!\d)",
    re.I,
)
DRIVER = re.compile(r"(?<![\d-])\d{2}-\d{2}-(?P<hidden>\d{6}-\d{2})(?![\d-])")
PASSPORT = re.compile(r"(?:여권|passport)\D{0,12}?[A-Z]{1,2}(?P<hidden>\d{7,8})(?!\d)", re.I)
KEPT_OF_ACCOUNT = 3
"""Last digits of an account number that stay visible."""


class SensitiveKind(StrEnum):
    """The kind of a masked number."""

    RESIDENT = "resident-number"
    PHONE = "phone-number"
    CARD = "card-number"
    ACCOUNT = "account-number"
    LICENCE = "licence-number"
    PASSPORT = "passport-number"


class Masked(BaseModel):
    """A number that was hidden: its kind, page and place. is_checked: its own check digit is right."""

    model_config = ConfigDict(frozen=True)

    kind: SensitiveKind
    page: int
    quad: Quad
    is_checked: bool


@dataclass(frozen=True, kw_only=True)
class TextSpan:
    """Characters `start` to `stop` of a text that must not be shown.

    is_checked: the number's own check digit is right (resident numbers issued before October 2020, cards).
    """

    kind: SensitiveKind
    start: int
    stop: int
    is_checked: bool = False


def spans_in(text: str) -> list[TextSpan]:
    """Return the sensitive numbers of a text, from left to right, without overlaps.

    A resident number is hidden whether or not its check digit is right: since October 2020 new numbers have
    none, and an engine may have misread one digit of an old one.
    """
    digits = text.translate(LOOKS_LIKE_A_DIGIT)
    # of two that overlap, the first in this order wins
    candidates = [*_residents(digits), *_cards(digits), *_labelled(text), *_phones(digits)]
    spans: list[TextSpan] = []
    for span in candidates:
        if all(span.stop <= other.start or span.start >= other.stop for other in spans):
            spans.append(span)
    return sorted(spans, key=lambda span: span.start)


def masked(text: str) -> str:
    """Return the text with a star for each hidden character. Separators stay, so that the form can be seen."""
    for span in spans_in(text):
        text = text[: span.start] + starred(text[span.start : span.stop]) + text[span.stop :]
    return text


def starred(text: str) -> str:
    """Return the text with a star for each letter and digit. A bar may be a digit that was misread."""
    return "".join(STAR if c.isalnum() or c == "|" else c for c in text)


def holds_check_digit(resident_number: str) -> bool:
    """Return whether 13 digits end in the check digit of a resident or foreigner registration number."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(int(d) * w for d, w in zip(resident_number[:12], weights, strict=True))
    # numbers of foreigners, whose seventh digit is 5 to 8, are counted from 13 instead of 11
    is_foreign = resident_number[6] in "5678"
    return ((13 if is_foreign else 11) - total % 11) % 10 == int(resident_number[12])


def holds_luhn(number: str) -> bool:
    """Return whether the digits end in the check digit of ISO/IEC 7812 (payment cards)."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(number))]
    return sum(product // 10 + product % 10 for product in doubled) % 10 == 0


def _residents(digits: str) -> Iterator[TextSpan]:
    """Yield resident numbers after the first digit of their second half, which stays: it says sex and century."""
    for match in (*RESIDENT.finditer(digits), *SPACED_RESIDENT.finditer(digits)):
        number = (match["birth"] + match["rest"]).replace(" ", "")
        yield TextSpan(
            kind=SensitiveKind.RESIDENT,
            start=match.start("rest") + 1,
            stop=match.end("rest"),
            is_checked=holds_check_digit(number),
        )


def _cards(digits: str) -> Iterator[TextSpan]:
    for match in CARD.finditer(digits):
        number = re.sub(r"\D", "", match[0])
        yield _span(match, kind=SensitiveKind.CARD, is_checked=holds_luhn(number))
    for match in BARE_CARD.finditer(digits):
        # without separators only a check digit tells a card from any long number
        if holds_luhn(match[0]):
            yield _span(match, kind=SensitiveKind.CARD, is_checked=True)


def _phones(digits: str) -> Iterator[TextSpan]:
    for pattern in (PHONE, SERVICE_PHONE):
        yield from (_span(match, kind=SensitiveKind.PHONE) for match in pattern.finditer(digits))


def _labelled(text: str) -> Iterator[TextSpan]:
    """Yield numbers that are known by the word before them or by their grouping."""
    yield from (_span(match, kind=SensitiveKind.LICENCE) for match in DRIVER.finditer(text))
    yield from (_span(match, kind=SensitiveKind.PASSPORT) for match in PASSPORT.finditer(text))
    for match in ACCOUNT.finditer(text):
        start, stop = match.span("hidden")
        yield TextSpan(kind=SensitiveKind.ACCOUNT, start=start, stop=stop - KEPT_OF_ACCOUNT)


def _span(match: re.Match[str], *, kind: SensitiveKind, is_checked: bool = False) -> TextSpan:
    start, stop = match.span("hidden")
    return TextSpan(kind=kind, start=start, stop=stop, is_checked=is_checked)
