"""An operator's own recognition network, in the layout of PaddleOCR: pictures of lines in, characters out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from google.protobuf.message import DecodeError

from jindan.ocr.errors import RecogniserUnfit
from jindan.ocr.networks import session
from jindan.ocr.networks.backbone import HEIGHT, batch_of
from jindan.ocr.networks.decoding import Letter, letters_of
from jindan.ocr.networks.session import Run

BLANK_AND_SPACE = 2
"""Classes before and after those of the list."""

MOST_PROBABLE = 1.001
"""Higher answers are no probabilities."""


@dataclass(frozen=True, kw_only=True)
class Recogniser:
    """A network that replaces the Hangul head."""

    run: Run
    alphabet: tuple[str, ...]

    @classmethod
    def opened(cls, model: Path, *, characters: Path) -> Recogniser:
        """Open an ONNX file with its characters, one a line in the order of the classes, once a process.

        Raises RecogniserUnfit.
        """
        return _opened(model, characters)

    def read(self, pictures: Sequence[npt.NDArray[np.uint8]]) -> list[tuple[Letter, ...]]:
        """Return the characters of each picture of 48 rows. Raises RecogniserUnfit."""
        batch = batch_of(pictures)
        answer = self.run(batch)[0]
        if answer.shape[-1] != len(self.alphabet) + 1 or answer.max() > MOST_PROBABLE:
            raise RecogniserUnfit(classes=answer.shape[-1], characters=len(self.alphabet) - 1)
        step = batch.shape[-1] / answer.shape[1]
        classes, certainty = answer.argmax(-1), answer.max(-1)
        ends = [-(-picture.shape[1] // step) for picture in pictures]
        return [
            letters_of(row[: int(end)], sure[: int(end)], alphabet=self.alphabet, step=step)
            for row, sure, end in zip(classes, certainty, ends, strict=True)
        ]


@cache
def _opened(model: Path, characters: Path) -> Recogniser:
    listed = characters.read_text("utf-8").splitlines()
    stored = model.read_bytes()
    _check(stored, classes=len(listed) + BLANK_AND_SPACE)
    return Recogniser(run=session.open(stored), alphabet=(*listed, " "))


def _check(stored: bytes, *, classes: int) -> None:
    """Raise RecogniserUnfit unless a network takes lines of our height and has a class for each listed character."""
    try:
        graph = onnx.load_model_from_string(stored).graph
    except DecodeError:
        raise RecogniserUnfit(classes=0, characters=classes - BLANK_AND_SPACE) from None
    weights = {stored.name for stored in graph.initializer}  # older files list them as inputs, too
    heights = [_size(value, axis=2) for value in graph.input if value.name not in weights]
    sizes = [_size(value, axis=2) for value in graph.output]
    if heights not in ([HEIGHT], [0]) or sizes not in ([classes], [0]):
        raise RecogniserUnfit(
            classes=sizes[0] if sizes else 0, characters=classes - BLANK_AND_SPACE
        )


def _size(value: onnx.ValueInfoProto, *, axis: int) -> int:
    """Return the size along an axis: 0 where it is free, -1 where there is no such axis."""
    sizes = value.type.tensor_type.shape.dim
    return int(sizes[axis].dim_value) if len(sizes) > axis else -1
