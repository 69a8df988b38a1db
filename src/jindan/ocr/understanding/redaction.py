"""Redacts on the picture of a page what was masked in its text."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from jindan.ocr.understanding.sensitive import Masked

QUALITY = 85
"""Quality at which a picture in a lossy format is written again."""


def redact(picture: Path, *, masked: Sequence[Masked]) -> None:
    """Paint black over the hidden numbers of one page, in its picture file. The file's format stays the same."""
    if not masked:
        return
    with Image.open(picture) as image:
        kind = image.format
        image.load()
        pen = ImageDraw.Draw(image)
        for number in masked:
            pen.polygon([tuple(point) for point in number.quad], fill=0)
        image.save(picture, format=kind, quality=QUALITY)
