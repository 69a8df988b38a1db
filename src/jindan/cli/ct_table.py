"""The findings of a CT as a table in a terminal, in Korean or English."""

import unicodedata
from collections.abc import Sequence

from jindan.catalogue import text
from jindan.ct.drawing.words import percent
from jindan.ct.examination import Examination
from jindan.findings.codes import ATTENUATION_MEAN, VOLUME
from jindan.findings.finding import Finding, quantities, with_code
from jindan.findings.values import amount
from jindan.report.phrases import name_of
from jindan.report.wording import words

SHOWN = (VOLUME, ATTENUATION_MEAN)


def table(examination: Examination, *, language: str) -> str:
    """Return a line for each structure: volume, mean attenuation, confidence, or why there is no number."""
    columns = [quantities(examination.findings, measure.name) for measure in SHOWN]
    rows = [
        _row(
            volume,
            [
                amount(column[name], language=language) if name in column else ""
                for column in columns
            ],
            language=language,
        )
        for name, volume in with_code(examination.findings, VOLUME.name).items()
    ]
    return "\n".join(_aligned(rows))


def _row(volume: Finding, amounts: Sequence[str], *, language: str) -> list[str]:
    name = words(name_of(volume.focus), language=language)
    if volume.reason:
        return [name, *amounts, volume.reason.in_language(language)]
    confidence = percent(volume.confidence or 0.0)
    return [name, *amounts, text("chart-confidence", language=language, confidence=confidence)]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Align names to the left and numbers to the right, and leave the rest as it comes."""
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
    """Return how many columns of a terminal the words take. Hangul takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
