"""The places of text on a page: the PP-OCRv6 detector, and boxes around what it marks."""

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
"""Pixels of the longer side of the detector's input, and what both sides are multiples of."""

IS_TEXT, IS_BOX = 0.3, 0.5
"""Probabilities from which a pixel is text, and on average the pixels of a box."""

GROW = 1.6
"""The detector marks the core of each line: a box grows by its area times this over its perimeter."""

SMALLEST = 3.0
"""Pixels of the shorter side below which a mark is a speck."""

MARGIN = 16
"""White around the picture, so that a line that fills it still has an edge."""


@dataclass(frozen=True, kw_only=True)
class TextBox:
    """A turned rectangle around one line of text.

    corners: clockwise from the upper left in pixels of the page, shape (4, 2). certainty: of the detector, 0 to 1.
    """

    corners: npt.NDArray[np.float32]
    certainty: float

    @property
    def width(self) -> float:
        """Length along the text, in pixels."""
        return float(np.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        """Length across the text, in pixels."""
        return float(np.linalg.norm(self.corners[3] - self.corners[0]))


@dataclass(frozen=True, kw_only=True)
class Detector:
    """The network that finds the lines of a page."""

    run: Run

    @classmethod
    @cache
    def of_wheel(cls) -> Detector:
        """Return the detector as the wheel ships it, opened once a process."""
        return cls(run=session.open(wheel.network(wheel.DETECTOR).read_bytes()))

    def boxes(self, page: Picture, *, longest: int = LONGEST) -> list[TextBox]:
        """Return a box around each line, from top to bottom. longest: side of the network's input, in pixels."""
        around = cv2.copyMakeBorder(page, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_REPLICATE)
        padded = np.asarray(around, np.uint8)
        batch, scale = _input_of(padded, longest=longest)
        marked = self.run(batch)[0][0, 0]
        candidates = [_box_of(contour, marked) for contour in _contours(marked)]
        boxes = [
            TextBox(
                corners=(box.corners / scale - MARGIN).astype(np.float32), certainty=box.certainty
            )
            for box in candidates
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
    batch = small.astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
    return np.ascontiguousarray(batch), np.array([size[0] / width, size[1] / height], np.float32)


def _contours(marked: Array) -> list[npt.NDArray[np.int32]]:
    mask = (marked > IS_TEXT).astype(np.uint8)
    # as PaddleOCR does after this detector
    mask = np.asarray(cv2.dilate(mask, np.ones((2, 2), np.uint8)), np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [np.asarray(contour, np.int32) for contour in contours]


def _box_of(contour: npt.NDArray[np.int32], marked: Array) -> TextBox | None:
    """Return the smallest turned rectangle around a contour, grown, or None where it is a speck or uncertain."""
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
    """Return the corners clockwise, beginning with the left end of the upper edge."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (side[np.argsort(side[:, 1])] for side in (by_x[:2], by_x[2:]))
    return np.stack([left[0], right[0], right[1], left[1]])
