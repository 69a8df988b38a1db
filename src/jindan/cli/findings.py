"""What was found in a CT as a table in a terminal, in Korean or English."""

import unicodedata
from collections.abc import Mapping, Sequence

from jindan.catalogue import text
from jindan.ct.drawing.words import amount, organ_name, percent
from jindan.ct.findings import Examination, Measurement, Quantity, Segment

SHOWN: Mapping[Quantity, str] = {Quantity.VOLUME: "mL", Quantity.ATTENUATION_MEAN: "HU"}


def table(found: Examination, *, language: str) -> str:
    """A line for each structure: volume, mean attenuation, confidence; or why there is no number."""
    measured = {(each.segment, each.quantity): each for each in found.measurements}
    rows = [_row(segment, measured, language=language) for segment in found.segments]
    return "\n".join(_aligned(rows))


def _row(
    segment: Segment,
    measured: Mapping[tuple[str, Quantity], Measurement],
    *,
    language: str,
) -> list[str]:
    name = organ_name(segment.name, language=language)
    numbers = [measured.get((segment.name, quantity)) for quantity in SHOWN]
    said = [
        f"{amount(number)} {unit}"
        for number, unit in zip(numbers, SHOWN.values(), strict=True)
        if number is not None
    ]
    if not said:
        return [name, "", "", segment.remarks[0].in_language(language)]
    confidence = percent(segment.confidence)
    return [name, *said, text("chart-confidence", language=language, confidence=confidence)]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names to the left, numbers to the right, the rest as it comes."""
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    return [
        f"{_padding(name, widths[0], after=True)}"
        f"  {_padding(volume, widths[1])}  {_padding(mean, widths[2])}  {rest}"
        for name, volume, mean, rest in rows
    ]


def _padding(words: str, width: int, *, after: bool = False) -> str:
    blank = " " * (width - _width(words))
    return words + blank if after else blank + words


def _width(words: str) -> int:
    """Columns of a terminal: Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in words)
