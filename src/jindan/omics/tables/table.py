"""A feature table: specimens × the features of one panel, each number with its place in the file."""

from dataclasses import dataclass

import numpy as np

from jindan.analysis import Remark, Scalar
from jindan.omics.engine.scoring import Floats
from jindan.omics.manifest import View
from jindan.omics.tables.sheet import column_letter


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where specimens and features of a table stand in its file.

    rows: of each specimen, as a spreadsheet counts. columns: of each feature, from 0; −1 where it has none.
    header_row: the row of the names. is_transposed: in the file, rows and columns are the other way round.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    header_row: int
    is_transposed: bool

    def place(self, specimen: int, feature: int) -> dict[str, Scalar]:
        """`row` and `column` in the file."""
        return _place(self.rows[specimen], self.columns[feature], is_transposed=self.is_transposed)

    def header_place(self, feature: int) -> dict[str, Scalar]:
        """`row` and `column` of a feature's name."""
        column = max(self.columns[feature], 0)
        return _place(self.header_row, column, is_transposed=self.is_transposed)


@dataclass(frozen=True, kw_only=True)
class FeatureTable:
    """Specimens × the features of a panel; NaN where nothing was measured or the file has no such column."""

    view: View
    specimens: tuple[str, ...]
    values: Floats
    layout: Layout
    remarks: tuple[Remark, ...] = ()

    @property
    def has_column(self) -> list[bool]:
        """Whether the file has a column for each feature."""
        return [column >= 0 for column in self.layout.columns]

    def coverage(self, specimen: int) -> float:
        """The share of the panel's features that one specimen has a number for."""
        return float(np.mean(~np.isnan(self.values[specimen])))


def _place(row: int, column: int, *, is_transposed: bool) -> dict[str, Scalar]:
    if is_transposed:
        return {"row": column + 1, "column": column_letter(row - 1)}
    return {"row": row, "column": column_letter(column)}
