"""Tesseract by tesserocr: the second reader and the fallback, where it and its Korean data are installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jindan.analysis import Progress, silent
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
"""The script model reads Korean with Latin and digits best; measured on clinical pages."""

JOINED = 0.30
"""Tesseract parts Korean words into syllables: closer than this share of the height, they are one."""


def is_available() -> bool:
    """Whether tesserocr and Korean data are installed."""
    return all(find_spec(name) for name in DEPENDENCIES) and data() is not None


def data() -> tuple[Path, str] | None:
    """The folder of data and the best Korean language in it; None where there is none."""
    for folder in DATA_FOLDERS:
        for language in LANGUAGES:
            if all((folder / f"{part}.traineddata").is_file() for part in language.split("+")):
                return folder, language
    return None


def read(pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
    """What the pages say, by the settings that read Korean best: no vertical text, one column of varied sizes."""
    import tesserocr
    from PIL import Image

    found = data()
    if found is None:
        raise FileNotFoundError(LANGUAGES[0])
    folder, language = found
    read_pages = []
    with tesserocr.PyTessBaseAPI(path=str(folder), lang=language, psm=tesserocr.PSM.SINGLE_COLUMN) as api:
        api.SetVariable("textord_tabfind_vertical_text", "0")
        for k, page in enumerate(pages):
            progress(k / len(pages), "reading")
            api.SetImage(Image.fromarray(page.flat))
            api.Recognize()
            read_pages.append(page_of(page, lines=list(_lines(api, tesserocr.RIL))))
    version = re.sub(r"\s.*", "", tesserocr.tesseract_version())
    return Reading(engine=NAME, engine_version=f"{VERSION} ({version})", pages=tuple(read_pages))


def _lines(api: PyTessBaseAPI, level: type) -> Iterator[Line]:
    """The lines that it found, syllables joined to words."""
    numbered = []
    line = -1
    for place in _iterated(api, level):
        line += place.IsAtBeginningOf(level.TEXTLINE)
        box, text = place.BoundingBox(level.WORD), place.GetUTF8Text(level.WORD)
        if box and text.strip():
            numbered.append((line, _word(text.strip(), box, place.Confidence(level.WORD) / 100)))
    for _, words in groupby(numbered, key=lambda pair: pair[0]):
        yield Line(words=tuple(_joined([word for _, word in words])))


def _iterated(api: PyTessBaseAPI, level: type) -> Iterator:
    from tesserocr import iterate_level

    return iter(iterate_level(api.GetIterator(), level.WORD))


def _word(text: str, box: tuple[int, int, int, int], confidence: float) -> Word:
    left, top, right, bottom = map(float, box)
    quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Word(text=text, quad=quad, confidence=round(confidence, 4))


def _joined(words: Sequence[Word]) -> list[Word]:
    joined: list[Word] = []
    for word in words:
        if joined and _is_close(joined[-1], word):
            joined[-1] = _both(joined[-1], word)
        else:
            joined.append(word)
    return joined


def _is_close(first: Word, second: Word) -> bool:
    height = max(first.quad[2][1] - first.quad[0][1], second.quad[2][1] - second.quad[0][1])
    return second.quad[0][0] - first.quad[1][0] < JOINED * height


def _both(first: Word, second: Word) -> Word:
    (left, above), (_, bottom) = first.quad[0], first.quad[2]
    right, top = second.quad[1][0], min(above, second.quad[0][1])
    bottom = max(bottom, second.quad[2][1])
    return Word(
        text=first.text + second.text,
        quad=((left, top), (right, top), (right, bottom), (left, bottom)),
        confidence=min(first.confidence, second.confidence),
    )
