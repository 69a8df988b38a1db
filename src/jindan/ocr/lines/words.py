"""From the letters of a line to its words, each with its own corners on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt

from jindan.ocr.networks.decoding import Letter
from jindan.ocr.pages.cutting import Corners, part_of
from jindan.ocr.reading import Quad

Columns = npt.NDArray[np.bool_]
"""Which columns of a line's picture hold ink."""

FAINT = 12
"""Grey levels between ink and paper below which ink cannot be told from paper."""

RULED = 0.7
"""A row with ink in this share of it is a rule, not letters."""

INK_BELOW = 0.5
"""Ink is farther from the paper than this share of the way to the darkest."""

SEPARATORS, CLEAR = frozenset("-~/–"), 15
"""A separator with this many empty columns on both sides is a word of its own, as in a range."""


@dataclass(frozen=True, kw_only=True)
class InkSpan:
    """A word of a line: its letters, and its sides in fractions of the line's length and height."""

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
        """Confidence of its least certain letter, 0 to 1."""
        return min(letter.confidence for letter in self.letters)


def spans_of(letters: Sequence[Letter], picture: npt.NDArray[np.uint8]) -> list[InkSpan]:
    """Return the words between the spaces, each as wide as its ink in the line's picture."""
    is_ink = _is_ink(picture)
    # the outermost rows may hold a rule or a neighbouring line
    ink = np.asarray(is_ink[4:-4].any(0), bool)
    top, bottom = _inked_rows(is_ink)
    grouped = groupby(with_gaps(letters, ink), key=lambda letter: letter.text == " ")
    words = [tuple(group) for is_space, group in grouped if not is_space]
    if not words:
        return []
    width = picture.shape[1]
    borders = [round((a[-1].centre + b[0].centre) / 2) for a, b in pairwise(words)]
    spans = []
    for word, (start, end) in zip(words, pairwise([0, *borders, width]), strict=True):
        inked = np.flatnonzero(ink[start:end]) + start
        first, last = (inked[0], inked[-1] + 1) if len(inked) else (start, end)
        left, right = max(0, first - 1) / width, min(width, last + 1) / width
        spans.append(InkSpan(letters=word, start=left, end=right, top=top, bottom=bottom))
    return spans


def quad_of(corners: Corners, span: InkSpan) -> Quad:
    """Return the corners of a word on the page, in pixels. corners: of its line."""
    part = part_of(corners, start=span.start, end=span.end)
    left, right = part[3] - part[0], part[2] - part[1]
    upper = (part[0] + span.top * left, part[1] + span.top * right)
    lower = (part[1] + span.bottom * right, part[0] + span.bottom * left)
    a, b, c, d = (point.tolist() for point in (*upper, *lower))
    return (a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])


def with_gaps(letters: Sequence[Letter], ink: Columns) -> list[Letter]:
    """Return the letters with a space on both sides of each separator that has clear paper around it."""
    clear = {k for k in range(1, len(letters) - 1) if _is_clear(letters[k - 1 : k + 2], ink)}
    spaced: list[Letter] = []
    for k, letter in enumerate(letters):
        is_parted = k in clear or k - 1 in clear
        if is_parted and " " not in (letters[k - 1].text, letter.text):
            centre = (letters[k - 1].centre + letter.centre) / 2
            spaced.append(Letter(text=" ", centre=centre, confidence=1.0))
        spaced.append(letter)
    return spaced


def _is_clear(three: Sequence[Letter], ink: Columns) -> bool:
    """Return whether the letter in the middle is a separator with white on both sides."""
    before, now, after = three
    if now.text not in SEPARATORS:
        return False
    sides = ((before.centre, now.centre), (now.centre, after.centre))
    return all(_widest_gap(ink[int(left) : int(right) + 1]) >= CLEAR for left, right in sides)


def _widest_gap(ink: Columns) -> int:
    edges = np.flatnonzero(np.diff(ink.astype(int), prepend=1, append=1))
    return int(max(edges[1::2] - edges[::2], default=0))


def _is_ink(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    paper, dark = np.percentile(picture, 80), np.percentile(picture, 2)
    if abs(paper - dark) < FAINT:
        return np.ones(picture.shape, bool)
    return np.asarray(np.abs(picture - paper) > INK_BELOW * abs(paper - dark), bool)


def _inked_rows(is_ink: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return top and bottom of the letters as fractions of the height. A rule along the edge is no letter."""
    height, width = is_ink.shape
    counts = is_ink.sum(1)
    rows = np.flatnonzero((counts >= 1) & (counts < RULED * width))
    if not len(rows):
        return 0.0, 1.0
    return max(0, rows[0] - 1) / height, min(height, rows[-1] + 2) / height
