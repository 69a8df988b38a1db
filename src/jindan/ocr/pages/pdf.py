"""Pages of a PDF: drawn by PDFium, with their own text layer where it can be trusted."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from jindan.analysis import Note
from jindan.ocr.errors import DocumentEncrypted, DocumentTooLarge, DocumentUnreadable, NoPage
from jindan.ocr.pages.layer import layer_of
from jindan.ocr.pages.limits import (
    HIGHEST_DPI,
    LAYER_DPI,
    LONGEST_SIDE,
    LOWEST_DPI,
    MOST_PAGES,
)
from jindan.ocr.pages.page import Picture, RawPage

POINTS = 72
"""Points of an inch. The point is the unit of a PDF."""

WRONG_PASSWORD = 4
"""PDFium's error FPDF_ERR_PASSWORD."""


def pages(path: Path) -> tuple[int, Iterator[RawPage]]:
    """Return the number of pages and an iterator over them. Raises as `jindan.ocr.pages.opening.open_pages` says."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == WRONG_PASSWORD
        raise (DocumentEncrypted if is_locked else DocumentUnreadable) from error
    count = len(document)
    if count < 1:
        raise NoPage
    if count > MOST_PAGES:
        raise DocumentTooLarge(most=MOST_PAGES)
    return count, _pages(document)


def _pages(document: pdfium.PdfDocument) -> Iterator[RawPage]:
    try:
        for number in range(1, len(document) + 1):
            yield _page(document[number - 1], number=number)
    except pdfium.PdfiumError as error:
        raise DocumentUnreadable from error
    finally:
        document.close()


def _page(page: pdfium.PdfPage, *, number: int) -> RawPage:
    dpi = _resolution_of(page)
    bitmap = page.render(scale=dpi / POINTS, rev_byteorder=True, prefer_bgrx=False)
    picture: Picture = np.array(bitmap.to_numpy()[..., :3], np.uint8)
    bitmap.close()
    layer = layer_of(page, scale=dpi / POINTS, picture=picture)
    notes = [Note(code="text-layer")] if layer.lines else []
    if layer.is_refused:
        notes.append(Note(code="text-layer-refused"))
    return RawPage(
        number=number,
        picture=picture,
        resolution_dpi=round(dpi, 1),
        layer=layer.lines,
        notes=tuple(notes),
    )


def _resolution_of(page: pdfium.PdfPage) -> float:
    """Return the resolution of the finest picture on the page, within bounds, so that no side is over LONGEST_SIDE."""
    kinds = (pdfium.raw.FPDF_PAGEOBJ_IMAGE,)
    finest = [_dpi_of(image) for image in page.get_objects(filter=kinds, max_depth=3)]
    wanted = min(HIGHEST_DPI, max([LOWEST_DPI, *finest])) if finest else LAYER_DPI
    longest_in = max(page.get_size()) / POINTS
    return float(min(wanted, LONGEST_SIDE / max(longest_in, 0.1)))


def _dpi_of(image: pdfium.PdfImage) -> float:
    left, bottom, right, top = image.get_bounds()
    width, _ = image.get_px_size()
    return float(width * POINTS / max(1.0, right - left, top - bottom))
