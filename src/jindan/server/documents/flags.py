"""The flags of a reading, which a person must check, and how many persons must confirm it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.conf import settings

from jindan.analysis import Note
from jindan.ocr.correcting import is_inside
from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.field import Field
from jindan.ocr.reading import Quad, ReadPage, Word
from jindan.server.documents.models import DocumentReview, ReadingVersion


@dataclass(frozen=True, kw_only=True)
class Flag:
    """A value to check: the field at `position`, or else the word at place `word` of its line (from 1).

    reasons: notes on what is wrong with it. Without any, its confidence is below the limit.
    """

    page: int
    line: int
    position: int | None
    word: int | None
    text: str
    quad: Quad
    reasons: tuple[Note, ...]


def flags_of(content: DocumentContent) -> list[Flag]:
    """Return the flags of a reading in reading order. A flagged word inside a field is flagged with the field."""
    flags = [*_of_fields(content), *_of_words(content)]
    return sorted(flags, key=lambda flag: (flag.page, flag.line, flag.quad[0][0]))


def is_flagged(field: Field) -> bool:
    """Return whether a person must confirm this value."""
    return bool(field.flags) or field.confidence < settings.REVIEW_BELOW


def review_of(content: DocumentContent, *, has_conflict: bool) -> DocumentReview:
    """Return NEEDED where the patient may be another, the type is unknown or a value is flagged, else CLEAR."""
    if has_conflict or content.classification.kind is None or flags_of(content):
        return DocumentReview.NEEDED
    return DocumentReview.CLEAR


def persons_needed(content: DocumentContent, *, corrected: Collection[int] = ()) -> int:
    """Return 2 where the installation has the two-person rule and a critical value was flagged or changed, else 1."""
    if not settings.TWO_PERSON_RULE:
        return 1
    critical = any(
        field.is_critical and (is_flagged(field) or position in corrected)
        for position, field in enumerate(content.fields)
    )
    return 2 if critical else 1


def review_after(reading: ReadingVersion, *, needed: int) -> DocumentReview:
    """Return the review status of a version after the confirmations that it has."""
    return (
        DocumentReview.CONFIRMED
        if reading.confirmations.count() >= needed
        else DocumentReview.SECOND
    )


def _of_fields(content: DocumentContent) -> Iterator[Flag]:
    for position, field in enumerate(content.fields):
        if is_flagged(field):
            yield Flag(
                page=field.place.page,
                line=field.place.line,
                position=position,
                word=None,
                text=field.value,
                quad=field.place.quad,
                # A field of several words may have the same flag from each.
                reasons=tuple(
                    note for k, note in enumerate(field.flags) if note not in field.flags[:k]
                ),
            )


def _of_words(content: DocumentContent) -> Iterator[Flag]:
    every_weak_word = _must_review_every_weak_word(content)
    for page in content.reading.pages:
        fields = [f.place.quad for f in content.fields if f.place.page == page.number]
        for line, place, word in _placed(page):
            is_weak = every_weak_word and word.confidence < settings.REVIEW_BELOW
            is_in_field = any(is_inside(word.quad, box=box) for box in fields)
            if (word.flags or is_weak) and not is_in_field:
                yield Flag(
                    page=page.number,
                    line=line,
                    position=None,
                    word=place,
                    text=word.text,
                    quad=word.quad,
                    reasons=word.flags,
                )


def _placed(page: ReadPage) -> Iterator[tuple[int, int, Word]]:
    """Yield each word with its line and its place on the line, both from 1."""
    lines = (line for block in page.blocks for line in block.lines)
    for number, line in enumerate(lines, 1):
        for place, word in enumerate(line.words, 1):
            yield number, place, word


def _must_review_every_weak_word(content: DocumentContent) -> bool:
    """Return whether every weak word must be reviewed: more than a few of the words are below the limit."""
    low = content.reading.low_percentile_confidence
    return low is not None and low < settings.REVIEW_BELOW
