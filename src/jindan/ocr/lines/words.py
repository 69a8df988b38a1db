"""From the letters of a line to its words, each with its own corners on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from jindan.ocr.lines.cutting import Corners, part_of
from jindan.ocr.lines.spacing import with_gaps
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.reading import Quad

FAINT = 12
"""Grey levels between ink and paper below which they are not told apart."""

RULED = 0.7
"""A row with ink in this share of it is a rule, not letters."""

INK_BELOW = 0.5
"""Ink is darker than this share of the way from the darkest to the paper."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A word of a line: its letters, and where it is in fractions of the line's length and height."""

    letters: tuple[Letter, ...]
    start: float
    end: float
    top: float = 0.0
    bottom: float = 1.0

    @property
    def text(self) -> str:
        """Its letters together."""
        return "".join(letter.text for letter in self.letters)

    @property
    def confidence(self) -> float:
        """Of its least certain letter."""
        return min(letter.confidence for letter in self.letters)


def spans_of(letters: Sequence[Letter], picture: npt.NDArray[np.uint8]) -> list[Span]:
    """The words between the spaces. Their ends are where the ink of the line's picture ends."""
    is_ink = _is_ink(picture)
    ink = np.asarray(is_ink[4:-4].any(0), bool)
    top, bottom = _inked_rows(is_ink)
    grouped = groupby(with_gaps(letters, ink), key=lambda letter: letter.text == " ")
    words = [tuple(group) for is_space, group in grouped if not is_space]
    if not words:
        return []
    width = picture.shape[1]
    ends = _between(words, width=width)
    spans = []
    for word, (start, end) in zip(words, pairwise(ends), strict=True):
        inked = np.flatnonzero(ink[start:end]) + start
        first, last = (inked[0], inked[-1] + 1) if len(inked) else (start, end)
        left, right = max(0, first - 1) / width, min(width, last + 1) / width
        spans.append(Span(letters=word, start=left, end=right, top=top, bottom=bottom))
    return spans


def quad_of(corners: Corners, span: Span) -> Quad:
    """Where a word is on the page."""
    part = part_of(corners, start=span.start, end=span.end)
    left, right = part[3] - part[0], part[2] - part[1]
    upper = (part[0] + span.top * left, part[1] + span.top * right)
    lower = (part[1] + span.bottom * right, part[0] + span.bottom * left)
    a, b, c, d = (point.tolist() for point in (*upper, *lower))
    return (a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])


def _between(words: Sequence[tuple[Letter, ...]], *, width: int) -> list[int]:
    """The borders of the words: half way from the last letter of one to the first of the next."""
    middles = [
        round((before[-1].centre + after[0].centre) / 2) for before, after in pairwise(words)
    ]
    return [0, *middles, width]


def _is_ink(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    paper, dark = np.percentile(picture, 80), np.percentile(picture, 2)
    if abs(paper - dark) < FAINT:
        return np.ones(picture.shape, bool)
    return np.asarray(np.abs(picture - paper) > INK_BELOW * abs(paper - dark), bool)


def _inked_rows(is_ink: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """From where to where the letters go, as fractions of the height; a rule along the edge is no letter."""
    height, width = is_ink.shape
    counts = is_ink.sum(1)
    rows = np.flatnonzero((counts >= 1) & (counts < RULED * width))
    if not len(rows):
        return 0.0, 1.0
    return max(0, rows[0] - 1) / height, min(height, rows[-1] + 2) / height
