"""Which of two readings of a word stands: the Hangul head's, or the Latin head's where nothing is Hangul."""

from collections.abc import Sequence

from jindan.ocr.characters import ASCII
from jindan.ocr.lines.words import Span
from jindan.ocr.networks.decoding import Letter

LATIN = frozenset(ASCII) | {" "}
HANGUL = ("\u1100", "\ud7a3")


def has_hangul(text: str) -> bool:
    """Whether any character is Hangul."""
    return any(HANGUL[0] <= letter <= HANGUL[1] for letter in text)


def is_latin_line(hangul: Sequence[Letter], latin: Sequence[Letter]) -> bool:
    """Whether a line is better left to the Latin head: neither doubtful nor Hangul."""
    if not latin:
        return False
    if not has_hangul("".join(letter.text for letter in hangul)):
        return _mean(latin) >= _mean(hangul) - 0.05
    return False


def within(letters: Sequence[Letter], span: Span, *, width: int, margin: float) -> tuple[Letter, ...]:
    """The letters whose places are in a word's stretch of the line, `margin` pixels beyond it included."""
    start, end = span.start * width - margin, span.end * width + margin
    return tuple(letter for letter in letters if start <= letter.centre <= end)


def _mean(letters: Sequence[Letter]) -> float:
    return sum(letter.confidence for letter in letters) / max(1, len(letters))
