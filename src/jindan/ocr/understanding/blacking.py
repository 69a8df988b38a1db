"""Black out on the picture of a page what was masked in its text."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from jindan.ocr.understanding.sensitive import Masked

QUALITY = 85
"""Of a picture in a lossy format that is written again."""


def black_out(picture: Path, *, masked: Sequence[Masked]) -> None:
    """Paint over the hidden numbers of one page, in its picture file, which keeps its format."""
    if not masked:
        return
    with Image.open(picture) as image:
        kind = image.format
        image.load()
        pen = ImageDraw.Draw(image)
        for each in masked:
            pen.polygon([tuple(point) for point in each.quad], fill=0)
        image.save(picture, format=kind, quality=QUALITY)
