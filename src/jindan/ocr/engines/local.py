"""The local engine: PP-OCRv6 finds the lines, the project's Hangul head and a Latin head read them. No network."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from jindan.analysis import Progress, part_of, silent
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Reading, ReadPage

if TYPE_CHECKING:
    from jindan.ocr.networks.recogniser import Recogniser

NAME, VERSION = "local", "2"
DEPENDENCIES = ("rapidocr", "onnx", "cv2", "onnxruntime")


def is_available() -> bool:
    """Return whether the networks' wheel and a runtime are installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def read(pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
    """Read the pages. The same picture gives the same reading."""
    read_pages = pages_of(pages, recogniser=None, progress=progress)
    return Reading(engine=NAME, engine_version=VERSION, pages=read_pages)


def pages_of(
    pages: Sequence[UprightPage], *, recogniser: Recogniser | None, progress: Progress
) -> tuple[ReadPage, ...]:
    """Read the pages. A recogniser replaces the Hangul head. Raises RecogniserUnfit."""
    from jindan.ocr.layout.blocks import page_of
    from jindan.ocr.lines.page_lines import seen_lines
    from jindan.ocr.numbers.second_look import checked_lines

    read_pages = []
    for k, page in enumerate(pages):
        part = part_of(progress, start=k / len(pages), end=(k + 1) / len(pages))
        seen = seen_lines(page, recogniser=recogniser, progress=part)
        lines = checked_lines(seen, page=page.flat, recogniser=recogniser)
        read_pages.append(page_of(page, lines=lines))
    return tuple(read_pages)
