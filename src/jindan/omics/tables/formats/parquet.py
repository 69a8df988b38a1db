"""Parquet files, of which only the requested columns are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import NotATable, SoftwareMissing, TableTooLarge
from jindan.omics.tables.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    Cell,
    Row,
    RowBlock,
    Sheet,
    checked_header,
    in_blocks,
    infinite,
)

if TYPE_CHECKING:
    from pyarrow import DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

AT_ONCE = 1024
"""Rows of a batch."""
INDEX = "__index_level_0__"
"""The column of the row names in files of pandas."""


def read_parquet(path: Path) -> Sheet:
    """Return the table of a Parquet file. Raises NotATable and TableTooLarge."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise SoftwareMissing(name="pyarrow") from None
    try:
        stored = parquet.ParquetFile(path)
    except (arrow.ArrowException, OSError):
        raise NotATable(row=1, column="A") from None
    shape = stored.metadata
    if shape.num_columns > MOST_COLUMNS or shape.num_columns * shape.num_rows > MOST_CELLS:
        raise TableTooLarge(row=1, column="A")
    names = stored.schema_arrow.names
    ordered = [INDEX, *(name for name in names if name != INDEX)] if INDEX in names else names
    body = ParquetBody(stored=stored, names=ordered)
    header = checked_header(["" if name == INDEX else name for name in ordered])
    return Sheet(name="", header=header, rows=body.rows, fast_blocks=body.blocks, header_row=1)


@dataclass(frozen=True, kw_only=True)
class ParquetBody:
    """The columns of a Parquet file, in the order of the sheet."""

    stored: "ParquetFile"
    names: Sequence[str]

    def rows(self, columns: Sequence[int]) -> Iterator[Row]:
        """Yield the cells of these columns, row by row."""
        wanted = [self.names[column] for column in columns]
        number = 1
        for batch in self.stored.iter_batches(AT_ONCE, columns=wanted):
            lists = [batch.column(name).to_pylist() for name in wanted]
            for cells in zip(*lists, strict=True):
                number += 1
                yield number, [_cell(cell) for cell in cells]

    def blocks(
        self, *, words: Sequence[int], numbers: Sequence[int], size: int
    ) -> Iterator[RowBlock]:
        """Yield the rows by the block, read cell by cell where a column of numbers is stored as words."""
        names = [self.names[column] for column in numbers]
        if not all(_is_number(self.stored.schema_arrow.field(name).type) for name in names):
            yield from in_blocks(self.rows([*words, *numbers]), words=len(words), size=size)
            return
        labels = [self.names[column] for column in words]
        first = 2
        for batch in self.stored.iter_batches(size, columns=[*labels, *names]):
            # Arrow makes no tensor of a batch without columns.
            values = _numbers(batch.select(names)) if names else np.zeros((batch.num_rows, 0))
            yield RowBlock(
                rows=range(first, first + batch.num_rows),
                words=[[_cell(cell) for cell in batch.column(n).to_pylist()] for n in labels],
                numbers=values,
                unreadable=infinite(values),
            )
            first += batch.num_rows


def _numbers(batch: "RecordBatch") -> Floats:
    return np.asarray(batch.to_tensor(null_to_nan=True).to_numpy(), dtype=np.float64)


def _is_number(kind: "DataType") -> bool:
    from pyarrow import types

    return bool(types.is_integer(kind) or types.is_float32(kind) or types.is_float64(kind))


def _cell(cell: object) -> Cell:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    return str(cell)
