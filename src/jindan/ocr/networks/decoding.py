"""From what a head says at each step to characters with their places and confidence."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from jindan.ocr.networks.backbone import STEP

BLANK = 0


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A character as read. centre: in pixels from the left of the picture the backbone saw."""

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
    """The best path of CTC: repeats are one character, the blank parts them. step: pixels of one class."""
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
