"""Pages of picture files: PNG, JPEG, TIFF with many pages, WEBP, HEIC. The camera's turn is undone."""

import struct
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pi_heif
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from jindan.ocr.errors import DocumentTooLarge, DocumentUnreadable, NoPage
from jindan.ocr.pages.limits import LONGEST_SIDE, MOST_PAGES, MOST_PIXELS
from jindan.ocr.pages.page import Picture, RawPage

FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "HEIF", "BMP")
LIKELY_DPI = (60, 1300)
"""A resolution outside these is no resolution: programs write 1 where they know none."""

DEFAULT_DPI = 72
"""What cameras write without knowing the size of the page."""

DAMAGED = (
    OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError,
    TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError, MemoryError, struct.error,
)  # fmt: skip
"""What Pillow raises for files that contradict themselves, or claim gigabytes in 189 bytes (found by `make fuzz`)."""


def pages(path: Path) -> tuple[int, Iterator[RawPage]]:
    """Return the number of pages and an iterator over them. Raises as `jindan.ocr.pages.opening.open_pages` says."""
    pi_heif.register_heif_opener()
    try:
        image = Image.open(path, formats=FORMATS)
        count = int(getattr(image, "n_frames", 1))
    except (UnidentifiedImageError, *DAMAGED) as error:
        raise DocumentUnreadable from error
    if count < 1:
        raise NoPage
    if count > MOST_PAGES:
        raise DocumentTooLarge(most=MOST_PAGES)
    return count, _pages(image)


def _pages(image: Image.Image) -> Iterator[RawPage]:
    try:
        for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
            if frame.width * frame.height > MOST_PIXELS:
                raise DocumentTooLarge(most=MOST_PIXELS)
            yield _page(frame, number=number)
    except DAMAGED as error:
        raise DocumentUnreadable from error
    finally:
        image.close()


def _page(frame: Image.Image, *, number: int) -> RawPage:
    resolution = _resolution_of(frame)
    picture = np.asarray(_opaque(ImageOps.exif_transpose(frame)), np.uint8)
    small, factor = bounded(picture)
    scaled = round(resolution * factor, 1) if resolution else None
    return RawPage(number=number, picture=small, resolution_dpi=scaled)


def bounded(picture: Picture) -> tuple[Picture, float]:
    """Return the picture with no side over LONGEST_SIDE, and the factor it was shrunk by."""
    height, width = picture.shape[:2]
    factor = min(1.0, LONGEST_SIDE / max(height, width))
    if factor == 1.0:
        return picture, factor
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8), factor


def _opaque(frame: Image.Image) -> Image.Image:
    """Return the frame in three colours, on white where it is transparent. Sixteen-bit grey is scaled to eight bits."""
    if frame.mode.startswith("I"):
        grey = np.asarray(frame, np.float64)
        highest = max(1.0, float(grey.max()))
        return Image.fromarray((grey * (255 / highest)).astype(np.uint8)).convert("RGB")
    if "A" in frame.getbands() or "transparency" in frame.info:
        clear = frame.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return frame.convert("RGB")


def _resolution_of(frame: Image.Image) -> float | None:
    declared = frame.info.get("dpi")
    dpi = float(declared[0]) if declared else 0.0
    is_likely = LIKELY_DPI[0] <= dpi <= LIKELY_DPI[1] and round(dpi) != DEFAULT_DPI
    return dpi if is_likely else None
