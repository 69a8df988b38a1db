"""Removes sensitive numbers from a reading, and gives their places on its pages."""

from collections.abc import Iterator, Mapping
from functools import partial

from jindan.ocr.layout.tokens import Row, Token, rows_of
from jindan.ocr.reading import Line, Point, Quad, Reading, Word
from jindan.ocr.understanding.sensitive import Masked, TextSpan, spans_in, starred

MARGIN = 0.35
"""Share of a character's width that is redacted beyond the hidden characters, whose places are estimated."""

WordKey = tuple[str, Quad]
"""Text and box identify a word of a page, which stands twice in a table: in its lines and in its cells."""

Replacements = Mapping[WordKey, Word]
"""The masked word in place of each that needs it."""


def mask(reading: Reading) -> tuple[Reading, tuple[Masked, ...]]:
    """Return the reading without its sensitive numbers, and what was hidden. Masking it again changes nothing."""
    pages, hidden = [], []
    for page in reading.pages:
        replacements: dict[WordKey, Word] = {}
        for row in rows_of(page):
            hidden += list(_mask_row(row, into=replacements))
        pages.append(
            page.with_lines(partial(_replaced, replacements=replacements)) if replacements else page
        )
    return reading.model_copy(update={"pages": tuple(pages)}), tuple(hidden)


def _mask_row(row: Row, *, into: dict[WordKey, Word]) -> Iterator[Masked]:
    """Yield the hidden numbers of a row, also across words: an engine may have cut a number anywhere.

    The masked words are put into `into`.
    """
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


def _hide(
    token: Token, *, span: TextSpan, first: int, last: int, into: dict[WordKey, Word]
) -> Masked:
    word = into.get(_key(token.word), token.word)  # it may hold part of another number
    text = word.text[:first] + starred(word.text[first:last]) + word.text[last:]
    into[_key(token.word)] = word.model_copy(update={"text": text})
    return Masked(
        kind=span.kind,
        page=token.page,
        quad=_part(token.word, first=first, last=last),
        is_checked=span.is_checked,
    )


def _key(word: Word) -> WordKey:
    return word.text, word.quad


def _part(word: Word, *, first: int, last: int) -> Quad:
    """Return the part of a word's box that some of its characters take up, along its own direction."""
    upper_left, upper_right, lower_right, lower_left = word.quad
    start = max((first - MARGIN) / len(word.text), 0.0)
    stop = min((last + MARGIN) / len(word.text), 1.0)

    def between(a: Point, b: Point, share: float) -> Point:
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    return (
        between(upper_left, upper_right, start),
        between(upper_left, upper_right, stop),
        between(lower_left, lower_right, stop),
        between(lower_left, lower_right, start),
    )


def _replaced(line: Line, *, replacements: Replacements) -> Line:
    return Line(words=tuple(replacements.get(_key(word), word) for word in line.words))
