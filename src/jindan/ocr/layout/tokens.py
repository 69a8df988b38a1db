"""A page as rows of words side by side, cut into segments at the borders of columns."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jindan.ocr.reading import Quad, ReadPage, Word

COLUMN_GAP = 1.6
"""Heights of a word: a wider gap between two words is the border of a column."""
SAME_ROW = 0.5
"""Share of the lower word's height: two words with closer middles share a row."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A word with the number of its line on the page (from 1, in reading order), and its sides in pixels."""

    word: Word
    page: int
    line: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """Text of the word."""
        return self.word.text

    @property
    def height(self) -> float:
        """From top to bottom, in pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom, in pixels."""
        return (self.top + self.bottom) / 2


Segment = tuple[Token, ...]
"""Words of one row without the border of a column between them."""

Row = tuple[Segment, ...]


def text_of(segment: Sequence[Token]) -> str:
    """Return the words of a segment, joined by spaces."""
    return " ".join(token.text for token in segment)


def row_text(row: Row) -> str:
    """Return the words of a row, its columns separated by tabs."""
    return "\t".join(text_of(segment) for segment in row)


def quad_of(tokens: Sequence[Token]) -> Quad:
    """Return the smallest upright box around some words."""
    left, right = min(t.left for t in tokens), max(t.right for t in tokens)
    top, bottom = min(t.top for t in tokens), max(t.bottom for t in tokens)
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def tokens_of(page: ReadPage) -> Iterator[Token]:
    """Yield every word of a page with its place, in reading order."""
    number = 0
    for block in page.blocks:
        for line in block.lines:
            number += 1
            for word in line.words:
                across, down = [x for x, _ in word.quad], [y for _, y in word.quad]
                yield Token(
                    word=word,
                    page=page.number,
                    line=number,
                    left=min(across),
                    right=max(across),
                    top=min(down),
                    bottom=max(down),
                )


def rows_of(page: ReadPage) -> list[Row]:
    """Return the rows of a page from top to bottom, whatever blocks the words were read in."""
    rows: list[list[Token]] = []
    for token in sorted(tokens_of(page), key=lambda token: token.middle):
        if rows and _is_beside(token, row=rows[-1]):
            rows[-1].append(token)
        else:
            rows.append([token])
    return [tuple(_segments(row)) for row in rows]


def _is_beside(token: Token, *, row: Sequence[Token]) -> bool:
    middle = math.fsum(other.middle for other in row) / len(row)
    height = min(token.height, max(other.height for other in row))
    return abs(token.middle - middle) < SAME_ROW * max(height, 1)


def _segments(row: Sequence[Token]) -> Iterator[Segment]:
    ordered = sorted(row, key=lambda token: token.left)
    current = [ordered[0]]
    for token in ordered[1:]:
        if token.left - current[-1].right > COLUMN_GAP * min(token.height, current[-1].height):
            yield tuple(current)
            current = []
        current.append(token)
    yield tuple(current)
