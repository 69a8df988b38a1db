"""A searchable PDF/A-2b (ISO 19005-2): the pictures of the pages, with each word hidden behind its place."""

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
from jindan.ocr.reading import Reading, ReadPage, Word

TEMPLATE = Path(__file__).parent / "templates" / "searchable.typ"
DEFAULT_DPI = 150.0
"""Resolution of a page that declares none. It decides the size of the paper only."""
POINTS = 72.0
JPEG_QUALITY = 85

Json = dict[str, Any]


def searchable_pdf(reading: Reading, *, pictures: Mapping[int, Path], language: str) -> bytes:
    """Return the PDF of a reading. pictures: files of its pages by number.

    Equal readings give equal bytes. A letter that the font lacks becomes a `?` in the text.
    """
    # the template can read this folder only, and gets the document's words as data, never as markup
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
            timestamp=0,  # equal readings give equal bytes
        )


def _page(page: ReadPage, *, language: str) -> Json:
    scale = POINTS / (page.resolution_dpi or DEFAULT_DPI)
    return {
        "width": page.width * scale,
        "height": page.height * scale,
        "file": _file(page),
        "description": text("document-page", language=language, number=page.number),
        "words": [_word(word, scale=scale) for word in page.words() if word.text.strip()],
    }


def _word(word: Word, *, scale: float) -> Json:
    """Return where the word begins, its length and height along its own direction, and its clockwise turn."""
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
    """Return the words with `?` for each letter that the font lacks, which the picture still shows."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(letter if ord(letter) in _letters() else "?" for letter in composed)


@cache
def _letters() -> frozenset[int]:
    return frozenset(TTFont(korean_font()).getBestCmap())


def _place_picture(picture: Path, *, at: Path) -> None:
    """Write the picture as a JPEG, which every PDF viewer can draw."""
    with Image.open(picture) as image:
        image.convert("L" if image.mode in ("1", "L") else "RGB").save(at, quality=JPEG_QUALITY)


def _file(page: ReadPage) -> str:
    return f"page-{page.number}.jpg"
