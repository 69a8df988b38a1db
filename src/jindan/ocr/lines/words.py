"""From the letters of a line to its words, each with its own corners on the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from jindan.ocr.lines.cutting import Corners, part_of
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.reading import Quad

SEPARATORS, CLEAR = frozenset("-~/–"), 11
"""A dash with this many empty columns on both sides is a word of its own, as in a range."""

INK_BELOW = 0.5
"""Ink is darker than this share of the way from the darkest to the paper."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A word of a line: its letters, and from where to where it goes in fractions of the line's length."""

    letters: tuple[Letter, ...]
    start: float
    end: float

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
    ink = _inked_columns(picture)
    spaced = _with_gaps(letters, ink)
    grouped = groupby(spaced, key=lambda letter: letter.text == " ")
    words = [tuple(group) for is_space, group in grouped if not is_space]
    ends = _between(words, width=picture.shape[1])
    spans = []
    for word, start, end in zip(words, ends[:-1], ends[1:], strict=True):
        inked = np.flatnonzero(ink[start:end]) + start
        first, last = (inked[0], inked[-1] + 1) if len(inked) else (start, end)
        width = picture.shape[1]
        spans.append(
            Span(letters=word, start=max(0, first - 1) / width, end=min(width, last + 1) / width)
        )
    return spans


def quad_of(corners: Corners, span: Span) -> Quad:
    """Where a word is on the page."""
    a, b, c, d = part_of(corners, start=span.start, end=span.end).tolist()
    return (a[0], a[1]), (b[0], b[1]), (c[0], c[1]), (d[0], d[1])


def _with_gaps(letters: Sequence[Letter], ink: npt.NDArray[np.bool_]) -> list[Letter]:
    """The letters, with a space on both sides of a dash or a stroke that stands clear of its neighbours."""
    spaced = list(letters[:1])
    for before, now, after in zip(letters, letters[1:], (*letters[2:], None), strict=False):
        is_clear = (
            after is not None and now.text in SEPARATORS and _is_clear(before, now, after, ink)
        )
        is_after = len(spaced) > 1 and spaced[-1].text in SEPARATORS and spaced[-2].text == " "
        if (is_clear or is_after) and " " not in (spaced[-1].text, now.text):
            spaced.append(Letter(text=" ", centre=(before.centre + now.centre) / 2, confidence=1.0))
        spaced.append(now)
    return spaced


def _is_clear(before: Letter, now: Letter, after: Letter, ink: npt.NDArray[np.bool_]) -> bool:
    sides = ((before.centre, now.centre), (now.centre, after.centre))
    return all(_widest_gap(ink[int(left) : int(right) + 1]) >= CLEAR for left, right in sides)


def _widest_gap(ink: npt.NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(ink.astype(int), prepend=1, append=1))
    return int(
        max((end - start for start, end in zip(edges[::2], edges[1::2], strict=True)), default=0)
    )


def _between(words: Sequence[tuple[Letter, ...]], *, width: int) -> list[int]:
    """The borders of the words: half way from the last letter of one to the first of the next."""
    middles = [
        round((before[-1].centre + after[0].centre) / 2)
        for before, after in zip(words[:-1], words[1:], strict=True)
    ]
    return [0, *middles, width]


def _inked_columns(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    paper, dark = np.percentile(picture, 80), np.percentile(picture, 2)
    if abs(paper - dark) < 12:
        return np.ones(picture.shape[1], bool)
    is_ink = np.abs(picture - paper) > INK_BELOW * abs(paper - dark)
    return np.asarray(is_ink[4:-4].sum(0) >= 1, bool)
