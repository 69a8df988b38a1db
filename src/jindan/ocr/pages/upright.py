"""Sets a page upright: undoes its quarter turns, by the direction of its lines, and then its tilt."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from jindan.ocr.networks import heads
from jindan.ocr.networks.backbone import Backbone
from jindan.ocr.networks.detector import Detector, TextBox
from jindan.ocr.pages.cutting import cut_out
from jindan.ocr.pages.flattening import flatten
from jindan.ocr.pages.page import Grey, Picture, RawPage, Turn, UprightPage

ON_END = 1.4
"""A box this many times as high as wide holds a line that runs up or down the page."""

FEW, SAMPLE = 3, 6
"""Lines read to decide whether the page is upside down: first a few, and if those are unclear, more, both ways up."""

SURELY_UPRIGHT = 0.93
"""Mean confidence from which no more lines are read, and none upside down."""

TILT_SEEN = 0.15
"""Degrees below which a tilt is not undone."""

STEEPEST, LONG_LINE = 15.0, 3.0
"""Degrees above which a tilt is not believed, and width over height of the boxes that it is measured on."""

LONG_ENOUGH = 480
"""Columns of a line that suffice to see which way up it is."""

TURNS: tuple[Turn, ...] = (0, 90, 180, 270)
Matrix = npt.NDArray[np.float64]


def set_upright(page: RawPage) -> UprightPage:
    """Return the page with its lines level and the right way up, and the boxes of its lines."""
    if page.layer:
        return _as_it_is(page)
    picture, flat, boxes, turn = _turned(page.picture, flatten(page.picture))
    tilt = _tilt_of(boxes)
    if abs(tilt) >= TILT_SEEN:
        matrix, size = _levelling(picture.shape[:2], tilt)
        picture, flat = _levelled(picture, matrix, size), _levelled(flat, matrix, size)
        boxes = [_moved(box, matrix) for box in boxes]
    return UprightPage(
        number=page.number,
        picture=picture,
        flat=flat,
        boxes=tuple(boxes),
        turned_degrees=turn,
        skew_degrees=round(tilt, 2) if abs(tilt) >= TILT_SEEN else 0.0,
        resolution_dpi=page.resolution_dpi,
        notes=page.notes,
    )


def _as_it_is(page: RawPage) -> UprightPage:
    """Return a page whose text is known from its layer, without searching its picture for lines."""
    return UprightPage(
        number=page.number,
        picture=page.picture,
        flat=np.asarray(cv2.cvtColor(page.picture, cv2.COLOR_RGB2GRAY), np.uint8),
        boxes=(),
        turned_degrees=0,
        skew_degrees=0.0,
        resolution_dpi=page.resolution_dpi,
        layer=page.layer,
        notes=page.notes,
    )


def _turned(picture: Picture, flat: Grey) -> tuple[Picture, Grey, list[TextBox], Turn]:
    """Return the page turned so that its lines run from left to right, with its boxes and the turn that was undone."""
    detector = Detector.of_wheel()
    boxes, turn = detector.boxes(flat), 0
    if _is_on_end(boxes):
        picture, flat, turn = _quarter(picture), _quarter(flat), 90
        boxes = detector.boxes(flat)
    if _is_upside_down(flat, boxes):
        height, width = flat.shape
        picture, flat, turn = _quarter(_quarter(picture)), _quarter(_quarter(flat)), turn + 180
        # moved with the page, which is faster than to detect them again
        boxes = sorted(
            (_about(box, width, height) for box in boxes), key=lambda box: float(box.corners[0, 1])
        )
    return picture, flat, boxes, TURNS[turn // 90]


def _quarter(picture: Picture) -> Picture:
    """Return the picture turned by 90 degrees against the clock."""
    return np.ascontiguousarray(np.rot90(picture))


def _about(box: TextBox, width: int, height: int) -> TextBox:
    corners = np.roll(np.array([width, height], np.float32) - box.corners, 2, axis=0)
    return TextBox(corners=corners, certainty=box.certainty)


def _is_on_end(boxes: Sequence[TextBox]) -> bool:
    """Return whether most of the detected area is in boxes that run up or down the page."""
    areas = np.array([box.width * box.height for box in boxes])
    on_end = np.array([box.height > ON_END * box.width for box in boxes])
    level = np.array([box.width > ON_END * box.height for box in boxes])
    return bool(len(boxes) and areas[on_end].sum() > areas[level].sum())


def _is_upside_down(flat: Grey, boxes: Sequence[TextBox]) -> bool:
    """Return whether the widest lines read better when they are turned by 180 degrees."""
    widest = sorted(boxes, key=lambda box: min(box.width, 24 * box.height), reverse=True)[:SAMPLE]
    cuts = [cut_out(flat, box.corners)[:, :LONG_ENOUGH] for box in widest]
    if not cuts or _certainty(cuts[:FEW]) >= SURELY_UPRIGHT:
        return False
    upright = _certainty(cuts)
    if upright >= SURELY_UPRIGHT:
        return False
    return _certainty([np.ascontiguousarray(np.rot90(cut, 2)) for cut in cuts]) > upright


def _certainty(cuts: Sequence[Grey]) -> float:
    """Return the mean confidence of the Hangul head over the characters of these lines, or 0 without characters."""
    maps = Backbone.of_wheel().maps(cuts)
    lines = heads.hangul().read(maps, [cut.shape[1] for cut in cuts])
    letters = [letter.confidence for line in lines for letter in line]
    return float(np.mean(letters)) if letters else 0.0


def _tilt_of(boxes: Sequence[TextBox]) -> float:
    """Return how far the lines fall to the right, in degrees: the median of the long boxes, weighted by length."""
    edges = [
        (box.corners[1] - box.corners[0], box)
        for box in boxes
        if box.width > LONG_LINE * box.height
    ]
    angles = np.array([math.degrees(math.atan2(edge[1], edge[0])) for edge, _ in edges])
    if len(angles) < 3:
        return 0.0
    order = np.argsort(angles)
    lengths = np.cumsum(np.array([box.width for _, box in edges])[order])
    tilt = float(angles[order][np.searchsorted(lengths, lengths[-1] / 2)])
    return tilt if abs(tilt) <= STEEPEST else 0.0


def _levelling(shape: tuple[int, ...], tilt: float) -> tuple[Matrix, tuple[int, int]]:
    """Return the matrix that makes lines level, and the size (width, height) of the page that holds all corners."""
    height, width = shape[:2]
    matrix = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0), np.float64)
    cosine, sine = abs(matrix[0, 0]), abs(matrix[0, 1])
    grown = (round(width * cosine + height * sine), round(height * cosine + width * sine))
    matrix[:, 2] += [(grown[0] - width) / 2, (grown[1] - height) / 2]
    return matrix, grown


def _levelled(picture: Picture, matrix: Matrix, size: tuple[int, int]) -> Picture:
    turned = cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(turned, np.uint8)


def _moved(box: TextBox, matrix: Matrix) -> TextBox:
    corners = box.corners @ matrix[:, :2].T + matrix[:, 2]
    return TextBox(corners=corners.astype(np.float32), certainty=box.certainty)
