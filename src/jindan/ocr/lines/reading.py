"""Reads cut-out lines with both heads on one backbone pass, batched by width."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jindan.ocr.networks import heads
from jindan.ocr.networks.backbone import Backbone
from jindan.ocr.networks.decoding import Letter
from jindan.ocr.networks.recogniser import Recogniser

Picture = npt.NDArray[np.uint8]

BATCH_PIXELS = 8 * 480
"""Columns of one batch: few enough to stay in the processor's cache."""


@dataclass(frozen=True, kw_only=True)
class LineRead:
    """One line as each head read it. width: of its picture, which the letters' places refer to."""

    hangul: tuple[Letter, ...]
    latin: tuple[Letter, ...]
    width: int


def read_lines(
    pictures: Sequence[Picture],
    *,
    recogniser: Recogniser | None = None,
    after_batch: Callable[[float], None] = lambda _share: None,
) -> list[LineRead]:
    """What both heads read in pictures of 48 rows, in the same order. `after_batch` hears the share that is done.

    A recogniser takes the place of the Hangul head.
    """
    backbone, hangul, latin = Backbone.of_wheel(), heads.hangul(), heads.latin()
    found: list[LineRead | None] = [None] * len(pictures)
    done = 0
    for batch in _batches([picture.shape[1] for picture in pictures]):
        chosen = [pictures[k] for k in batch]
        widths = [picture.shape[1] for picture in chosen]
        maps = backbone.maps(chosen)
        firsts = recogniser.read(chosen) if recogniser else hangul.read(maps, widths)
        readings = zip(batch, firsts, latin.read(maps, widths), widths, strict=True)
        for k, first, second, width in readings:
            found[k] = LineRead(hangul=first, latin=second, width=width)
        done += len(batch)
        after_batch(done / len(pictures))
    return [line for line in found if line is not None]


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of about the same width together, so that little is spent on padding."""
    batch: list[int] = []
    for k in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and widths[k] * (len(batch) + 1) > BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(k)
    if batch:
        yield batch
