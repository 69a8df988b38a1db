"""Which reading of a line is used: of the two heads, word by word, and of the two directions that a box may run."""

from collections.abc import Sequence

import numpy as np

from jindan.ocr.characters import ASCII
from jindan.ocr.lines.reading import LineRead
from jindan.ocr.lines.words import InkSpan, spans_of
from jindan.ocr.networks.backbone import STEP
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.pages.cutting import Corners, Picture

LATIN = frozenset(ASCII) | {" "}
HANGUL = ("\u1100", "\ud7a3")

LATIN_LEAD = 0.05
"""A line without Hangul goes to the Latin head unless its mean confidence is lower by more than this."""

ON_END, SURELY_ON_END = 1.5, 4.0
"""Heights over widths. From the first a box may hold text that runs upwards, from the second it surely does."""


def has_hangul(text: str) -> bool:
    """Return whether any character is Hangul."""
    return any(HANGUL[0] <= letter <= HANGUL[1] for letter in text)


def is_latin_line(hangul: Sequence[Letter], latin: Sequence[Letter]) -> bool:
    """Return whether the Latin head's reading of a line is used: it is not weaker, and nothing is Hangul."""
    if not latin or has_hangul("".join(letter.text for letter in hangul)):
        return False
    return mean_confidence(latin) >= mean_confidence(hangul) - LATIN_LEAD


def within(
    letters: Sequence[Letter], span: InkSpan, *, width: int, margin: float
) -> tuple[Letter, ...]:
    """Return the letters inside the word plus `margin` pixels on either side. width: of the line, in pixels."""
    start, end = span.start * width - margin, span.end * width + margin
    return tuple(letter for letter in letters if start <= letter.centre <= end)


def with_spaces_of(hangul: Sequence[Letter], latin: Sequence[Letter]) -> tuple[Letter, ...]:
    """Return the Latin head's letters with the spaces that either head read.

    The Hangul head was trained on gaps between words. The Latin head misses some.
    """
    spaces = [letter for letter in hangul if letter.text == " "]
    spaced: list[Letter] = []
    for letter in latin:
        if spaced and " " not in (spaced[-1].text, letter.text):
            spaced += [
                space for space in spaces if spaced[-1].centre < space.centre < letter.centre
            ][:1]
        spaced.append(letter)
    return tuple(spaced)


def mean_confidence(letters: Sequence[Letter]) -> float:
    """Return the mean confidence, or 0 without letters."""
    return sum(letter.confidence for letter in letters) / max(1, len(letters))


def chosen_spans(read: LineRead, picture: Picture) -> list[InkSpan]:
    """Return the words of a line, each by the head whose reading is used. picture: of the line."""
    if is_latin_line(read.hangul, read.latin):
        return spans_of(with_spaces_of(read.hangul, read.latin), picture)
    return [_surer(span, read) for span in spans_of(read.hangul, picture)]


def _surer(span: InkSpan, read: LineRead) -> InkSpan:
    """Return a word of a Korean line, by the Latin head where nothing in it is Hangul and that head is surer."""
    if has_hangul(span.text):
        return span
    letters = within(read.latin, span, width=read.width, margin=STEP / 2)
    if not letters or any(letter.text == " " for letter in letters):
        return span
    second = InkSpan(letters=letters, start=span.start, end=span.end)
    return second if second.confidence > span.confidence else span


def directions_of(corners: Corners) -> tuple[Corners, ...]:
    """Return the corners from the text's own upper left, for each direction in which the text may run.

    A single character stands upright in a box that is higher than wide. Text that runs upwards begins at the box's
    lower left.
    """
    width = float(np.linalg.norm(corners[1] - corners[0]))
    height = float(np.linalg.norm(corners[3] - corners[0]))
    if height <= ON_END * width:
        return (corners,)
    upwards = np.roll(corners, 1, axis=0)
    return (upwards,) if height > SURELY_ON_END * width else (corners, upwards)


def chosen_direction(reads: Sequence[LineRead]) -> int:
    """Return which of the directions is used. reads: the line in each, upright first.

    Upwards is used only where it gives several characters and is surer: a 6 on its side is a 9.
    """
    if len(reads) == 1:
        return 0
    upright, upwards = (max((r.hangul, r.latin), key=mean_confidence) for r in reads)
    is_text = sum(letter.text != " " for letter in upwards) > 1
    return int(is_text and mean_confidence(upwards) > mean_confidence(upright))
