"""Sets words in type: what a font lacks is set as word processors and printers do it, never as an empty box."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont
from PIL import ImageFont

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-", strict=True))
SMALL, RISE = 0.62, 0.02
"""A raised digit's size, and how far its top stands above the others', in sizes of the font."""

SPARE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""The font of other characters that a font lacks."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Characters of one face; x and y from where the word begins."""

    text: str
    face: ImageFont.FreeTypeFont
    x: float
    y: float


def pieces_of(word: str, *, font: Path, size: int) -> Iterator[Piece]:
    """The word, in as few pieces as it needs: one where the font has every character."""
    x, face = 0.0, face_of(font, size)
    for how, letters in groupby(word, key=lambda letter: _how(letter, font=font)):
        text = "".join(letters)
        chosen, y = face, 0.0
        if how == "raised":
            text = "".join(RAISED[letter] for letter in text)
            chosen = face_of(font, round(SMALL * size))
            y = face.getbbox("0")[1] - chosen.getbbox("0")[1] - RISE * size
        elif how == "spare":
            chosen = face_of(SPARE, size)
            y = face.getmetrics()[0] - chosen.getmetrics()[0]
        yield Piece(text=text, face=chosen, x=x, y=y)
        x += chosen.getlength(text)


def _how(letter: str, *, font: Path) -> str:
    if ord(letter) in _known(font):
        return "own"
    return "raised" if letter in RAISED else "spare"


@cache
def _known(font: Path) -> frozenset[int]:
    """The code points that a font has characters for."""
    file = TTCollection(font)[_index(font)] if font.suffix == ".ttc" else TTFont(font)
    return frozenset(file.getBestCmap())


@cache
def face_of(font: Path, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size; of a collection of Noto the Korean one."""
    return ImageFont.truetype(font, size, index=_index(font))


def _index(font: Path) -> int:
    return 1 if font.suffix == ".ttc" and "CJK" in font.name else 0
