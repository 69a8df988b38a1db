"""A searchable PDF/A-2b (ISO 19005-2): the pictures of the pages, with each word behind the place it stands at."""

import json
import math
import shutil
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from fontTools.ttLib import TTFont
from PIL import Image

from jindan.catalogue import text
from jindan.fonts import korean_font
from jindan.ocr.reading import Page, Reading, Word

TEMPLATE = Path(__file__).parent / "templates" / "searchable.typ"
DEFAULT_DPI = 150.0
"""Resolution that a page without one is taken to have: it decides the size of the paper only."""
POINTS = 72.0
JPEG_QUALITY = 85

Json = dict[str, Any]


def searchable_pdf(reading: Reading, *, pictures: Mapping[int, Path], language: str) -> bytes:
    """The PDF of a reading; `pictures` are its pages by number.

    The words are data to the template, which sees a folder with nothing else in it; equal readings give equal bytes.
    A letter that the font lacks is a `?` in the text.
    """
    with TemporaryDirectory(prefix="jindan-document-") as folder:
        root = Path(folder)
        shutil.copyfile(TEMPLATE, root / TEMPLATE.name)
        pages = [_page(page, language=language) for page in reading.pages]
        for page in reading.pages:
            _place_picture(pictures[page.number], at=root / _file(page))
        tree = {
            "title": text("document-pdf-title", language=language),
            "language": language,
            "pages": pages,
        }
        return typst.compile(
            root / TEMPLATE.name,
            root=root,
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[korean_font().parent],
            ),
            sys_inputs={"tree": json.dumps(tree, ensure_ascii=False)},
            pdf_standards=["a-2b"],
            package_path=root / "no-packages",
            package_cache_path=root / "no-packages",
            timestamp=0,
        )


def _page(page: Page, *, language: str) -> Json:
    scale = POINTS / (page.resolution_dpi or DEFAULT_DPI)
    return {
        "width": page.width * scale,
        "height": page.height * scale,
        "file": _file(page),
        "description": text("document-page", language=language, number=page.number),
        "words": [_word(word, scale=scale) for word in page.words() if word.text.strip()],
    }


def _word(word: Word, *, scale: float) -> Json:
    """Where the word begins, how long and high it is along its own direction, and its clockwise turn."""
    (left, top), (right, right_top), _, (low_left, low) = word.quad
    return {
        "text": _drawable(word.text),
        "left": left * scale,
        "top": top * scale,
        "width": max(math.dist((left, top), (right, right_top)), 1.0) * scale,
        "height": max(math.dist((left, top), (low_left, low)), 1.0) * scale,
        "degrees": math.degrees(math.atan2(right_top - top, right - left)),
    }


def _drawable(words: str) -> str:
    """The words in the letters of the font; `?` for one that it lacks, which the picture still shows."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(letter if ord(letter) in _letters() else "?" for letter in composed)


@cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont(korean_font()).getBestCmap())


def _place_picture(picture: Path, *, at: Path) -> None:
    """The picture as JPEG: what PDF viewers of any age can draw, at a size that a scan deserves."""
    with Image.open(picture) as image:
        image.convert("L" if image.mode in ("1", "L") else "RGB").save(at, quality=JPEG_QUALITY)


def _file(page: Page) -> str:
    return f"page-{page.number}.jpg"
