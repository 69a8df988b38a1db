"""The two heads on one backbone: the project's own for Hangul, the wheel's for Latin script and digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import onnx
from onnx import numpy_helper

from jindan.assets import MODELS
from jindan.ocr.characters import ASCII, CHARACTERS, SYMBOLS
from jindan.ocr.networks import session, wheel
from jindan.ocr.networks.answers import with_best
from jindan.ocr.networks.backbone import cut, rows_of, steps_of
from jindan.ocr.networks.decoding import BLANK, Letter, letters_of
from jindan.ocr.networks.session import Array, Run

HANGUL_HEAD = MODELS / "hangul-head.onnx"


@dataclass(frozen=True, kw_only=True)
class Head:
    """A network that reads lines from the backbone's maps. takes_rows: its input is rows of features."""

    run: Run
    alphabet: tuple[str, ...]
    takes_rows: bool

    def read(self, maps: Array, widths: Sequence[int]) -> list[tuple[Letter, ...]]:
        """Return the characters of each line of a batch. widths: of the pictures, in pixels."""
        certainty, classes = self.run(rows_of(maps) if self.takes_rows else maps)
        return [
            letters_of(line[:steps, 0], sure[:steps, 0], alphabet=self.alphabet)
            for line, sure, steps in zip(classes, certainty, map(steps_of, widths), strict=True)
        ]


def hangul() -> Head:
    """Return the project's own head, opened once a process."""
    return _opened(HANGUL_HEAD)


@cache
def _opened(file: Path) -> Head:
    return Head(run=session.open(file.read_bytes()), alphabet=CHARACTERS, takes_rows=True)


@cache
def latin() -> Head:
    """Return the head of the wheel, narrowed to Latin script, digits and symbols: an independent second reader."""
    recogniser = onnx.load(str(wheel.network(wheel.RECOGNISER)))
    letters = recogniser.metadata_props[0].value.split("\n")
    latin_letters = [
        (number, letter)
        for number, letter in enumerate(letters, start=1)
        if letter in (*ASCII, *SYMBOLS)
    ]
    # the class after the listed characters is the space
    classes = [BLANK, *(number for number, _ in latin_letters), len(letters) + 1]
    head = onnx.load_model_from_string(cut(before_pool=False))
    _narrow(head, classes=classes)
    return Head(
        run=session.open(with_best(head).SerializeToString()),
        alphabet=(*(letter for _, letter in latin_letters), " "),
        takes_rows=False,
    )


def _narrow(head: onnx.ModelProto, *, classes: list[int]) -> None:
    """Remove all other classes from the last layer (`linear_8`)."""
    for stored in head.graph.initializer:
        if stored.name.startswith("linear_8."):
            array = numpy_helper.to_array(stored)
            stored.CopyFrom(numpy_helper.from_array(array[..., classes], stored.name))
    head.graph.output[0].type.tensor_type.shape.dim[2].dim_param = "classes"
