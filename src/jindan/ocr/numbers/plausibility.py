"""Flags numbers that no patient has, row by row: a decimal point was probably lost or added."""

from collections.abc import Iterator

from jindan.analysis import Note
from jindan.ocr.numbers.ranges import implausible
from jindan.ocr.reading import Block, Line, ReadPage, Word


def with_flags(page: ReadPage) -> ReadPage:
    """Return the page with a flag on each number that is implausible for the analyte of its row."""
    flags = {id(word): note for block in page.blocks for word, note in _flagged(block)}
    return page.with_lines(lambda line: _line(line, flags)) if flags else page


def _flagged(block: Block) -> Iterator[tuple[Word, Note]]:
    for words in _rows(block):
        number = implausible([word.text for word in words])
        if number:
            at, limits = number
            values = {"low": limits.low, "high": limits.high, "unit": limits.unit}
            yield words[at], Note(code="number-implausible", values=values)


def _rows(block: Block) -> Iterator[list[Word]]:
    """Yield words side by side: of each row of cells, or of each line."""
    if not block.cells:
        yield from (list(line.words) for line in block.lines)
        return
    rows: dict[int, list[Word]] = {}
    for cell in block.cells:
        words = [word for line in cell.lines for word in line.words]
        rows.setdefault(cell.row, []).extend(words)
    yield from rows.values()


def _line(line: Line, flags: dict[int, Note]) -> Line:
    if not any(id(word) in flags for word in line.words):
        return line
    words = tuple(
        word.model_copy(update={"flags": (*word.flags, flags[id(word)])})
        if id(word) in flags
        else word
        for word in line.words
    )
    return Line(words=words)
