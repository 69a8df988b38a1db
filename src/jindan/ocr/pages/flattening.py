"""Evens out a page's paper: removes shadows and stains, and leaves the ink."""

import cv2
import numpy as np

from jindan.ocr.pages.page import Grey, Picture

COARSE = 4
"""The paper is estimated at a quarter of the size."""

STROKE, PATCH = 7, 21
"""In coarse pixels: ink is thinner than a stroke, and paper is even within a patch."""

LEVELS = 8
"""A page with no more grey levels than this is a fax or a one-bit scan."""

FAX_BLUR = 0.9


def flatten(picture: Picture) -> Grey:
    """Return the page in grey with white paper. A one-bit page is blurred instead."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    if is_bilevel(grey):
        return np.asarray(cv2.GaussianBlur(grey, (0, 0), FAX_BLUR), np.uint8)
    paper = _paper_of(grey)
    return np.asarray(cv2.divide(grey, paper, scale=255), np.uint8)


def is_bilevel(grey: Grey) -> bool:
    """Return whether the page has few grey levels, as a fax has."""
    counts = np.bincount(grey.ravel()[::7], minlength=256)  # a seventh of the pixels shows it
    return bool((counts > 0).sum() <= LEVELS)


def _paper_of(grey: Grey) -> Grey:
    height, width = grey.shape
    small = cv2.resize(
        grey, (max(1, width // COARSE), max(1, height // COARSE)), interpolation=cv2.INTER_AREA
    )
    brightest = cv2.dilate(small, np.ones((STROKE, STROKE), np.uint8))
    even = cv2.medianBlur(np.asarray(brightest, np.uint8), PATCH)
    paper = cv2.resize(even, (width, height), interpolation=cv2.INTER_LINEAR)
    # below 40 it is no paper but a printed picture, whose noise a division would raise
    return np.asarray(np.maximum(paper, 40), np.uint8)
