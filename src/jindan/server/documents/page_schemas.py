"""Pages as they go over the wire: text with boxes, and tables as tables."""

from typing import Literal
from uuid import UUID

from ninja import Schema

from jindan.ocr.reading import Block, Cell, Page, Quad, Word

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the picture of the page."""


class WordOut(Schema):
    """A word, its box and its confidence; `doubts` say why a person must confirm it."""

    text: str
    box: Box
    confidence: float
    doubts: list[str]


class LineOut(Schema):
    """A line of a page; `number` counts from 1 in reading order."""

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
    """A paragraph, heading or table; `lines` are the numbers of its lines, `cells` those of a table."""

    kind: Literal["text", "table", "heading"]
    lines: list[int]
    cells: list[CellOut]


class DocumentPageOut(Schema):
    """A page: its size in pixels, where its picture is, and its text in reading order.

    engine: which engine read it. has_left: whether its picture, masked, was sent to a service outside to be read;
    null: it was tried, and may have been.
    """

    number: int
    width: int
    height: int
    image: str
    text: str
    lines: list[LineOut]
    blocks: list[BlockOut]
    remarks: list[str]
    engine: str
    has_left: bool | None


def page_out(
    page: Page, *, document: UUID, number: int, engine: str, language: str
) -> DocumentPageOut:
    """A page of the version `number` of a document; `engine` read what no other is named for."""
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
        remarks=[remark.in_language(language) for remark in page.remarks],
        engine=page.engine or engine,
        has_left=page.has_left,
    )


def box_of(*quads: Quad) -> Box:
    """The upright box around some quadrilaterals."""
    across = [x for quad in quads for x, _ in quad]
    down = [y for quad in quads for _, y in quad]
    return (min(across), min(down), max(across), max(down))


def _blocks(page: Page) -> list[BlockOut]:
    told: list[BlockOut] = []
    before = 0
    for block in page.blocks:
        told.append(_block(block, before=before))
        before += len(block.lines)
    return told


def _block(block: Block, *, before: int) -> BlockOut:
    return BlockOut(
        kind=block.kind,
        lines=list(range(before + 1, before + 1 + len(block.lines))),
        cells=[_cell(cell) for cell in block.cells],
    )


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
        doubts=[doubt.in_language(language) for doubt in word.doubts],
    )
