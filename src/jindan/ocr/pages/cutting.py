"""Cuts a line out of its page and sets it upright, 48 rows high, as the backbone needs it."""

import cv2
import numpy as np
import numpy.typing as npt

from jindan.ocr.networks.backbone import HEIGHT

Picture = npt.NDArray[np.uint8]
Corners = npt.NDArray[np.float32]

NARROWEST, WIDEST = 16, 2400
"""Columns of a cut line, in pixels. A wider one is compressed."""


def cut_out(page: Picture, corners: Corners, *, stretch: float = 1.0) -> Picture:
    """Return the part of a grey page within four corners, clockwise from the text's upper left.

    stretch: width over that of its true proportions, to read the same ink at another scale.
    """
    width = float(np.linalg.norm(corners[1] - corners[0]))
    height = max(1.0, float(np.linalg.norm(corners[3] - corners[0])))
    size = (max(1, round(width)), max(1, round(height)))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    cut = cv2.warpPerspective(
        page, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    across = min(WIDEST, max(NARROWEST, round(width * stretch * HEIGHT / height)))
    way = cv2.INTER_AREA if size[1] > HEIGHT else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(cut, (across, HEIGHT), interpolation=way), np.uint8)


def part_of(corners: Corners, *, start: float, end: float) -> Corners:
    """Return the corners of the part of a box between two fractions of its length."""
    top = corners[1] - corners[0]
    bottom = corners[2] - corners[3]
    return np.stack(
        [
            corners[0] + start * top,
            corners[0] + end * top,
            corners[3] + end * bottom,
            corners[3] + start * bottom,
        ]
    ).astype(np.float32)
