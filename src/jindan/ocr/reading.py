"""What a document says, as one engine read it: pages, blocks, lines and words with their places. Light to load."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Remark

Point = tuple[float, float]
"""x and y in pixels of the upright page image, from its upper left corner."""

Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise from the text's own upper left."""

LOW_PERCENTILE = 5
"""Which percentile of the confidences is reported beside the lowest."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Word(_Value):
    """One word. confidence: 0 to 1, of its least certain character. doubts: why a person must confirm it."""

    text: str
    quad: Quad
    confidence: float
    doubts: tuple[Remark, ...] = ()


class Line(_Value):
    """Words from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)


class Cell(_Value):
    """One cell of a table: row and column count from 0; the spans are at least 1."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its lines with spaces between them."""
        return " ".join(line.text for line in self.lines)


class Block(_Value):
    """A paragraph, a heading or a table. `lines` holds every line of it; `cells` only those of a table."""

    kind: Literal["text", "table", "heading"]
    lines: tuple[Line, ...]
    quad: Quad
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """Its lines, one below another; a table has one line a row, its cells set apart by tabs."""
        return _rows(self.cells) if self.cells else "\n".join(line.text for line in self.lines)


class Page(_Value):
    """One page of a document as it was read, its blocks in reading order.

    number: from 1. width, height: of the upright page image, in pixels. turned_degrees: the clockwise
    turn that was undone. skew_degrees: the clockwise tilt that was undone after it. engine: which read it, where
    another read the rest; else empty. has_left: whether its picture was sent away to be read; None: it may have been.
    """

    number: int
    width: int
    height: int
    turned_degrees: Literal[0, 90, 180, 270]
    skew_degrees: float
    resolution_dpi: float | None
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    engine: str = ""
    has_left: bool | None = False

    @property
    def text(self) -> str:
        """Its blocks, an empty line between them."""
        return "\n\n".join(block.text for block in self.blocks)

    def words(self) -> Iterator[Word]:
        """Each word of the page, in reading order."""
        for block in self.blocks:
            for line in block.lines:
                yield from line.words


class Reading(_Value):
    """The text of a document as one engine saw it.

    engine: which engine read it, such as `local`. remarks: what lowers trust in the whole.
    """

    engine: str
    engine_version: str
    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def text(self) -> str:
        """Its pages, a form feed between them."""
        return "\n\f\n".join(page.text for page in self.pages)

    def words(self) -> Iterator[Word]:
        """Each word of the document, in reading order."""
        for page in self.pages:
            yield from page.words()

    @property
    def lowest_confidence(self) -> float | None:
        """The confidence of the least certain word; None where there is no word."""
        return min((word.confidence for word in self.words()), default=None)

    @property
    def low_percentile_confidence(self) -> float | None:
        """The confidence that all but 5 % of the words reach; None where there is no word."""
        ordered = sorted(word.confidence for word in self.words())
        if not ordered:
            return None
        return ordered[max(0, math.ceil(len(ordered) * LOW_PERCENTILE / 100) - 1)]


class PageImage(_Value):
    """The upright picture of one page among the outputs: exactly as many pixels as its Page says."""

    number: int
    file: str


class ReadDocument(_Value):
    """What reading one file gave: the text, and the picture of each page that its places refer to."""

    reading: Reading
    images: tuple[PageImage, ...]


class ReadingParams(BaseModel):
    """What a reading may be told.

    engine: its name; the first that is available where empty. recogniser: folder of an operator's own network for the
    engine `own`; recogniser_sha256: what its files were when the reading was asked for, so that another network is
    another reading.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str = ""
    recogniser: Path | None = None
    recogniser_sha256: str = ""


def _rows(cells: tuple[Cell, ...]) -> str:
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell)
    return "\n".join("\t".join(cell.text for cell in row) for row in rows.values())
