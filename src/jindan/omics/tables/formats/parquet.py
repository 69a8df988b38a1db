"""Parquet, of which only the columns that are asked for are read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jindan.omics.errors import NotATable, SoftwareMissing, TableTooLarge
from jindan.omics.tables.sheet import MOST_CELLS, MOST_COLUMNS, Cell, Row, Sheet, checked_header

AT_ONCE = 1024
INDEX = "__index_level_0__"
"""What pandas calls the row names that it keeps."""


def read_parquet(path: Path) -> Sheet:
    """The table of a Parquet file. Raises NotATable and TableTooLarge."""
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

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        wanted = [ordered[column] for column in columns]
        number = 1
        for batch in stored.iter_batches(AT_ONCE, columns=wanted):
            lists = [batch.column(name).to_pylist() for name in wanted]
            for cells in zip(*lists, strict=True):
                number += 1
                yield number, [_cell(cell) for cell in cells]

    header = checked_header(["" if name == INDEX else name for name in ordered])
    return Sheet(name="", header=header, rows=rows, header_row=1)


def _cell(cell: object) -> Cell:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    return str(cell)
