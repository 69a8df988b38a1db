"""The frozen backbone of the PP-OCRv6 recogniser: pictures of lines in, features for every head out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import onnx

from jindan.ocr.networks import session, wheel
from jindan.ocr.networks.session import Array, Run

Features = npt.NDArray[np.float32]
"""A row of 1,152 numbers each eight pixels of a line."""

HEIGHT, STEP = 48, 8
POOL = "AveragePool"
"""The only layer of its kind in the recogniser: the backbone ends before it."""


@dataclass(frozen=True, kw_only=True)
class Backbone:
    """Feeds the heads: `maps` for the head of the wheel, `features` for the Hangul head."""

    run: Run

    @classmethod
    def of_wheel(cls) -> Backbone:
        """The backbone as the wheel ships it, opened once a process."""
        return _opened()

    def maps(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> Array:
        """What the backbone makes of a batch of grey pictures of 48 rows, padded to the widest."""
        return self.run(batch_of(pictures))[0]

    def features(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> list[Features]:
        """The features of each picture, as many rows as it has steps."""
        rows = rows_of(self.maps(pictures))
        return [rows[k, : steps_of(picture.shape[1])] for k, picture in enumerate(pictures)]


def steps_of(width: int) -> int:
    """How many rows of features a picture of this width has."""
    return max(2, -(-width // STEP))


def batch_of(pictures: Sequence[npt.NDArray[np.uint8]]) -> Array:
    """The pictures in one array, from -1 to 1 and padded with grey."""
    width = max(STEP * steps_of(picture.shape[1]) for picture in pictures)
    batch = np.zeros((len(pictures), 3, HEIGHT, width), np.float32)
    for k, picture in enumerate(pictures):
        batch[k, :, :, : picture.shape[1]] = picture.astype(np.float32) / 127.5 - 1
    return batch


def rows_of(maps: Array) -> Array:
    """Maps of a batch (lines, 384, 3, width / 4) as rows of features (lines, width / 8, 1152)."""
    lines, channels, height, width = maps.shape
    flat = maps[..., : width // 2 * 2].reshape(lines, channels * height, width // 2, 2).mean(3)
    return np.ascontiguousarray(flat.transpose(0, 2, 1))


def cut(*, before_pool: bool) -> bytes:
    """The recogniser of the wheel up to its pooling layer, or what follows it."""
    model = onnx.load(str(wheel.network(wheel.RECOGNISER)))
    (pool,) = (node for node in model.graph.node if node.op_type == POOL)
    whole = onnx.utils.Extractor(model)
    given, wanted = (
        (["x"], [pool.input[0]]) if before_pool else ([pool.input[0]], [model.graph.output[0].name])
    )
    return bytes(whole.extract_model(given, wanted).SerializeToString())


@cache
def _opened() -> Backbone:
    return Backbone(run=session.open(cut(before_pool=True)))
