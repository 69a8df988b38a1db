"""Where the text of a page is: the PP-OCRv6 detector, and boxes around what it marks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from jindan.ocr.networks import session, wheel
from jindan.ocr.networks.session import Array, Run

Picture = npt.NDArray[np.uint8]
"""A page: grey, or three channels."""

LONGEST, STEP = 1600, 32
"""The detector sees a page no longer than this, in multiples of this."""

IS_TEXT, IS_BOX = 0.3, 0.5
GROW = 1.6
"""It marks the core of each line; a box grows by its area times this over its perimeter."""

SMALLEST = 3.0
MARGIN = 16
"""White around the picture, so that a line that fills it still has an edge."""


@dataclass(frozen=True, kw_only=True)
class TextBox:
    """A turned rectangle around one line of text, in pixels of the page.

    corners: clockwise from the upper left, shape (4, 2). certainty: of the detector, 0 to 1.
    """

    corners: npt.NDArray[np.float32]
    certainty: float

    @property
    def width(self) -> float:
        """Along the text."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Across the text."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))


@dataclass(frozen=True, kw_only=True)
class Detector:
    """Finds the lines of a page."""

    run: Run

    @classmethod
    def of_wheel(cls) -> Detector:
        """The detector as the wheel ships it, opened once a process."""
        return _opened()

    def boxes(self, page: Picture, *, longest: int = LONGEST) -> list[TextBox]:
        """A box around each line, from top to bottom."""
        around = cv2.copyMakeBorder(page, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REPLICATE)
        padded = np.asarray(around, np.uint8)
        given, scale = _input_of(padded, longest=longest)
        marked = self.run(given)[0][0, 0]
        found = [_box_of(contour, marked) for contour in _contours(marked)]
        boxes = [
            TextBox(
                corners=(box.corners / scale - MARGIN).astype(np.float32), certainty=box.certainty
            )
            for box in found
            if box is not None
        ]
        return sorted(boxes, key=lambda box: float(box.corners[0, 1]))


def _input_of(page: Picture, *, longest: int) -> tuple[Array, npt.NDArray[np.float32]]:
    height, width = page.shape[:2]
    factor = min(1.0, longest / max(height, width))
    size = tuple(max(STEP, round(side * factor / STEP) * STEP) for side in (width, height))
    small = cv2.resize(page, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    if small.ndim == 2:
        small = cv2.cvtColor(small, cv2.COLOR_GRAY2BGR)
    given = small.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
    return np.ascontiguousarray(given), np.array([size[0] / width, size[1] / height], np.float32)


def _contours(marked: Array) -> list[npt.NDArray[np.int32]]:
    mask = (marked > IS_TEXT).astype(np.uint8)
    mask = np.asarray(cv2.dilate(mask, np.ones((2, 2), np.uint8)), np.uint8)
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [np.asarray(contour, np.int32) for contour in found]


def _box_of(contour: npt.NDArray[np.int32], marked: Array) -> TextBox | None:
    """The smallest turned rectangle around a contour, grown; None where it is a speck or doubtful."""
    centre, (width, height), angle = cv2.minAreaRect(contour)
    if min(width, height) < SMALLEST:
        return None
    core = np.asarray(cv2.boxPoints((centre, (width, height), angle)), np.float32)
    certainty = _certainty(core, marked)
    if certainty < IS_BOX:
        return None
    beyond = GROW * width * height / (2 * (width + height))
    grown = cv2.boxPoints((centre, (width + 2 * beyond, height + 2 * beyond), angle))
    return TextBox(corners=_from_upper_left(np.asarray(grown, np.float32)), certainty=certainty)


def _certainty(corners: npt.NDArray[np.float32], marked: Array) -> float:
    left, top, width, height = cv2.boundingRect(corners.astype(np.int32))
    left, top = max(left, 0), max(top, 0)
    part = marked[top : top + height, left : left + width]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(np.int32)], 1)
    return float(cv2.mean(part, inside)[0])


def _from_upper_left(corners: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The corners clockwise, the first being the left end of the upper edge."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (side[np.argsort(side[:, 1])] for side in (by_x[:2], by_x[2:]))
    return np.stack([left[0], right[0], right[1], left[1]])


@cache
def _opened() -> Detector:
    return Detector(run=session.open(wheel.network(wheel.DETECTOR).read_bytes()))
