"""Spaces that no head saw: around a dash or a stroke that stands clear of its neighbours, as in a range."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jindan.ocr.networks.decoding import Letter

Columns = npt.NDArray[np.bool_]
"""Which columns of a line's picture hold ink."""

SEPARATORS, CLEAR = frozenset("-~/–"), 15
"""A dash with this many empty columns on both sides is a word of its own."""


def with_gaps(letters: Sequence[Letter], ink: Columns) -> list[Letter]:
    """The letters, with a space on both sides of each separator that stands clear."""
    clear = {k for k in range(1, len(letters) - 1) if _is_clear(letters[k - 1 : k + 2], ink)}
    spaced: list[Letter] = []
    for k, letter in enumerate(letters):
        is_parted = k in clear or k - 1 in clear
        if is_parted and " " not in (letters[k - 1].text, letter.text):
            centre = (letters[k - 1].centre + letter.centre) / 2
            spaced.append(Letter(text=" ", centre=centre, confidence=1.0))
        spaced.append(letter)
    return spaced


def _is_clear(three: Sequence[Letter], ink: Columns) -> bool:
    """Whether the letter in the middle is a separator with white on both sides."""
    before, now, after = three
    if now.text not in SEPARATORS:
        return False
    sides = ((before.centre, now.centre), (now.centre, after.centre))
    return all(_widest_gap(ink[int(left) : int(right) + 1]) >= CLEAR for left, right in sides)


def _widest_gap(ink: Columns) -> int:
    edges = np.flatnonzero(np.diff(ink.astype(int), prepend=1, append=1))
    return int(max(edges[1::2] - edges[::2], default=0))
