"""Raised digits, as word processors set them: the level digit in a smaller face, moved up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import ImageFont

from jindan.ocr.characters import LEVEL_OF

Face = ImageFont.FreeTypeFont


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some text in one face. x, y: where it goes, from where the line begins."""

    text: str
    face: Face
    x: float
    y: float


def set_raised(line: str, *, face: Face, small: Face, lift: float) -> list[Piece]:
    """The line in pieces, its raised digits in the small face, their tops `lift` sizes above the others'."""
    pieces: list[Piece] = []
    x = 0.0
    for is_raised, letters in groupby(line, key=LEVEL_OF.__contains__):
        text = "".join(LEVEL_OF.get(letter, letter) for letter in letters)
        chosen = small if is_raised else face
        y = _rise(face, small) - lift * face.size if is_raised else 0.0
        pieces.append(Piece(text=text, face=chosen, x=x, y=y))
        x += chosen.getlength(text)
    return pieces


def _rise(face: Face, small: Face) -> float:
    """How far the small digits go down for their tops to meet the tops of large ones."""
    return float(face.getbbox("0")[1] - small.getbbox("0")[1])


def bounds_of(pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that will be inked."""
    boxes = [(piece, piece.face.getbbox(piece.text)) for piece in pieces]
    return (
        min(piece.x + box[0] for piece, box in boxes),
        min(piece.y + box[1] for piece, box in boxes),
        max(piece.x + box[2] for piece, box in boxes),
        max(piece.y + box[3] for piece, box in boxes),
    )
