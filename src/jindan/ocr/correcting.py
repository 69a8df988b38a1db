"""What a person read otherwise: the content of a document with corrected fields and words, as a new value."""

from collections.abc import Mapping

from jindan.ocr.document import Content
from jindan.ocr.fields.field import Field
from jindan.ocr.fields.writing import value_of
from jindan.ocr.reading import Block, Cell, Line, Page, Quad, Reading, Word
from jindan.ocr.understanding.masking import mask
from jindan.ocr.understanding.sensitive import masked

WordPlace = tuple[int, int, int]
"""Page, line on the page in reading order, word on the line; each counts from 1."""


def corrected(
    content: Content, *, fields: Mapping[int, str], words: Mapping[WordPlace, str]
) -> Content:
    """The content with new values of fields (by position, from 0) and new texts of words.

    A corrected field also corrects the words it was read from, so that it is found by its right value; the value, or
    what was read, confirms it. What a person wrote is certain, has no doubts, and is masked like everything else.
    Raises IndexError, KeyError for what is not there.
    """
    reading = content.reading
    for place, text in words.items():
        reading = _with_word(reading, place, text=text)
    changed = list(content.fields)
    for position, text in fields.items():
        before = content.fields[position]
        changed[position] = _with_value(before, text=masked(text))
        reading = _with_text_at(reading, field=before, text=changed[position].read)
    reading, hidden = mask(reading)
    return content.model_copy(
        update={
            "reading": reading,
            "fields": tuple(changed),
            "masked": (*content.masked, *hidden),
        }
    )


def _with_value(field: Field, *, text: str) -> Field:
    """What a person wrote in place of the earlier value; a number written together with its unit keeps the unit."""
    certain: dict[str, object] = {"confidence": 1.0, "doubts": ()}
    if text in (field.value, field.read):  # confirmed: it stays as it is
        return field.model_copy(update=certain)
    value = value_of(field.name, text)
    read = field.read.replace(field.value, text, 1) if field.value in field.read else text
    coding = field.coding if value == field.value else None
    return field.model_copy(update=certain | {"value": value, "read": read, "coding": coding})


def _with_word(reading: Reading, place: WordPlace, *, text: str) -> Reading:
    page_number, line_number, word_number = place
    page = next(page for page in reading.pages if page.number == page_number)
    lines = [line for block in page.blocks for line in block.lines]
    old = lines[line_number - 1].words[word_number - 1]
    return _replaced(reading, page=page, old=(old,), new=_certain(old.quad, text=text))


def _with_text_at(reading: Reading, *, field: Field, text: str) -> Reading:
    """The words inside the field's box become one word."""
    page = next(page for page in reading.pages if page.number == field.place.page)
    inside = tuple(word for word in page.words() if is_inside(word.quad, box=field.place.quad))
    if not inside:
        return reading
    return _replaced(reading, page=page, old=inside, new=_certain(field.place.quad, text=text))


def _certain(quad: Quad, *, text: str) -> Word:
    return Word(text=text, quad=quad, confidence=1.0)


def is_inside(quad: Quad, *, box: Quad) -> bool:
    """Whether the middle of a word lies in a box."""
    x, y = (sum(point[axis] for point in quad) / 4 for axis in (0, 1))
    (left, top), _, (right, bottom), _ = box
    return left <= x <= right and top <= y <= bottom


def _replaced(reading: Reading, *, page: Page, old: tuple[Word, ...], new: Word) -> Reading:
    blocks = tuple(_block(block, old=old, new=new) for block in page.blocks)
    fresh = page.model_copy(update={"blocks": blocks})
    pages = tuple(fresh if each.number == page.number else each for each in reading.pages)
    return reading.model_copy(update={"pages": pages})


def _block(block: Block, *, old: tuple[Word, ...], new: Word) -> Block:
    lines = tuple(_line(line, old=old, new=new) for line in block.lines)
    cells = tuple(_cell(cell, old=old, new=new) for cell in block.cells)
    return block.model_copy(update={"lines": lines, "cells": cells})


def _cell(cell: Cell, *, old: tuple[Word, ...], new: Word) -> Cell:
    return cell.model_copy(
        update={"lines": tuple(_line(line, old=old, new=new) for line in cell.lines)}
    )


def _line(line: Line, *, old: tuple[Word, ...], new: Word) -> Line:
    """The new word where the first old one stood; a word is told by its box."""
    quads = {word.quad for word in old}
    kept: list[Word] = []
    for word in line.words:
        if word.quad not in quads:
            kept.append(word)
        elif word.quad == old[0].quad:
            kept.append(new)
    return Line(words=tuple(kept))
