"""Opens a document of whatever kind its content says it is, and yields its pages one after the other."""

from collections.abc import Iterator
from pathlib import Path

from jindan.ocr.errors import DocumentUnreadable
from jindan.ocr.pages import pdf, pictures
from jindan.ocr.pages.page import RawPage

PDF_SIGNATURE = b"%PDF-"
SEARCHED = 1024
"""Bytes at the beginning within which a PDF may start."""


def open_pages(path: Path) -> tuple[int, Iterator[RawPage]]:
    """Return the number of pages and an iterator that decodes one at a time.

    Raises DocumentUnreadable, DocumentEncrypted, DocumentTooLarge or NoPage, here or from the iterator.
    """
    with path.open("rb") as file:
        start = file.read(SEARCHED)
    if not start:
        raise DocumentUnreadable
    return pdf.pages(path) if PDF_SIGNATURE in start else pictures.pages(path)
