"""Reads cut-out lines with both heads on one backbone pass, batched by width."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jindan.ocr.networks import heads
from jindan.ocr.networks.backbone import Backbone
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.networks.recogniser import Recogniser
from jindan.ocr.pages.cutting import Picture

BATCH_PIXELS = 8 * 480
"""Columns of one batch: few enough to stay in the processor's cache."""


@dataclass(frozen=True, kw_only=True)
class LineRead:
    """One line as each head read it. width: of its picture, in pixels, which the letters' places refer to."""

    hangul: tuple[Letter, ...]
    latin: tuple[Letter, ...]
    width: int


def read_lines(
    pictures: Sequence[Picture],
    *,
    recogniser: Recogniser | None = None,
    after_batch: Callable[[float], None] = lambda _share: None,
) -> list[LineRead]:
    """Read pictures of 48 rows with both heads and return the lines in the same order.

    A recogniser replaces the Hangul head. `after_batch` is called with the share that is done. Raises RecogniserUnfit.
    """
    backbone, hangul, latin = Backbone.of_wheel(), heads.hangul(), heads.latin()
    lines: dict[int, LineRead] = {}
    for numbers in _batches([picture.shape[1] for picture in pictures]):
        batch = [pictures[k] for k in numbers]
        widths = [picture.shape[1] for picture in batch]
        maps = backbone.maps(batch)
        firsts = recogniser.read(batch) if recogniser else hangul.read(maps, widths)
        reads = zip(numbers, firsts, latin.read(maps, widths), widths, strict=True)
        for k, first, second, width in reads:
            lines[k] = LineRead(hangul=first, latin=second, width=width)
        after_batch(len(lines) / len(pictures))
    return [lines[k] for k in range(len(pictures))]


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of lines of about the same width, so that little is spent on padding."""
    batch: list[int] = []
    for k in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and widths[k] * (len(batch) + 1) > BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch
