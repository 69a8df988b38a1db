"""Which of two readings of a word stands: the Hangul head's, or the Latin head's where nothing is Hangul."""

from collections.abc import Sequence

from jindan.ocr.characters import ASCII
from jindan.ocr.lines.cutting import Picture
from jindan.ocr.lines.reading import LineRead
from jindan.ocr.lines.words import Span, spans_of
from jindan.ocr.networks.backbone import STEP
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
        return mean_confidence(latin) >= mean_confidence(hangul) - 0.05
    return False


def within(
    letters: Sequence[Letter], span: Span, *, width: int, margin: float
) -> tuple[Letter, ...]:
    """The letters whose places are in a word's stretch of the line, `margin` pixels beyond it included."""
    start, end = span.start * width - margin, span.end * width + margin
    return tuple(letter for letter in letters if start <= letter.centre <= end)


def with_spaces_of(hangul: Sequence[Letter], latin: Sequence[Letter]) -> tuple[Letter, ...]:
    """The Latin head's letters, with the spaces that either head saw: the Hangul head has learned gaps."""
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
    """Of all letters; none has none."""
    return sum(letter.confidence for letter in letters) / max(1, len(letters))


def chosen_spans(read: LineRead, picture: Picture) -> list[Span]:
    """The words of a line as they stand."""
    if is_latin_line(read.hangul, read.latin):
        return spans_of(with_spaces_of(read.hangul, read.latin), picture)
    return [_surer(span, read) for span in spans_of(read.hangul, picture)]


def _surer(span: Span, read: LineRead) -> Span:
    """A word of a Korean line; where nothing in it is Hangul, as the Latin head read it if that is surer."""
    if has_hangul(span.text):
        return span
    letters = within(read.latin, span, width=read.width, margin=STEP / 2)
    if not letters or any(letter.text == " " for letter in letters):
        return span
    second = Span(letters=letters, start=span.start, end=span.end)
    return second if second.confidence > span.confidence else span
