"""The local engine: PP-OCRv6 finds the lines, the project's Hangul head and a Latin head read them. No network."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec

from jindan.analysis import Progress, part_of, silent
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Reading

NAME, VERSION = "local", "1"
DEPENDENCIES = ("rapidocr", "onnx", "cv2", "onnxruntime")


def is_available() -> bool:
    """Whether the networks' wheel and a runtime are installed."""
    return all(find_spec(name) for name in DEPENDENCIES)


def read(pages: Sequence[UprightPage], *, progress: Progress = silent) -> Reading:
    """What the pages say. The same picture gives the same reading."""
    from jindan.ocr.layout.blocks import page_of
    from jindan.ocr.lines.page_lines import lines_of

    read_pages = []
    for k, page in enumerate(pages):
        part = part_of(progress, start=k / len(pages), end=(k + 1) / len(pages))
        read_pages.append(page_of(page, lines=lines_of(page, progress=part)))
    return Reading(engine=NAME, engine_version=VERSION, pages=tuple(read_pages))
