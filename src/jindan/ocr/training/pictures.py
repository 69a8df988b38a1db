"""Pictures of synthetic lines: a font, a page's colours, and the wear of scanners, fax machines and printers."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from jindan.ocr.characters import LEVEL_OF
from jindan.ocr.training.raising import Piece, bounds_of, set_raised

Picture = npt.NDArray[np.uint8]
Grey = npt.NDArray[np.float32]

HEIGHT = 48
"""Rows of the backbone's pictures."""

NARROWEST, WIDEST = 16, 1100
OWN_RAISED_SHARE = 0.5
"""How often a font's own raised digits are used where it has them all."""


@dataclass(frozen=True, kw_only=True)
class Painter:
    """A source of random pictures of lines. All randomness comes from `drawn` and `noise`."""

    drawn: random.Random
    noise: np.random.Generator

    def paint(self, line: str, *, font: Path) -> Picture | None:
        """Return a grey picture of the line, 48 rows high, or None where the font lacks a letter or it is too wide."""
        size = self.drawn.randint(22, 46)
        if not _can_draw(font, line):
            return None
        page = self._printed(line, font=font, size=size)
        page = self._worn(page, size=size)
        page = self._degraded(page)
        width = round(page.shape[1] * HEIGHT / page.shape[0] * self.drawn.uniform(0.92, 1.08))
        if not NARROWEST <= width <= WIDEST:
            return None
        small = cv2.resize(_clipped(page), (width, HEIGHT), interpolation=cv2.INTER_LINEAR)
        return np.asarray(small, np.uint8)

    def _printed(self, line: str, *, font: Path, size: int) -> Grey:
        """Return the line on its paper, with about the margins that the detector leaves."""
        face, pieces = _face(font, size), self._pieces(line, font=font, size=size)
        left, top, right, bottom = bounds_of(pieces)
        across = self.drawn.uniform(0.05, 0.5) * size
        beyond = self.drawn.uniform(0.05, 0.34) * size
        width, height = (
            int(right - left + 2 * across),
            int(max(bottom - top, 0.85 * size) + 2 * beyond),
        )
        paper, ink = self._colours()
        page = Image.new("L", (width, height), paper)
        pen = ImageDraw.Draw(page)
        at = (
            across - left,
            (height - bottom + top) / 2 - top + self.drawn.uniform(-0.06, 0.06) * size,
        )
        for piece in pieces:
            pen.text((at[0] + piece.x, at[1] + piece.y), piece.text, font=piece.face, fill=ink)
        self._rule(pen, width=width, height=height, ink=ink)
        if self.drawn.random() < 0.08:  # the line above or below reaches into the cut
            shift = self.drawn.choice((-1, 1)) * self.drawn.uniform(0.92, 1.05) * size
            pen.text(
                (at[0] + self.drawn.uniform(-40, 40), at[1] + shift),
                line[::-1],
                font=face,
                fill=ink,
            )
        return np.asarray(page, np.float32)

    def _pieces(self, line: str, *, font: Path, size: int) -> list[Piece]:
        """Return the pieces of the line: raised digits are the font's own, or made as word processors do."""
        face = _face(font, size)
        has_own = all(_has(font, letter) for letter in line if letter in LEVEL_OF)
        if has_own and self.drawn.random() < OWN_RAISED_SHARE:
            return [Piece(text=line, face=face, x=0, y=0)]
        small = _face(font, round(size * self.drawn.uniform(0.52, 0.72)))
        return set_raised(line, face=face, small=small, lift=self.drawn.uniform(-0.06, 0.14))

    def _colours(self) -> tuple[int, int]:
        if self.drawn.random() < 0.05:
            return self.drawn.randint(20, 90), self.drawn.randint(190, 255)
        ink = (
            self.drawn.randint(0, 90) if self.drawn.random() < 0.85 else self.drawn.randint(90, 150)
        )
        return self.drawn.randint(195, 255), ink

    def _rule(self, pen: ImageDraw.ImageDraw, *, width: int, height: int, ink: int) -> None:
        """Draw rules of a table or form along the edges, as a loose cut has them."""
        if self.drawn.random() < 0.12:
            row = self.drawn.choice((1, height - 2))
            pen.line([(0, row), (width, row)], fill=ink, width=self.drawn.randint(1, 2))
        if self.drawn.random() < 0.06:
            column = self.drawn.choice((1, width - 2))
            pen.line([(column, 0), (column, height)], fill=ink, width=self.drawn.randint(1, 2))

    def _worn(self, page: Grey, *, size: int) -> Grey:
        """Return the page as some printers print it: dots, faded streaks, thickened or thinned strokes."""
        how = self.drawn.random()
        if how < 0.08:
            return _dotted(page, pitch=max(2, round(size / self.drawn.uniform(12, 18))))
        if how < 0.16:
            return self._faded(page)
        if how < 0.20:
            kernel = np.ones((2, 2), np.uint8)
            change = cv2.erode if self.drawn.random() < 0.6 else cv2.dilate
            return np.asarray(change(page, kernel), np.float32)
        return page

    def _faded(self, page: Grey) -> Grey:
        """Return the page in thermal print, with pale columns where the print head is worn."""
        columns = np.asarray(self.noise.uniform(0.0, 0.5, page.shape[1]), np.float32)
        columns = cv2.GaussianBlur(columns[None], (0, 0), self.drawn.uniform(0.6, 4))[0]
        return np.asarray(page + (page.max() - page) * columns[None], np.float32)

    def _degraded(self, page: Grey) -> Grey:
        steps: tuple[tuple[float, Callable[[Grey], Grey]], ...] = (
            (0.45, self._turned),
            (0.50, self._coarse),
            (0.50, self._blurred),
            (0.25, self._shaded),
            (0.45, self._noisy),
            (0.18, self._bilevel),
            (0.40, self._compressed),
        )
        for share, step in steps:
            if self.drawn.random() < share:
                page = step(page)
        return page

    def _turned(self, page: Grey) -> Grey:
        height, width = page.shape
        matrix = cv2.getRotationMatrix2D(
            (width / 2, height / 2), self.drawn.uniform(-1.2, 1.2) * min(1, 500 / width), 1
        )
        if self.drawn.random() < 0.4:
            matrix[0, 1] += self.drawn.uniform(-0.12, 0.12)
        turned = cv2.warpAffine(
            page, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(turned, np.float32)

    def _coarse(self, page: Grey) -> Grey:
        """Return the page as scanned at a low resolution, 13 to 26 rows a line."""
        factor = min(1.0, self.drawn.uniform(13, 26) / page.shape[0])
        return np.asarray(
            cv2.resize(page, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.float32
        )

    def _blurred(self, page: Grey) -> Grey:
        sigma = self.drawn.uniform(0.3, 1.3) * page.shape[0] / HEIGHT
        return np.asarray(cv2.GaussianBlur(page, (0, 0), sigma), np.float32)

    def _shaded(self, page: Grey) -> Grey:
        light = np.linspace(self.drawn.uniform(0.6, 1), self.drawn.uniform(0.6, 1), page.shape[1])
        return np.asarray(page * light[None], np.float32)

    def _noisy(self, page: Grey) -> Grey:
        return np.asarray(
            page + self.noise.normal(0, self.drawn.uniform(2, 16), page.shape), np.float32
        )

    def _bilevel(self, page: Grey) -> Grey:
        """Return the page as a fax machine sends it, black or white with specks, and blurred as in `flattening`."""
        rough = page + self.noise.normal(0, 15, page.shape)
        black = np.where(rough > self.drawn.uniform(0.45, 0.75) * page.max(), 255, 0).astype(
            np.float32
        )
        return np.asarray(cv2.GaussianBlur(black, (0, 0), self.drawn.uniform(0.4, 1.0)), np.float32)

    def _compressed(self, page: Grey) -> Grey:
        quality = [cv2.IMWRITE_JPEG_QUALITY, self.drawn.randint(25, 80)]
        encoded = cv2.imencode(".jpg", _clipped(page), quality)[1]
        return np.asarray(cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE), np.float32)


def _clipped(page: Grey) -> Picture:
    return np.clip(page, 0, 255).astype(np.uint8)


def _dotted(page: Grey, *, pitch: int) -> Grey:
    """Return the page in dot-matrix print: ink only on a grid of round dots."""
    rows, columns = np.indices(page.shape) % pitch - (pitch - 1) / 2
    is_dot = rows**2 + columns**2 <= (0.62 * pitch) ** 2
    paper = page.max()
    return np.asarray(np.where(is_dot, page, paper - (paper - page) * 0.12), np.float32)


@lru_cache(maxsize=600)
def _face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        font, size, index=1 if font.suffix == ".ttc" and "CJK" in font.name else 0
    )


@cache
def _empty_box(font: Path) -> bytes:
    """Return how the font draws a character that it lacks."""
    return bytes(_face(font, 24).getmask("\U0010fffd"))


@lru_cache(maxsize=200_000)
def _has(font: Path, letter: str) -> bool:
    drawn = bytes(_face(font, 24).getmask(letter))
    return bool(drawn) and any(drawn) and drawn != _empty_box(font)


def _can_draw(font: Path, line: str) -> bool:
    level = (LEVEL_OF.get(letter, letter) for letter in line)
    return all(letter == " " or _has(font, letter) for letter in level)
