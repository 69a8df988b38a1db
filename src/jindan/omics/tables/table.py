"""A feature table: specimens × the features of one panel. Each number has its place in the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from jindan.analysis import Note
from jindan.catalogue import Scalar
from jindan.omics.engine.scoring import Flags, Floats
from jindan.omics.manifest import View
from jindan.omics.tables.sheet import column_letter


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The places of specimens and features of a table in its file.

    rows: of each specimen, as a spreadsheet counts. columns: of each feature, from 0, or −1 where it has none.
    header_row: the row of the names. is_transposed: in the file, rows and columns are the other way round.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    header_row: int
    is_transposed: bool

    def place(self, specimen: int, feature: int) -> dict[str, Scalar]:
        """Return `row` and `column` in the file."""
        return self.place_in(self.rows[specimen], feature)

    def place_in(self, row: int, feature: int) -> dict[str, Scalar]:
        """Return the place of a feature in a row that is known by its number in the file."""
        column = self.columns[feature]
        if self.is_transposed:
            return {"row": column + 1, "column": column_letter(row - 1)}
        return {"row": row, "column": column_letter(column)}


@dataclass(frozen=True, kw_only=True)
class FeatureTable:
    """Specimens × the features of a panel. NaN where nothing was measured or the file has no such column."""

    view: View
    specimens: tuple[str, ...]
    values: Floats
    layout: Layout
    notes: tuple[Note, ...] = ()

    @property
    def has_column(self) -> list[bool]:
        """Whether the file has a column for each feature."""
        return [column >= 0 for column in self.layout.columns]

    @property
    def coverage(self) -> Floats:
        """The share of the panel's features that each specimen has a number for."""
        return np.asarray((~np.isnan(self.values)).mean(axis=1))

    @property
    def has_enough(self) -> Flags:
        """Whether each specimen has enough of the features for the panel to be used."""
        return np.asarray(self.coverage >= self.view.min_coverage)

    def part(self, rows: Sequence[int]) -> "FeatureTable":
        """Return some of the specimens, by their places from 0."""
        return self.with_rows(
            [self.specimens[row] for row in rows],
            values=self.values[list(rows)],
            rows=[self.layout.rows[row] for row in rows],
        )

    def with_rows(
        self, specimens: Sequence[str], *, values: Floats, rows: Sequence[int]
    ) -> "FeatureTable":
        """Return the table with these specimens, values and row numbers instead of its own."""
        layout = replace(self.layout, rows=tuple(rows))
        return replace(self, specimens=tuple(specimens), values=values, layout=layout)
