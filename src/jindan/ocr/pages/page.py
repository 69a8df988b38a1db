"""A page on its way to an engine: as the file gives it, and as it was set upright."""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from jindan.analysis import Note
from jindan.ocr.networks.detector import TextBox
from jindan.ocr.reading import Line

Picture = npt.NDArray[np.uint8]
"""Rows, columns and three colours (red, green, blue)."""

Grey = npt.NDArray[np.uint8]
Turn = Literal[0, 90, 180, 270]


@dataclass(frozen=True, kw_only=True)
class RawPage:
    """A page as the file gives it. layer: lines of the PDF's own text, in pixels of the picture."""

    number: int
    picture: Picture
    resolution_dpi: float | None
    layer: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class UprightPage:
    """A page that an engine reads.

    flat: the picture in grey, its paper evenly white. boxes: the lines that the detector found in it.
    skew_degrees: the clockwise tilt that was undone after the turn.
    """

    number: int
    picture: Picture
    flat: Grey
    boxes: tuple[TextBox, ...]
    turned_degrees: Turn
    skew_degrees: float
    resolution_dpi: float | None
    layer: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def height(self) -> int:
        """Rows of the picture."""
        return int(self.picture.shape[0])

    @property
    def width(self) -> int:
        """Columns of the picture."""
        return int(self.picture.shape[1])

    def with_notes(self, *notes: Note) -> "UprightPage":
        """Return the page with more notes."""
        return replace(self, notes=(*self.notes, *notes))
