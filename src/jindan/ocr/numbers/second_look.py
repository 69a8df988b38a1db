"""Reads every number a second time, at another scale and with both heads, and marks where readings differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from jindan.analysis import Remark
from jindan.ocr.lines.choosing import has_hangul, is_latin_line, within
from jindan.ocr.lines.cutting import Corners, Picture, cut_out, part_of
from jindan.ocr.lines.reading import LineRead, read_lines
from jindan.ocr.lines.words import Span
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.numbers.grammar import has_number, is_misshapen, is_parted_power, skeleton

STRETCH = 1.22
"""How much wider the second picture is; its edges are cut elsewhere, too."""

BESIDE = 7
"""Pixels of a 48-row line that the second cut reaches beyond a word."""

UNSURE = 0.80
"""A number with a character below this is doubted whatever else was read."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A word of a line where it stands: its box on the page, and what both heads read in the whole line."""

    span: Span
    corners: Corners
    read: LineRead


def doubts_of(
    seen: Sequence[Seen], *, page: Picture, recogniser: Recogniser | None = None
) -> list[tuple[Remark, ...]]:
    """For each word, why a person must confirm it; nothing for words without digits."""
    numeric = [k for k, word in enumerate(seen) if has_number(word.span.text)]
    cuts = [_second_cut(seen[k], page) for k in numeric]
    again = read_lines(cuts, recogniser=recogniser) if cuts else []
    doubts: list[tuple[Remark, ...]] = [()] * len(seen)
    for k, second in zip(numeric, again, strict=True):
        doubts[k] = _doubts(seen[k], second, follows=_after(k, seen))
    return doubts


def _after(k: int, seen: Sequence[Seen]) -> str:
    """What the next two words of the same line say."""
    return "".join(word.span.text for word in seen[k + 1 : k + 3] if word.read is seen[k].read)


def _second_cut(word: Seen, page: Picture) -> Picture:
    beside = BESIDE / word.read.width
    start, end = max(0.0, word.span.start - beside), min(1.0, word.span.end + beside)
    return cut_out(page, part_of(word.corners, start=start, end=end), stretch=STRETCH)


def _doubts(word: Seen, second: LineRead, *, follows: str) -> tuple[Remark, ...]:
    text = word.span.text
    if is_misshapen(text) or is_parted_power(text, follows=follows):
        return (Remark(code="number-misshapen"),)
    for other in _other_readings(word, second):
        if skeleton(other, like=text) != skeleton(text):
            return (Remark(code="number-read-differently", values={"other": other}),)
    if word.span.confidence < UNSURE:
        return (Remark(code="number-unsure"),)
    return ()


def _other_readings(word: Seen, second: LineRead) -> list[str]:
    """As each head saw the word in its line, and as it saw it alone; the Latin head only where nothing is Hangul."""
    span, read = word.span, word.read
    alone = [_text(second.hangul)]
    if not has_hangul(span.text):
        alone.append(_text(second.latin))
    in_line = [read.hangul, read.latin] if is_latin_line(read.hangul, read.latin) else [read.hangul]
    return [_text(within(letters, span, width=read.width, margin=4)) for letters in in_line] + alone


def _text(letters: Sequence[Letter]) -> str:
    return "".join(letter.text for letter in letters)
