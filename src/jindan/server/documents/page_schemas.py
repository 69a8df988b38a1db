"""Pages as they go over the wire: text with boxes, and tables as tables."""

from typing import Literal
from uuid import UUID

from ninja import Schema

from jindan.ocr.reading import Cell, Quad, ReadPage, Word
from jindan.server.kit.schemas import NoteOut, note_out

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the picture of the page."""


class WordOut(Schema):
    """A word, its box and its confidence. `flags` say why a person must confirm it."""

    text: str
    box: Box
    confidence: float
    flags: list[NoteOut]


class LineOut(Schema):
    """A line of a page. `number` counts from 1 in reading order."""

    number: int
    text: str
    words: list[WordOut]


class CellOut(Schema):
    """A cell of a table: row and column count from 0. `box` is null where nothing is written in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box | None


class BlockOut(Schema):
    """A paragraph, heading or table: the numbers of its lines, and the cells of a table."""

    kind: Literal["text", "table", "heading"]
    lines: list[int]
    cells: list[CellOut]


class DocumentPageOut(Schema):
    """A page: its size in pixels, the path of its picture, and its text in reading order.

    engine: which engine read it. has_left: whether its masked picture was sent to an external service, null where
    sending was tried and may have succeeded.
    """

    number: int
    width: int
    height: int
    image: str
    text: str
    lines: list[LineOut]
    blocks: list[BlockOut]
    notes: list[NoteOut]
    engine: str
    has_left: bool | None


def page_out(
    page: ReadPage, *, document: UUID, number: int, engine: str, language: str
) -> DocumentPageOut:
    """Return a page of version `number` of a document. `engine` read every page that names no other."""
    lines = [line for block in page.blocks for line in block.lines]
    return DocumentPageOut(
        number=page.number,
        width=page.width,
        height=page.height,
        image=f"/documents/{document}/pages/{page.number}/image?number={number}",
        text=page.text,
        lines=[
            LineOut(
                number=place,
                text=line.text,
                words=[_word(word, language=language) for word in line.words],
            )
            for place, line in enumerate(lines, 1)
        ],
        blocks=_blocks(page),
        notes=[note_out(note, language=language) for note in page.notes],
        engine=page.engine or engine,
        has_left=page.has_left,
    )


def box_of(*quads: Quad) -> Box:
    """Return the upright box around some quadrilaterals."""
    across = [x for quad in quads for x, _ in quad]
    down = [y for quad in quads for _, y in quad]
    return (min(across), min(down), max(across), max(down))


def _blocks(page: ReadPage) -> list[BlockOut]:
    blocks: list[BlockOut] = []
    first = 1
    for block in page.blocks:
        after = first + len(block.lines)
        blocks.append(
            BlockOut(
                kind=block.kind,
                lines=list(range(first, after)),
                cells=[_cell(cell) for cell in block.cells],
            )
        )
        first = after
    return blocks


def _cell(cell: Cell) -> CellOut:
    quads = [word.quad for line in cell.lines for word in line.words]
    return CellOut(
        row=cell.row,
        column=cell.column,
        row_span=cell.row_span,
        column_span=cell.column_span,
        text=cell.text,
        box=box_of(*quads) if quads else None,
    )


def _word(word: Word, *, language: str) -> WordOut:
    return WordOut(
        text=word.text,
        box=box_of(word.quad),
        confidence=word.confidence,
        flags=[note_out(flag, language=language) for flag in word.flags],
    )
