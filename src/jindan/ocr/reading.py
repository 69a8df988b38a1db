"""The text of a document as one engine read it: pages, blocks, lines and words with their places. Light to load."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from jindan.analysis import Note

Point = tuple[float, float]
"""x and y in pixels of the upright page image, from its upper left corner."""

Quad = tuple[Point, Point, Point, Point]
"""Four corners, clockwise from the text's own upper left."""

LOW_PERCENTILE = 5
"""Percentile of the confidences that is reported beside the lowest."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Word(_Value):
    """One word. confidence: 0 to 1, of its least certain character. flags: why a person must confirm it."""

    text: str
    quad: Quad
    confidence: float
    flags: tuple[Note, ...] = ()


class Line(_Value):
    """Words from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, joined by spaces."""
        return " ".join(word.text for word in self.words)


class Cell(_Value):
    """One cell of a table. row, column: from 0. row_span, column_span: at least 1."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)


class Block(_Value):
    """A paragraph, a heading or a table. `lines` holds all of its lines, also those inside the cells of a table."""

    kind: Literal["text", "table", "heading"]
    lines: tuple[Line, ...]
    quad: Quad
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """Its lines, one below another. A table has one line a row, its cells separated by tabs."""
        if not self.cells:
            return "\n".join(line.text for line in self.lines)
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(cell)
        return "\n".join("\t".join(cell.text for cell in row) for row in rows.values())


class ReadPage(_Value):
    """One page of a document as it was read, its blocks in reading order.

    number: from 1. width, height: of the upright page image, in pixels. turned_degrees: the clockwise
    turn that was undone. skew_degrees: the clockwise tilt that was undone after it. engine: the page's own engine,
    empty where it is that of the reading. has_left: whether its picture was sent to an external service, or None where
    it may have been.
    """

    number: int
    width: int
    height: int
    turned_degrees: Literal[0, 90, 180, 270]
    skew_degrees: float
    resolution_dpi: float | None
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    engine: str = ""
    has_left: bool | None = False

    @property
    def text(self) -> str:
        """Its blocks, separated by empty lines."""
        return "\n\n".join(block.text for block in self.blocks)

    def words(self) -> Iterator[Word]:
        """Yield each word of the page, in reading order."""
        for block in self.blocks:
            for line in block.lines:
                yield from line.words

    def with_lines(self, change: Callable[[Line], Line]) -> "ReadPage":
        """Return the page with each line changed, also where it stands again in a cell of a table."""
        blocks = []
        for block in self.blocks:
            cells = tuple(
                cell.model_copy(update={"lines": tuple(map(change, cell.lines))})
                for cell in block.cells
            )
            lines = tuple(map(change, block.lines))
            blocks.append(block.model_copy(update={"lines": lines, "cells": cells}))
        return self.model_copy(update={"blocks": tuple(blocks)})


class Reading(_Value):
    """The text of a document as one engine read it.

    engine: its name, such as `local`. notes: what lowers trust in the whole.
    """

    engine: str
    engine_version: str
    pages: tuple[ReadPage, ...]
    notes: tuple[Note, ...] = ()

    @property
    def text(self) -> str:
        """Its pages, separated by form feeds."""
        return "\n\f\n".join(page.text for page in self.pages)

    def words(self) -> Iterator[Word]:
        """Yield each word of the document, in reading order."""
        for page in self.pages:
            yield from page.words()

    @property
    def lowest_confidence(self) -> float | None:
        """Confidence of the least certain word, or None where there is no word."""
        return min((word.confidence for word in self.words()), default=None)

    @property
    def low_percentile_confidence(self) -> float | None:
        """Confidence that all but 5 % of the words reach, or None where there is no word."""
        ordered = sorted(word.confidence for word in self.words())
        if not ordered:
            return None
        return ordered[max(0, math.ceil(len(ordered) * LOW_PERCENTILE / 100) - 1)]


class PageImage(_Value):
    """The file of a page's upright picture among the outputs, of exactly the page's width and height."""

    number: int
    file: str


class ReadDocument(_Value):
    """A document that was read: the text, and the picture of each page that its places refer to."""

    reading: Reading
    images: tuple[PageImage, ...]


class ReadingParams(BaseModel):
    """Parameters of a reading.

    engine: its name, or empty for the first that is available. recogniser: folder of an operator's own network for the
    engine `own`. recogniser_sha256: checksum of its files when the reading was requested, so that another network
    gives another reading.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: str = ""
    recogniser: Path | None = None
    recogniser_sha256: str = ""
