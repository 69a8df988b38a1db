"""Draws documents as pages, and knows where each word went."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from ocr.documents import Columns, Document, Heading, Paragraph, Table
from ocr.setting import face_of, pieces_of

Picture = npt.NDArray[np.uint8]
DPI, CARD_DPI = 200, 300
A4, CARD = (1654, 2339), (1013, 638)
MARGIN = 0.07


@dataclass(frozen=True, kw_only=True)
class TrueWord:
    """A word as drawn. corners: clockwise from its upper left, (4, 2) pixels. line: words of one share it."""

    text: str
    corners: npt.NDArray[np.float64]
    line: int


@dataclass(frozen=True, kw_only=True)
class TruePage:
    """A page with its words, in reading order."""

    picture: Picture
    words: tuple[TrueWord, ...]
    dpi: int


@dataclass(kw_only=True)
class Pen:
    """Writes from top to bottom."""

    page: Image.Image
    font: Path
    size: int
    top: float
    words: list[TrueWord] = field(default_factory=list)
    lines: int = 0

    @property
    def canvas(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.page)

    def write(self, text: str, *, left: float, top: float, size: int) -> float:
        """One line; where it ends."""
        face = face_of(self.font, size)
        gap = face.getlength(" ")
        for word in text.split():
            left = self._word(word, left=left, top=top, size=size) + gap
        self.lines += 1
        return left

    def _word(self, word: str, *, left: float, top: float, size: int) -> float:
        """One word; where it ends."""
        boxes, end = [], left
        for piece in pieces_of(word, font=self.font, size=size):
            at = (left + piece.x, top + piece.y)
            boxes.append(self.canvas.textbbox(at, piece.text, font=piece.face))
            self.canvas.text(at, piece.text, font=piece.face, fill=(20, 20, 24))
            end = at[0] + piece.face.getlength(piece.text)
        low, high = np.min(boxes, axis=0)[:2], np.max(boxes, axis=0)[2:]
        corners = np.array([low, (high[0], low[1]), high, (low[0], high[1])], float)
        self.words.append(TrueWord(text=word, corners=corners, line=self.lines))
        return end

    def wrap(self, text: str, *, left: float, right: float, top: float, size: int) -> float:
        """A paragraph; the height below it."""
        face = face_of(self.font, size)
        for line in _broken(text, face=face, width=right - left):
            self.write(line, left=left, top=top, size=size)
            top += size * 1.55
        return top


def draw(document: Document, *, font: Path, drawn: random.Random, is_card: bool) -> TruePage:
    """The document on A4 at 200 dpi, or on a card at 300 dpi."""
    size, dpi = (CARD, CARD_DPI) if is_card else (A4, DPI)
    page = Image.new("RGB", size, (255, 255, 255) if not is_card else (236, 241, 246))
    letter = drawn.randint(34, 40) if is_card else drawn.randint(25, 33)
    pen = Pen(page=page, font=font, size=letter, top=size[1] * MARGIN)
    for part in document:
        _draw(part, pen, drawn=drawn)
        pen.top += letter * 0.9
    return TruePage(picture=np.asarray(page), words=tuple(pen.words), dpi=dpi)


def _draw(part: object, pen: Pen, *, drawn: random.Random) -> None:
    left, right = pen.page.width * MARGIN, pen.page.width * (1 - MARGIN)
    match part:
        case Heading(text=text):
            size = round(pen.size * 1.5)
            at = (pen.page.width - face_of(pen.font, size).getlength(text)) / 2
            pen.write(text, left=at, top=pen.top, size=size)
            pen.top += size * 1.8
        case Paragraph(text=text):
            pen.top = pen.wrap(text, left=left, right=right, top=pen.top, size=pen.size)
        case Columns(left=first, right=second):
            pen.top = max(
                _column(first, pen, left, (left + right) / 2 - 30),
                _column(second, pen, (left + right) / 2 + 30, right),
            )
        case Table():
            _table(part, pen, left=left, right=right)


def _column(texts: Sequence[str], pen: Pen, left: float, right: float) -> float:
    top = pen.top
    for text in texts:
        top = pen.wrap(text, left=left, right=right, top=top, size=pen.size) + pen.size * 0.5
    return top


def _table(table: Table, pen: Pen, *, left: float, right: float) -> None:
    height = pen.size * 2.0
    edges = left + (right - left) * np.cumsum((0, *table.widths))
    for row in table.rows:
        for cell, start, end in zip(row, edges[:-1], edges[1:], strict=True):
            if table.is_ruled:
                pen.canvas.rectangle(
                    (start, pen.top, end, pen.top + height), outline=(40, 40, 40), width=2
                )
            pen.wrap(
                cell, left=start + 14, right=end - 6, top=pen.top + pen.size * 0.4, size=pen.size
            )
        pen.top += height


def _broken(text: str, *, face: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and face.getlength(longer) > width:
            yield line
            longer = word
        line = longer
    yield line
