"""Raised digits, as word processors set them: the level digit in a smaller face, moved up."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import ImageFont

from jindan.ocr.characters import LEVEL_OF

Face = ImageFont.FreeTypeFont


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of text in one face. x, y: its place in pixels from the beginning of the line."""

    text: str
    face: Face
    x: float
    y: float


def set_raised(line: str, *, face: Face, small: Face, lift: float) -> list[Piece]:
    """Return the line in pieces, its raised digits in the small face, their tops `lift` sizes above the others'."""
    # how far small digits go down for their tops to meet those of large ones
    rise = float(face.getbbox("0")[1] - small.getbbox("0")[1])
    pieces: list[Piece] = []
    x = 0.0
    for is_raised, letters in groupby(line, key=LEVEL_OF.__contains__):
        text = "".join(LEVEL_OF.get(letter, letter) for letter in letters)
        chosen = small if is_raised else face
        y = rise - lift * face.size if is_raised else 0.0
        pieces.append(Piece(text=text, face=chosen, x=x, y=y))
        x += chosen.getlength(text)
    return pieces


def bounds_of(pieces: Sequence[Piece]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of all ink, in pixels."""
    boxes = [(piece, piece.face.getbbox(piece.text)) for piece in pieces]
    return (
        min(piece.x + box[0] for piece, box in boxes),
        min(piece.y + box[1] for piece, box in boxes),
        max(piece.x + box[2] for piece, box in boxes),
        max(piece.y + box[3] for piece, box in boxes),
    )
