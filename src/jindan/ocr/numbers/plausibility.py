"""Marks numbers that no patient has, row by row: a decimal point was probably lost or won."""

from collections.abc import Iterator

from jindan.analysis import Remark
from jindan.ocr.numbers.ranges import implausible
from jindan.ocr.reading import Block, Line, Page, Word


def with_doubts(page: Page) -> Page:
    """The page with a doubt on each number that is implausible for the analyte of its row."""
    doubts = {id(word): remark for block in page.blocks for word, remark in _doubted(block)}
    if not doubts:
        return page
    blocks = tuple(_marked(block, doubts) for block in page.blocks)
    return page.model_copy(update={"blocks": blocks})


def _doubted(block: Block) -> Iterator[tuple[Word, Remark]]:
    for words in _rows(block):
        found = implausible([word.text for word in words])
        if found:
            at, known = found
            values = {"low": known.low, "high": known.high, "unit": known.unit}
            yield words[at], Remark(code="number-implausible", values=values)


def _rows(block: Block) -> Iterator[list[Word]]:
    """The words that stand beside each other: of a row of cells, or of a line."""
    if not block.cells:
        yield from (list(line.words) for line in block.lines)
        return
    rows: dict[int, list[Word]] = {}
    for cell in block.cells:
        words = [word for line in cell.lines for word in line.words]
        rows.setdefault(cell.row, []).extend(words)
    yield from rows.values()


def _marked(block: Block, doubts: dict[int, Remark]) -> Block:
    lines = tuple(_line(line, doubts) for line in block.lines)
    cells = tuple(
        cell.model_copy(update={"lines": tuple(_line(line, doubts) for line in cell.lines)})
        for cell in block.cells
    )
    return block.model_copy(update={"lines": lines, "cells": cells})


def _line(line: Line, doubts: dict[int, Remark]) -> Line:
    if not any(id(word) in doubts for word in line.words):
        return line
    words = tuple(
        word.model_copy(update={"doubts": (*word.doubts, doubts[id(word)])})
        if id(word) in doubts
        else word
        for word in line.words
    )
    return Line(words=words)
