"""Which way a narrow box is read: a character on its own stands upright, however much taller than wide it is."""

from collections.abc import Sequence

import numpy as np

from jindan.ocr.lines.choosing import mean_confidence
from jindan.ocr.lines.cutting import Corners
from jindan.ocr.networks.decoding import Letter

Letters = tuple[Letter, ...]

ON_END, SURELY_ON_END = 1.5, 4.0
"""A box this many times as high as wide may hold text that runs upwards; and surely does."""


def ways_of(corners: Corners) -> tuple[Corners, ...]:
    """The corners from the text's own upper left, for each way that the text may run.

    Of text that runs upwards that is the box's lower left.
    """
    width = float(np.linalg.norm(corners[1] - corners[0]))
    height = float(np.linalg.norm(corners[3] - corners[0]))
    if height <= ON_END * width:
        return (corners,)
    on_end = np.roll(corners, 1, axis=0)
    return (on_end,) if height > SURELY_ON_END * width else (corners, on_end)


def way_read(readings: Sequence[tuple[Letters, Letters]]) -> int:
    """Which of the ways stands, each as both heads read it.

    Upwards only what is several characters and surer: a 6 on its side is a 9.
    """
    if len(readings) == 1:
        return 0
    upright, on_end = (max(heads, key=mean_confidence) for heads in readings)
    is_text = sum(letter.text != " " for letter in on_end) > 1
    return int(is_text and mean_confidence(on_end) > mean_confidence(upright))
