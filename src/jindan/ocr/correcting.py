"""Corrections by a person: the content of a document with other fields and words, as a new value."""

from collections.abc import Mapping

from jindan.ocr.document import DocumentContent
from jindan.ocr.fields.field import Field
from jindan.ocr.fields.writing import value_of
from jindan.ocr.reading import Line, Quad, Reading, ReadPage, Word
from jindan.ocr.understanding.masking import mask
from jindan.ocr.understanding.sensitive import masked

WordPlace = tuple[int, int, int]
"""Page, line on the page in reading order, and word on the line, each counted from 1."""


def corrected(
    content: DocumentContent, *, fields: Mapping[int, str], words: Mapping[WordPlace, str]
) -> DocumentContent:
    """Return the content with new values of fields (by position, from 0) and new texts of words.

    A corrected field also corrects the words it was read from, so that a search finds it by its right value, and a
    corrected word the field that it was read into. Writing the same value, or the text that was read, confirms the
    field. What a person wrote has confidence 1 and no flags, and is masked like all text; the flags of the other words
    of a field stay. Raises IndexError for a field or word, StopIteration for a page that is not there.
    """
    reading = content.reading
    for place, text in words.items():
        reading = _with_word(reading, place, text=text)
    changed = list(content.fields)
    for position, text in texts_of_fields(content, words=words).items():
        before = content.fields[position]
        with_word = _with_value(before, text=masked(text))
        changed[position] = _still_flagged(
            with_word, before=before, read=content.reading, now=reading
        )
    for position, text in fields.items():
        before = content.fields[position]
        changed[position] = _with_value(before, text=masked(text))
        reading = _with_text_at(reading, field=before, text=changed[position].read)
    # a person may have written a sensitive number
    reading, hidden = mask(reading)
    return content.model_copy(
        update={
            "reading": reading,
            "fields": tuple(changed),
            "masked": (*content.masked, *hidden),
        }
    )


def texts_of_fields(content: DocumentContent, *, words: Mapping[WordPlace, str]) -> dict[int, str]:
    """Return the text of each field (by position) whose words are corrected, as it reads with the new ones.

    Raises IndexError for a word, StopIteration for a page that is not there.
    """
    texts: dict[int, str] = {}
    for place, text in words.items():
        _, old = _word_at(content.reading, place)
        for position, field in enumerate(content.fields):
            is_of_field = field.place.page == place[0] and is_inside(old.quad, box=field.place.quad)
            if is_of_field and old.text in field.read:
                before = texts.get(position, field.read)
                texts[position] = before.replace(old.text, text, 1)
    return texts


def _with_value(field: Field, *, text: str) -> Field:
    """Return the field with what a person wrote. A number that was read together with its unit keeps the unit."""
    certain: dict[str, object] = {"confidence": 1.0, "flags": ()}
    if text in (field.value, field.read):  # confirmed without a change
        return field.model_copy(update=certain)
    read = text
    if field.value and field.value in field.read:
        before, _, after = field.read.partition(field.value)
        if text.startswith(before) and text.endswith(after):  # its unit was written as well
            text = text[len(before) : len(text) - len(after)]
        read = f"{before}{text}{after}"
    value = value_of(field.name, text)
    # a code belongs to the value that was read
    coding = field.coding if value == field.value else None
    return field.model_copy(update=certain | {"value": value, "read": read, "coding": coding})


def _still_flagged(field: Field, *, before: Field, read: Reading, now: Reading) -> Field:
    """Return a field of which some words were corrected, flagged for what is left of the reading before."""
    old, new = _words_of(before, reading=read), _words_of(before, reading=now)
    if all(word.confidence == 1 and not word.flags for word in new):
        return field
    flags = list(before.flags)
    corrected_flags = (flag for word in old if word not in new for flag in word.flags)
    for flag in corrected_flags:
        if flag in flags:
            flags.remove(flag)
    confidence = min(word.confidence for word in new)
    return field.model_copy(update={"confidence": confidence, "flags": tuple(flags)})


def _words_of(field: Field, *, reading: Reading) -> tuple[Word, ...]:
    page = next(page for page in reading.pages if page.number == field.place.page)
    return tuple(word for word in page.words() if is_inside(word.quad, box=field.place.quad))


def _with_word(reading: Reading, place: WordPlace, *, text: str) -> Reading:
    page, old = _word_at(reading, place)
    new = Word(text=text, quad=old.quad, confidence=1.0)
    return _replaced(reading, page=page, old=(old,), new=new)


def _word_at(reading: Reading, place: WordPlace) -> tuple[ReadPage, Word]:
    page_number, line_number, word_number = place
    page = next(page for page in reading.pages if page.number == page_number)
    lines = [line for block in page.blocks for line in block.lines]
    return page, lines[line_number - 1].words[word_number - 1]


def _with_text_at(reading: Reading, *, field: Field, text: str) -> Reading:
    """Return the reading with one word in place of the words inside the field's box."""
    page = next(page for page in reading.pages if page.number == field.place.page)
    inside = _words_of(field, reading=reading)
    if not inside:
        return reading
    new = Word(text=text, quad=field.place.quad, confidence=1.0)
    return _replaced(reading, page=page, old=inside, new=new)


def is_inside(quad: Quad, *, box: Quad) -> bool:
    """Return whether the middle of a word lies in an upright box."""
    x, y = (sum(point[axis] for point in quad) / 4 for axis in (0, 1))
    (left, top), _, (right, bottom), _ = box
    return left <= x <= right and top <= y <= bottom


def _replaced(reading: Reading, *, page: ReadPage, old: tuple[Word, ...], new: Word) -> Reading:
    changed = page.with_lines(lambda line: _line(line, old=old, new=new))
    pages = tuple(changed if p.number == page.number else p for p in reading.pages)
    return reading.model_copy(update={"pages": pages})


def _line(line: Line, *, old: tuple[Word, ...], new: Word) -> Line:
    """Return the line with the new word in place of the first old one. Words are compared by their boxes."""
    quads = {word.quad for word in old}
    words: list[Word] = []
    for word in line.words:
        if word.quad not in quads:
            words.append(word)
        elif word.quad == old[0].quad:
            words.append(new)
    return Line(words=tuple(words))
