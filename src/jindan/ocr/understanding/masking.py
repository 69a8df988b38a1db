"""Take sensitive numbers out of a reading, and say where on its pages they stand."""

from collections.abc import Iterator, Mapping, Sequence

from jindan.ocr.reading import Block, Cell, Line, Page, Quad, Reading, Word
from jindan.ocr.understanding.rows import Row, Token, rows_of
from jindan.ocr.understanding.sensitive import STAR, Masked, Span, spans_in

MARGIN = 0.35
"""Of a character's width, blacked out beyond the hidden characters: places of letters are estimated."""

Place = tuple[str, Quad]
"""What tells a word of a page from all others: the words of a table stand in its lines and in its cells."""

Replacements = Mapping[Place, Word]
"""The masked word in place of each that needs it."""


def mask(reading: Reading) -> tuple[Reading, tuple[Masked, ...]]:
    """The reading without its sensitive numbers, and what was hidden. Masking it again changes nothing."""
    pages, hidden = [], []
    for page in reading.pages:
        replacements: dict[Place, Word] = {}
        for row in rows_of(page):
            hidden += list(_mask_row(row, into=replacements))
        pages.append(_replaced(page, replacements=replacements))
    return reading.model_copy(update={"pages": tuple(pages)}), tuple(hidden)


def _mask_row(row: Row, *, into: dict[Place, Word]) -> Iterator[Masked]:
    """Find numbers over the borders of words: an engine may have cut them anywhere."""
    tokens = [token for segment in row for token in segment]
    starts, text = [], ""
    for token in tokens:
        starts.append(len(text))
        text += f"{token.text} "
    for span in spans_in(text):
        for token, start in zip(tokens, starts, strict=True):
            first, last = max(span.start - start, 0), min(span.stop - start, len(token.text))
            if first < last:
                yield _hide(token, span=span, first=first, last=last, into=into)


def _hide(token: Token, *, span: Span, first: int, last: int, into: dict[Place, Word]) -> Masked:
    word = into.get(_place(token.word), token.word)
    hidden = "".join(STAR if c.isalnum() or c == "|" else c for c in word.text[first:last])
    text = word.text[:first] + hidden + word.text[last:]
    into[_place(token.word)] = word.model_copy(update={"text": text})
    return Masked(
        kind=span.kind,
        page=token.page,
        quad=_part(token.word, first=first, last=last),
        is_checked=span.is_checked,
    )


def _place(word: Word) -> Place:
    return word.text, word.quad


def _part(word: Word, *, first: int, last: int) -> Quad:
    """The part of a word's box that some of its characters take up, along its own direction."""
    upper_left, upper_right, lower_right, lower_left = word.quad
    start = max((first - MARGIN) / len(word.text), 0.0)
    stop = min((last + MARGIN) / len(word.text), 1.0)

    def between(
        a: tuple[float, float], b: tuple[float, float], share: float
    ) -> tuple[float, float]:
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    return (
        between(upper_left, upper_right, start),
        between(upper_left, upper_right, stop),
        between(lower_left, lower_right, stop),
        between(lower_left, lower_right, start),
    )


def _replaced(page: Page, *, replacements: Replacements) -> Page:
    blocks = tuple(_block(block, replacements=replacements) for block in page.blocks)
    return page.model_copy(update={"blocks": blocks}) if replacements else page


def _block(block: Block, *, replacements: Replacements) -> Block:
    lines = _lines(block.lines, replacements=replacements)
    cells = tuple(_cell(cell, replacements=replacements) for cell in block.cells)
    return block.model_copy(update={"lines": lines, "cells": cells})


def _cell(cell: Cell, *, replacements: Replacements) -> Cell:
    return cell.model_copy(update={"lines": _lines(cell.lines, replacements=replacements)})


def _lines(lines: Sequence[Line], *, replacements: Replacements) -> tuple[Line, ...]:
    return tuple(
        Line(words=tuple(replacements.get(_place(word), word) for word in line.words))
        for line in lines
    )
