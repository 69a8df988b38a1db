"""The columns of a sheet that are read, and the numbers of a panel from a block of them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jindan.catalogue import Scalar
from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import UnknownCategory, UnreadableNumber
from jindan.omics.manifest import Feature
from jindan.omics.tables.matching import Match
from jindan.omics.tables.sheet import Cell, RowBlock, number_in, word_in
from jindan.omics.tables.table import Layout


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Columns that are read: specimens' names and coded features as words, all others as numbers.

    label: the place of the specimens' names among the words, if the sheet has names.
    """

    words: tuple[int, ...]
    numbers: tuple[int, ...]
    label: int | None

    @classmethod
    def of(cls, matches: Sequence[Match]) -> "Columns":
        """Return the columns that these panels need."""
        label = matches[0].label
        words: dict[int, None] = {} if label is None else {label: None}
        numbers: set[int] = set()
        for matched in matches:
            for column, feature in zip(matched.columns, matched.view.features, strict=True):
                if column >= 0 and feature.codes:
                    words[column] = None
                elif column >= 0:
                    numbers.add(column)
        place = None if label is None else 0
        return cls(words=tuple(words), numbers=tuple(sorted(numbers)), label=place)

    @cached_property
    def place(self) -> Mapping[int, int]:
        """The place of each column among the numbers."""
        return {column: place for place, column in enumerate(self.numbers)}

    def specimens(self, block: RowBlock) -> tuple[str, ...]:
        """Return the names of a block's specimens. Without names in the sheet they are row numbers."""
        if self.label is None:
            return tuple(map(str, block.rows))
        return tuple(map(word_in, block.words[self.label]))

    def values(self, matched: Match, block: RowBlock, *, layout: Layout) -> Floats:
        """Return specimens × the features of a panel. Raises UnreadableNumber and UnknownCategory."""
        self._check_readable(matched, block, layout=layout)
        at = np.array([self.place.get(column, -1) for column in matched.columns])
        values = np.full((len(block.rows), len(at)), np.nan)
        values[:, at >= 0] = block.numbers[:, at[at >= 0]]
        for number, feature in enumerate(matched.view.features):
            column = matched.columns[number]
            if feature.codes and column >= 0:
                cells = block.words[self.words.index(column)]
                values[:, number] = [
                    _coded(cell, feature, place=layout.place(row, number))
                    for row, cell in enumerate(cells)
                ]
        return values

    def _check_readable(self, matched: Match, block: RowBlock, *, layout: Layout) -> None:
        """Raise UnreadableNumber where a cell of the panel is not a plain number."""
        if block.unreadable is None:
            return
        row, place = block.unreadable
        if self.numbers[place] in matched.columns:
            number = matched.columns.index(self.numbers[place])
            name = matched.view.features[number].name
            raise UnreadableNumber(**layout.place(row, number), feature=name)


def _coded(cell: Cell, feature: Feature, *, place: Mapping[str, Scalar]) -> float:
    """Return the code of a word, or NaN where nothing was measured. Raises UnknownCategory."""
    number = number_in(cell)
    if number is not None and math.isnan(number):
        return number
    code = feature.codes.get(word_in(cell).casefold())
    if code is None:
        known = ", ".join(dict.fromkeys(feature.codes))
        raise UnknownCategory(**place, feature=feature.name, known=known)
    return code
