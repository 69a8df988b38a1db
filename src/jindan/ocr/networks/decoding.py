"""From the classes of a head at each step to characters with their places and confidence."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from jindan.ocr.networks.backbone import STEP

BLANK = 0
"""The class of CTC between two equal characters, and where there is none."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A character as read. centre: in pixels from the left of the line's picture. confidence: 0 to 1."""

    text: str
    centre: float
    confidence: float


def letters_of(
    classes: npt.NDArray[np.integer],
    certainty: npt.NDArray[np.float32],
    *,
    alphabet: tuple[str, ...],
    step: float = STEP,
) -> tuple[Letter, ...]:
    """Return the best path of CTC: repeats are one character, and a blank separates two equal ones.

    classes, certainty: of the best class at each step. step: pixels of one step.
    """
    letters: list[Letter] = []
    edges = np.flatnonzero(np.diff(classes, prepend=-1, append=-1))
    for start, end in pairwise(edges):
        if classes[start] == BLANK:
            continue
        text = alphabet[classes[start] - 1]
        centre = step * (start + end) / 2
        letters.append(
            Letter(text=text, centre=centre, confidence=float(certainty[start:end].max()))
        )
    return tuple(letters)
