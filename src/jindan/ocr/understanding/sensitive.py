"""Numbers that tell who a person is or open their account: where they stand in a text, and how they are masked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from jindan.ocr.reading import Quad

STAR = "*"
LOOKS_LIKE_A_DIGIT = str.maketrans("OoQDIil|SBZ", "00001111582")
"""What an engine may read for a digit; one for one, so that places stay where they are."""

DASH = r"[ ]?[-–—‐−~.]?[ ]?"
RESIDENT = re.compile(
    rf"(?<![\d-])(?P<birth>\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])){DASH}(?P<rest>[0-9]\d{{6}})(?!\d)"
)
SPACED_RESIDENT = re.compile(
    r"(?<![\d-])(?P<birth>\d ?\d ?[01] ?\d ?[0-3] ?\d) ?[-–—‐−~] ?(?P<rest>\d(?: ?\d){6})(?!\d)"
)
"""An engine may have cut the number anywhere."""
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


class Kind(StrEnum):
    """What a masked number was."""

    RESIDENT = "resident-number"
    PHONE = "phone-number"
    CARD = "card-number"
    ACCOUNT = "account-number"
    LICENCE = "licence-number"
    PASSPORT = "passport-number"


class Masked(BaseModel):
    """A number that was hidden: what it was, and where on which page."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    page: int
    quad: Quad
    is_checked: bool


@dataclass(frozen=True, kw_only=True)
class Span:
    """Characters `start` to `stop` of a text that must not be shown.

    is_checked: the number's own check digit holds (resident numbers given out before October 2020, cards).
    """

    kind: Kind
    start: int
    stop: int
    is_checked: bool = False


def spans_in(text: str) -> list[Span]:
    """The sensitive numbers of a text, from left to right; none overlaps another.

    A resident number is hidden whether or not its check digit holds: since October 2020 new numbers have none,
    and an engine may have misread one digit of an old one.
    """
    digits = text.translate(LOOKS_LIKE_A_DIGIT)
    found = [*_residents(digits), *_cards(digits), *_labelled(text), *_phones(digits)]
    kept: list[Span] = []
    for span in found:
        if all(span.stop <= other.start or span.start >= other.stop for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def masked(text: str) -> str:
    """The text with a star for each hidden character; separators stay, so that the form can be told."""
    for span in spans_in(text):
        hidden = "".join(_star(character) for character in text[span.start : span.stop])
        text = text[: span.start] + hidden + text[span.stop :]
    return text


def holds_check_digit(resident_number: str) -> bool:
    """Whether 13 digits end in the check digit of a resident or foreigner registration number."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(int(d) * w for d, w in zip(resident_number[:12], weights, strict=True))
    is_foreign = resident_number[6] in "5678"
    return ((13 if is_foreign else 11) - total % 11) % 10 == int(resident_number[12])


def holds_luhn(number: str) -> bool:
    """Whether the digits end in the check digit of ISO/IEC 7812 (payment cards)."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(number))]
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _star(character: str) -> str:
    return STAR if character.isalnum() or character == "|" else character


def _residents(digits: str) -> Iterator[Span]:
    """All after the first digit of the second half, which says the sex and the century."""
    for match in (*RESIDENT.finditer(digits), *SPACED_RESIDENT.finditer(digits)):
        number = (match["birth"] + match["rest"]).replace(" ", "")
        yield Span(
            kind=Kind.RESIDENT,
            start=match.start("rest") + 1,
            stop=match.end("rest"),
            is_checked=holds_check_digit(number),
        )


def _cards(digits: str) -> Iterator[Span]:
    for match in CARD.finditer(digits):
        number = re.sub(r"\D", "", match[0])
        yield _span(match, kind=Kind.CARD, is_checked=holds_luhn(number))
    for match in BARE_CARD.finditer(digits):
        if holds_luhn(match[0]):
            yield _span(match, kind=Kind.CARD, is_checked=True)


def _phones(digits: str) -> Iterator[Span]:
    for pattern in (PHONE, SERVICE_PHONE):
        yield from (_span(match, kind=Kind.PHONE) for match in pattern.finditer(digits))


def _labelled(text: str) -> Iterator[Span]:
    """Numbers that are known by the word before them or by their grouping."""
    yield from (_span(match, kind=Kind.LICENCE) for match in DRIVER.finditer(text))
    yield from (_span(match, kind=Kind.PASSPORT) for match in PASSPORT.finditer(text))
    for match in ACCOUNT.finditer(text):
        start, stop = match.span("hidden")
        yield Span(kind=Kind.ACCOUNT, start=start, stop=stop - KEPT_OF_ACCOUNT)


def _span(match: re.Match[str], *, kind: Kind, is_checked: bool = False) -> Span:
    start, stop = match.span("hidden")
    return Span(kind=kind, start=start, stop=stop, is_checked=is_checked)
