"""The text layer of a PDF page: used where it is what the page shows, refused where it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium

from jindan.ocr.pages.page import Picture
from jindan.ocr.reading import Line, Quad, Word

FEWEST_LETTERS = 24
"""A page with less text of its own is read from its picture."""

SOUND = 0.97
"""Share of letters that must be printable, not private or undecoded."""

INKED = 0.85
"""Share of words at whose places the page must show ink. Text that is not drawn is not used."""

HIDDEN_MODE = 3
"""Text rendering mode: neither filled nor stroked. Scanners lay such text under a picture."""

SPACE = 0.18
"""Share of a line's height: letters farther apart belong to different words."""


@dataclass(frozen=True, kw_only=True)
class Layer:
    """The lines of a page's own text. is_refused: whether there was text that cannot be trusted."""

    lines: tuple[Line, ...] = ()
    is_refused: bool = False


@dataclass(frozen=True, kw_only=True)
class _Letter:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def layer_of(page: pdfium.PdfPage, *, scale: float, picture: Picture) -> Layer:
    """Return the page's text with its places in pixels of the picture. scale: pixels of a point.

    Refused are text that is laid invisibly under a scan, which is another program's reading of the same
    picture, text whose letters have no meaning (fonts without a map), and text that the page does not show.
    """
    textpage = page.get_textpage()
    letters = list(_letters(textpage, height=page.get_height(), scale=scale))
    textpage.close()
    visible = [letter for letter in letters if letter.text.strip()]
    if len(visible) < FEWEST_LETTERS:
        return Layer()
    lines = tuple(_lines(letters))
    is_real = not _is_hidden(page) and _is_sound(visible) and _is_shown(lines, picture)
    return Layer(lines=lines) if is_real else Layer(is_refused=True)


def _letters(textpage: pdfium.PdfTextPage, *, height: float, scale: float) -> Iterator[_Letter]:
    for k in range(textpage.count_chars()):
        text = textpage.get_text_range(k, 1)
        left, bottom, right, top = textpage.get_charbox(k, loose=True)
        yield _Letter(
            text=text,
            left=left * scale,
            top=(height - top) * scale,
            right=right * scale,
            bottom=(height - bottom) * scale,
        )


def _is_hidden(page: pdfium.PdfPage) -> bool:
    """Return whether most text objects are drawn invisibly."""
    objects = list(page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_TEXT,), max_depth=3))
    modes = [pdfium.raw.FPDFTextObj_GetTextRenderMode(text) for text in objects]
    return bool(modes) and sum(mode == HIDDEN_MODE for mode in modes) > len(modes) / 2


def _is_sound(letters: Sequence[_Letter]) -> bool:
    def is_known(text: str) -> bool:
        return all(
            letter.isprintable() and not "\ue000" <= letter <= "\uf8ff" and letter != "\ufffd"
            for letter in text
        )

    return sum(is_known(letter.text) for letter in letters) >= SOUND * len(letters)


def _is_shown(lines: Sequence[Line], picture: Picture) -> bool:
    """Return whether the picture has ink at the places of the words."""
    words = [word for line in lines for word in line.words]
    return sum(_has_ink(word.quad, picture) for word in words) >= INKED * len(words)


def _has_ink(quad: Quad, picture: Picture) -> bool:
    (left, top), _, (right, bottom), _ = quad
    part = picture[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
    return bool(part.size and int(np.max(part)) - int(np.min(part)) > 48)


def _lines(letters: Sequence[_Letter]) -> Iterator[Line]:
    line: list[_Letter] = []
    for letter in letters:
        if line and (letter.text in "\r\n" or not _is_level(line[-1], letter)):
            yield from _line_of(line)
            line = []
        if letter.text not in "\r\n":
            line.append(letter)
    yield from _line_of(line)


def _is_level(before: _Letter, now: _Letter) -> bool:
    if not now.text.strip() or not before.text.strip():
        return True
    shared = min(before.bottom, now.bottom) - max(before.top, now.top)
    height = min(before.bottom - before.top, now.bottom - now.top)
    return shared > 0.4 * height and now.left - before.right < 1.2 * max(height, 1.0)


def _line_of(letters: Sequence[_Letter]) -> Iterator[Line]:
    words: list[list[_Letter]] = [[]]
    shown = [letter for letter in letters if letter.text.strip()]
    ends = {id(now) for before, now in pairwise(letters) if not before.text.strip()}
    befores = [None, *shown][: len(shown)]  # a line of spaces only has none
    for before, now in zip(befores, shown, strict=True):
        is_apart = before and now.left - before.right > SPACE * (now.bottom - now.top)
        if is_apart or id(now) in ends:
            words.append([])
        words[-1].append(now)
    if any(words):
        yield Line(words=tuple(_word_of(word) for word in words if word))


def _word_of(letters: Sequence[_Letter]) -> Word:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    top, bottom = min(letter.top for letter in letters), max(letter.bottom for letter in letters)
    quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Word(text="".join(letter.text for letter in letters), quad=quad, confidence=1.0)
