"""Whether a picture is good enough to be read, and if not, why: too coarse, too blurred, too faint."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from jindan.analysis import Note
from jindan.ocr.errors import PictureBlurred, PictureCoarse, PictureFaint
from jindan.ocr.networks.detector import TextBox
from jindan.ocr.pages.page import Grey, UprightPage
from jindan.problems import Problem

LOOKED_AT = 40
"""How many lines are measured, the longest first."""

BOX_OVER_LETTERS = 1.6
"""Height of a detector's box over that of the letters in it."""


@dataclass(frozen=True, kw_only=True)
class Quality:
    """The quality of a page: medians over its lines.

    letters_px: height of the letters. blur: width of an edge over that height. contrast: grey levels
    between ink and paper, before the paper was evened.
    """

    letters_px: float
    blur: float
    contrast: float


@dataclass(frozen=True, kw_only=True)
class Limit:
    """The value from which a page gets a note, and the value from which it is refused."""

    noted: float
    refused: float


COARSE = Limit(noted=13.0, refused=7.0)
BLURRED = Limit(noted=0.10, refused=0.20)
FAINT = Limit(noted=45.0, refused=18.0)


def quality_of(page: UprightPage) -> Quality | None:
    """Return the quality of a page, or None where there is no line to measure."""
    grey = np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY), np.uint8)
    longest = sorted(page.boxes, key=lambda box: box.width, reverse=True)[:LOOKED_AT]
    measured = [values for box in longest if (values := _measured(box, grey))]
    if not measured:
        return None
    letters, edges, contrasts = (float(np.median(column)) for column in zip(*measured, strict=True))
    return Quality(letters_px=letters, blur=edges / letters, contrast=contrasts)


def notes_on(quality: Quality) -> tuple[Note, ...]:
    """Return what lowers trust in a page that can be read."""
    notes = []
    if quality.letters_px < COARSE.noted:
        notes.append(Note(code="picture-coarse", values={"pixels": round(quality.letters_px)}))
    if quality.blur > BLURRED.noted:
        notes.append(Note(code="picture-blurred"))
    if quality.contrast < FAINT.noted:
        notes.append(Note(code="picture-faint"))
    return tuple(notes)


def problem_of(quality: Quality) -> Problem | None:
    """Return why a page needs a new photograph, or None where it can be read."""
    if quality.letters_px < COARSE.refused:
        return PictureCoarse(pixels=round(quality.letters_px))
    if quality.contrast < FAINT.refused:
        return PictureFaint()
    if quality.blur > BLURRED.refused:
        return PictureBlurred()
    return None


def _measured(box: TextBox, grey: Grey) -> Sequence[float] | None:
    """Return height of the letters, width of the steepest edges (standard deviation in pixels), and contrast."""
    left, top = np.floor(box.corners.min(0)).astype(int).clip(0)
    right, bottom = np.ceil(box.corners.max(0)).astype(int)
    part = grey[top:bottom, left:right].astype(np.float32)
    if min(part.shape) < 4:
        return None
    contrast = float(np.percentile(part, 85) - np.percentile(part, 3))
    slopes = np.abs(np.diff(cv2.GaussianBlur(part, (0, 0), 0.7), axis=1))
    steepest = float(np.percentile(slopes, 98.5))
    # a Gaussian edge of height h and deviation s has the slope h / (s * sqrt(2 * pi)), and 1 / sqrt(2 * pi) is 0.4
    edge = 0.4 * max(contrast, 1.0) / max(steepest, 1.0)
    return box.height / BOX_OVER_LETTERS, edge, contrast
