"""Brings the truth of a page into the frame of the page as it was set upright."""

import cv2
import numpy as np

from jindan.ocr.pages.page import UprightPage
from ocr.drawing import TruePage, TrueWord


def in_frame(page: TruePage, upright: UprightPage) -> TruePage:
    """The true words where they are on the upright page."""
    turned = [_quartered(page, word, times=upright.turned_degrees // 90) for word in page.words]
    height, width = page.picture.shape[:2]
    if upright.turned_degrees in (90, 270):
        height, width = width, height
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), upright.skew_degrees, 1.0)
    matrix[:, 2] += [(upright.width - width) / 2, (upright.height - height) / 2]
    words = tuple(
        TrueWord(
            text=word.text, corners=word.corners @ matrix[:, :2].T + matrix[:, 2], line=word.line
        )
        for word in turned
    )
    return TruePage(picture=upright.picture, words=words, dpi=page.dpi)


def _quartered(page: TruePage, word: TrueWord, *, times: int) -> TrueWord:
    corners = word.corners
    height, width = page.picture.shape[:2]
    for _ in range(times):
        corners = np.stack([corners[:, 1], width - corners[:, 0]], 1)
        height, width = width, height
    return TrueWord(text=word.text, corners=corners, line=word.line)
