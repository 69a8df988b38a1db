"""A page as the eye takes it: rows of words that stand side by side, cut where a column ends."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jindan.ocr.reading import Page, Quad, Word

COLUMN_GAP = 1.6
"""In heights of the row: a wider gap between two words is the border of a column."""
SAME_ROW = 0.5
"""Of the lower word's height: two words share a row when their middles are closer than this."""


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
        """The word's text."""
        return self.word.text

    @property
    def height(self) -> float:
        """From top to bottom, in pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


Segment = tuple[Token, ...]
"""Words of one row without the border of a column between them."""

Row = tuple[Segment, ...]


def text_of(segment: Sequence[Token]) -> str:
    """The words of a segment with spaces between them."""
    return " ".join(token.text for token in segment)


def row_text(row: Row) -> str:
    """A whole row, its columns set apart by tabs."""
    return "\t".join(text_of(segment) for segment in row)


def quad_of(tokens: Sequence[Token]) -> Quad:
    """The smallest upright box around some words."""
    left, right = min(t.left for t in tokens), max(t.right for t in tokens)
    top, bottom = min(t.top for t in tokens), max(t.bottom for t in tokens)
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def tokens_of(page: Page) -> Iterator[Token]:
    """Every word of a page with its place, in reading order."""
    number = 0
    for block in page.blocks:
        for line in block.lines:
            number += 1
            for word in line.words:
                yield _token(word, page=page.number, line=number)


def rows_of(page: Page) -> list[Row]:
    """The rows of a page from top to bottom, whatever blocks the words were read in."""
    rows: list[list[Token]] = []
    for token in sorted(tokens_of(page), key=lambda each: each.middle):
        if rows and _stands_beside(token, row=rows[-1]):
            rows[-1].append(token)
        else:
            rows.append([token])
    return [tuple(_segments(row)) for row in rows]


def _token(word: Word, *, page: int, line: int) -> Token:
    across = [point[0] for point in word.quad]
    down = [point[1] for point in word.quad]
    return Token(
        word=word,
        page=page,
        line=line,
        left=min(across),
        right=max(across),
        top=min(down),
        bottom=max(down),
    )


def _stands_beside(token: Token, *, row: Sequence[Token]) -> bool:
    middle = math.fsum(each.middle for each in row) / len(row)
    height = min(token.height, max(each.height for each in row))
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
