"""Which columns of a sheet are read, and how a block of them becomes the numbers of a panel."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jindan.analysis import Scalar
from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import UnknownCategory, UnreadableNumber
from jindan.omics.manifest import Feature
from jindan.omics.tables.matching import Match
from jindan.omics.tables.sheet import Block, Cell, number_in, word_in
from jindan.omics.tables.table import Layout


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Columns that are read: as words the specimens' names and what is coded, as numbers all others.

    label: of the specimens' names among the words, if any.
    """

    words: tuple[int, ...]
    numbers: tuple[int, ...]
    label: int | None

    @classmethod
    def of(cls, matches: Sequence[Match]) -> "Columns":
        """The columns that these panels need."""
        label = matches[0].label
        words: dict[int, None] = {} if label is None else {label: None}
        numbers: set[int] = set()
        for found in matches:
            for column, feature in zip(found.columns, found.view.features, strict=True):
                if column >= 0 and feature.codes:
                    words[column] = None
                elif column >= 0:
                    numbers.add(column)
        place = None if label is None else 0
        return cls(words=tuple(words), numbers=tuple(sorted(numbers)), label=place)

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Where each column stands among the numbers."""
        return {column: place for place, column in enumerate(self.numbers)}

    def specimens(self, block: Block) -> tuple[str, ...]:
        """The names of a block's specimens; the number of the row where the sheet has no names."""
        if self.label is None:
            return tuple(map(str, block.rows))
        return tuple(map(word_in, block.words[self.label]))

    def values(self, found: Match, block: Block, *, layout: Layout) -> Floats:
        """Specimens × the features of a panel. Raises UnreadableNumber and UnknownCategory."""
        self._check(found, block, layout=layout)
        at = np.array([self.place.get(column, -1) for column in found.columns])
        values = np.full((len(block.rows), len(at)), np.nan)
        values[:, at >= 0] = block.numbers[:, at[at >= 0]]
        for number, feature in enumerate(found.view.features):
            column = found.columns[number]
            if feature.codes and column >= 0:
                cells = block.words[self.words.index(column)]
                values[:, number] = [
                    _coded(cell, feature, place=layout.place(row, number))
                    for row, cell in enumerate(cells)
                ]
        return values

    def _check(self, found: Match, block: Block, *, layout: Layout) -> None:
        """Refuse a cell that is no plain number."""
        if block.unreadable is None:
            return
        row, place = block.unreadable
        if self.numbers[place] in found.columns:
            number = found.columns.index(self.numbers[place])
            name = found.view.features[number].name
            raise UnreadableNumber(**layout.place(row, number), feature=name)


def _coded(cell: Cell, feature: Feature, *, place: Mapping[str, Scalar]) -> float:
    """The number that a word stands for. Raises UnknownCategory."""
    number = number_in(cell)
    if number is not None and math.isnan(number):
        return number
    code = feature.codes.get(word_in(cell).casefold())
    if code is None:
        known = ", ".join(dict.fromkeys(feature.codes))
        raise UnknownCategory(**place, feature=feature.name, known=known)
    return code
