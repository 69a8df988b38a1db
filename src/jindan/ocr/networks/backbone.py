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
"""A row of 1,152 numbers for each eight pixels of a line: shape (steps, 1152)."""

HEIGHT, STEP = 48, 8
POOL = "AveragePool"
"""The only layer of its kind in the recogniser: the backbone ends before it."""


@dataclass(frozen=True, kw_only=True)
class Backbone:
    """The network below both heads: `maps` are for the head of the wheel, `features` for the Hangul head."""

    run: Run

    @classmethod
    @cache
    def of_wheel(cls) -> Backbone:
        """Return the backbone as the wheel ships it, opened once a process."""
        return cls(run=session.open(cut(before_pool=True)))

    def maps(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> Array:
        """Return the maps (lines, 384, 3, width / 4) of a batch of grey pictures of 48 rows, padded to the widest."""
        return self.run(batch_of(pictures))[0]

    def features(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> list[Features]:
        """Return the features of each picture, as many rows as it has steps."""
        rows = rows_of(self.maps(pictures))
        return [rows[k, : steps_of(picture.shape[1])] for k, picture in enumerate(pictures)]


def steps_of(width: int) -> int:
    """Return how many rows of features a picture of this width in pixels has."""
    return max(2, -(-width // STEP))


def batch_of(pictures: Sequence[npt.NDArray[np.uint8]]) -> Array:
    """Return the pictures in one array (lines, 3, 48, width), from -1 to 1 and padded with grey."""
    width = max(STEP * steps_of(picture.shape[1]) for picture in pictures)
    batch = np.zeros((len(pictures), 3, HEIGHT, width), np.float32)
    for k, picture in enumerate(pictures):
        batch[k, :, :, : picture.shape[1]] = picture.astype(np.float32) / 127.5 - 1
    return batch


def rows_of(maps: Array) -> Array:
    """Return maps of a batch (lines, 384, 3, width / 4) as rows of features (lines, width / 8, 1152)."""
    lines, channels, height, width = maps.shape
    flat = maps[..., : width // 2 * 2].reshape(lines, channels * height, width // 2, 2).mean(3)
    return np.ascontiguousarray(flat.transpose(0, 2, 1))


def cut(*, before_pool: bool) -> bytes:
    """Return the recogniser of the wheel up to its pooling layer, or the part from there on, as an ONNX file."""
    model = onnx.load(str(wheel.network(wheel.RECOGNISER)))
    (pool,) = (node for node in model.graph.node if node.op_type == POOL)
    whole = onnx.utils.Extractor(model)
    inputs, outputs = (
        (["x"], [pool.input[0]]) if before_pool else ([pool.input[0]], [model.graph.output[0].name])
    )
    return bytes(whole.extract_model(inputs, outputs).SerializeToString())
