"""Reads every number a second time, at another scale and with both heads, and flags it where the readings differ."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from jindan.analysis import Note
from jindan.ocr.lines.choosing import has_hangul, is_latin_line, within
from jindan.ocr.lines.page_lines import SeenWord
from jindan.ocr.lines.reading import LineRead, read_lines
from jindan.ocr.lines.words import quad_of
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.numbers.grammar import (
    has_number,
    is_misshapen,
    is_parted_power,
    repaired_unit,
    skeleton,
)
from jindan.ocr.pages.cutting import Picture, cut_out, part_of
from jindan.ocr.reading import Line, Word

STRETCH = 1.22
"""Width of the second picture over that of the first. Its edges are cut elsewhere, too."""

BESIDE = 7
"""Pixels of a 48-row line that the second cut reaches beyond a word."""

UNSURE = 0.80
"""A number with a character below this confidence is flagged whatever else was read."""


def checked_lines(
    lines: Sequence[Sequence[SeenWord]], *, page: Picture, recogniser: Recogniser | None = None
) -> list[Line]:
    """Return the lines that hold words, with flags on the numbers that a person must confirm.

    page: its grey picture. A recogniser replaces the Hangul head. Raises RecogniserUnfit.
    """
    seen = [word for line in lines for word in line]
    flags = flags_of(seen, page=page, recogniser=recogniser)
    words = tuple(
        Word(
            text=repaired_unit(word.span.text),
            quad=quad_of(word.corners, word.span),
            confidence=round(word.span.confidence, 4),
            flags=notes,
        )
        for word, notes in zip(seen, flags, strict=True)
    )
    ends = accumulate((len(line) for line in lines), initial=0)
    return [Line(words=words[start:end]) for start, end in pairwise(ends) if start < end]


def flags_of(
    seen: Sequence[SeenWord], *, page: Picture, recogniser: Recogniser | None = None
) -> list[tuple[Note, ...]]:
    """Return for each word why a person must confirm it: nothing for words without digits."""
    numeric = [k for k, word in enumerate(seen) if has_number(word.span.text)]
    cuts = [_second_cut(seen[k], page) for k in numeric]
    again = read_lines(cuts, recogniser=recogniser) if cuts else []
    flags: list[tuple[Note, ...]] = [()] * len(seen)
    for k, second in zip(numeric, again, strict=True):
        follows = "".join(w.span.text for w in seen[k + 1 : k + 3] if w.read is seen[k].read)
        flags[k] = _flags(seen[k], second, follows=follows)
    return flags


def _second_cut(word: SeenWord, page: Picture) -> Picture:
    beside = BESIDE / word.read.width
    start, end = max(0.0, word.span.start - beside), min(1.0, word.span.end + beside)
    return cut_out(page, part_of(word.corners, start=start, end=end), stretch=STRETCH)


def _flags(word: SeenWord, second: LineRead, *, follows: str) -> tuple[Note, ...]:
    """Return the flag of a number, if any. follows: the next two words of its line."""
    text = word.span.text
    if is_misshapen(text) or is_parted_power(text, follows=follows):
        return (Note(code="number-misshapen"),)
    for other in _other_readings(word, second):
        if skeleton(other, like=text) != skeleton(text):
            return (Note(code="number-read-differently", values={"other": other}),)
    if word.span.confidence < UNSURE:
        return (Note(code="number-unsure"),)
    return ()


def _other_readings(word: SeenWord, second: LineRead) -> list[str]:
    """Return the word as each head read it in its line, and as it read the word alone.

    The Latin head counts only where nothing is Hangul.
    """
    span, read = word.span, word.read
    alone = [_text(second.hangul)]
    if not has_hangul(span.text):
        alone.append(_text(second.latin))
    in_line = [read.hangul, read.latin] if is_latin_line(read.hangul, read.latin) else [read.hangul]
    return [_text(within(letters, span, width=read.width, margin=4)) for letters in in_line] + alone


def _text(letters: Sequence[Letter]) -> str:
    return "".join(letter.text for letter in letters)
