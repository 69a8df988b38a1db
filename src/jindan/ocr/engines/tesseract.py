"""Tesseract by tesserocr: the second reader and the fallback, where it and its Korean data are installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jindan.analysis import Progress, silent
from jindan.ocr.errors import EngineMissing
from jindan.ocr.layout.blocks import page_of
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Line, Reading, Word

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

NAME, VERSION = "tesseract", "1"
DEPENDENCIES = ("tesserocr",)
DATA_FOLDERS = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/opt/homebrew/share/tessdata"),
)
LANGUAGES = ("script/Hangul", "Hangul", "kor+eng", "kor")
"""Languages, the best first. The script model read clinical pages of Korean with Latin and digits best."""

JOINED = 0.30
"""Tesseract splits Korean words into syllables: those closer than this share of the height are joined."""


def is_available() -> bool:
    """Return whether tesserocr and Korean data are installed."""
    return all(find_spec(name) for name in DEPENDENCIES) and installed() is not None


def trained_folders() -> tuple[Path, ...]:
    """Return the folders of trained data that exist."""
    return tuple(folder for folder in DATA_FOLDERS if folder.is_dir())


def installed() -> tuple[Path, str] | None:
    """Return the folder of data and the best Korean language in it, or None where there is none."""
    for folder in trained_folders():
        for language in LANGUAGES:
            if all((folder / f"{part}.traineddata").is_file() for part in language.split("+")):
                return folder, language
    return None


def read(pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
    """Read the pages with the settings that read Korean best: no vertical text, one column of varied sizes.

    Raises EngineMissing.
    """
    import tesserocr
    from PIL import Image

    trained = installed()
    if trained is None:
        raise EngineMissing(engine=NAME)
    folder, language = trained
    lines = []
    with tesserocr.PyTessBaseAPI(
        path=str(folder), lang=language, psm=tesserocr.PSM.SINGLE_COLUMN
    ) as api:
        api.SetVariable("textord_tabfind_vertical_text", "0")
        for k, page in enumerate(pages):
            progress(k / len(pages), "reading-text")
            api.SetImage(Image.fromarray(page.flat))
            api.Recognize()
            lines.append(list(lines_of(api)))
    return reading_of(pages, lines)


def reading_of(pages: Sequence[UprightPage], lines: Sequence[Sequence[Line]]) -> Reading:
    """Return the reading of pages with their lines. Its version names the version of Tesseract."""
    import tesserocr

    version = tesserocr.tesseract_version().split()[1]
    read_pages = tuple(page_of(page, lines=own) for page, own in zip(pages, lines, strict=True))
    return Reading(engine=NAME, engine_version=f"{VERSION} ({version})", pages=read_pages)


def lines_of(api: PyTessBaseAPI) -> Iterator[Line]:
    """Yield the recognised lines, syllables joined to words."""
    from tesserocr import RIL, iterate_level

    numbered = []
    number = -1
    for place in iterate_level(api.GetIterator(), RIL.WORD):
        number += place.IsAtBeginningOf(RIL.TEXTLINE)
        if place.Empty(RIL.WORD) or not place.GetUTF8Text(RIL.WORD).strip():
            continue
        text, box = place.GetUTF8Text(RIL.WORD).strip(), place.BoundingBox(RIL.WORD)
        numbered.append((number, _word(text, box, place.Confidence(RIL.WORD) / 100)))
    for _, words in groupby(numbered, key=lambda pair: pair[0]):
        yield Line(words=tuple(_joined([word for _, word in words])))


def _word(text: str, box: tuple[int, int, int, int], confidence: float) -> Word:
    left, top, right, bottom = map(float, box)
    quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Word(text=text, quad=quad, confidence=round(confidence, 4))


def _joined(words: Sequence[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in words:
        if joined and _is_close(joined[-1], word):
            joined[-1] = _together(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _is_close(first: Word, second: Word) -> bool:
    height = max(first.quad[2][1] - first.quad[0][1], second.quad[2][1] - second.quad[0][1])
    return second.quad[0][0] - first.quad[1][0] < JOINED * height


def _together(first: Word, second: Word) -> Word:
    (left, above), (_, bottom) = first.quad[0], first.quad[2]
    right, top = second.quad[1][0], min(above, second.quad[0][1])
    bottom = max(bottom, second.quad[2][1])
    return Word(
        text=first.text + second.text,
        quad=((left, top), (right, top), (right, bottom), (left, bottom)),
        confidence=min(first.confidence, second.confidence),
    )
