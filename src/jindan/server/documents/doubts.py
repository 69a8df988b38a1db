"""What a person must settle in a reading before it is relied on: each doubt, by its place, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from jindan.analysis import Remark
from jindan.ocr.correcting import is_inside
from jindan.ocr.document import Content
from jindan.ocr.fields.field import Field
from jindan.ocr.reading import Page, Quad, Word


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """The field at `position`, or else the word at place `word` of its line (from 1).

    reasons: what speaks against it; none where it is only less certain than the limit.
    """

    page: int
    line: int
    position: int | None
    word: int | None
    text: str
    quad: Quad
    reasons: tuple[Remark, ...]


def doubts_of(content: Content) -> list[Doubt]:
    """Every doubt of a reading; a doubted word inside a field is told with the field."""
    found = [*_of_fields(content), *_of_words(content)]
    return sorted(found, key=lambda each: (each.page, each.line, each.quad[0][0]))


def is_doubted(field: Field) -> bool:
    """Whether a person must confirm this value."""
    return bool(field.doubts) or field.confidence < settings.REVIEW_BELOW


def _of_fields(content: Content) -> Iterator[Doubt]:
    for position, field in enumerate(content.fields):
        if is_doubted(field):
            yield Doubt(
                page=field.place.page,
                line=field.place.line,
                position=position,
                word=None,
                text=field.value,
                quad=field.place.quad,
                reasons=_each_once(field.doubts),
            )


def _each_once(reasons: Sequence[Remark]) -> tuple[Remark, ...]:
    """A field of several words may have the same doubt from each."""
    return tuple(reason for k, reason in enumerate(reasons) if reason not in reasons[:k])


def _of_words(content: Content) -> Iterator[Doubt]:
    is_dim = _is_dim(content)
    for page in content.reading.pages:
        fields = [f.place.quad for f in content.fields if f.place.page == page.number]
        for line, place, word in _placed(page):
            if _is_doubted_word(word, is_dim=is_dim) and not _is_in_any(word, boxes=fields):
                yield Doubt(
                    page=page.number,
                    line=line,
                    position=None,
                    word=place,
                    text=word.text,
                    quad=word.quad,
                    reasons=word.doubts,
                )


def _placed(page: Page) -> Iterator[tuple[int, int, Word]]:
    """Each word with its line and its place on it, both from 1."""
    lines = (line for block in page.blocks for line in block.lines)
    for number, line in enumerate(lines, 1):
        for place, word in enumerate(line.words, 1):
            yield number, place, word


def _is_doubted_word(word: Word, *, is_dim: bool) -> bool:
    return bool(word.doubts) or (is_dim and word.confidence < settings.REVIEW_BELOW)


def _is_in_any(word: Word, *, boxes: list[Quad]) -> bool:
    return any(is_inside(word.quad, box=box) for box in boxes)


def _is_dim(content: Content) -> bool:
    """Whether so many words are uncertain that each of them counts; one among many is let pass."""
    low = content.reading.low_percentile_confidence
    return low is not None and low < settings.REVIEW_BELOW
