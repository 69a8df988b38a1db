"""A table as it is in a file: named columns and rows of cells, each with its place."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import numpy as np

from jindan.analysis import Note
from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import NamelessColumn, NoHeader

Cell = str | float | None
Row = tuple[int, Sequence[Cell]]
"""The number of a row, as a spreadsheet counts from 1, and its cells."""

MISSING = frozenset({
    "", "na", "n/a", "nan", "null", "none", "-", "--", ".", "#n/a", "?", "missing",
    "없음", "미측정", "결측", "결측치", "빈칸", "공란", "측정불가", "해당없음", "미검",
})  # fmt: skip
"""Words for "not measured" in English and Korean, in lower case."""
MOST_COLUMNS = 200_000
MOST_CELLS = 400_000_000


@dataclass(frozen=True, kw_only=True)
class RowBlock:
    """Some rows in sequence: the columns requested as words and those requested as numbers.

    rows: their numbers, as a spreadsheet counts. words: the cells of each column. numbers: rows × columns, NaN where
    nothing was measured. unreadable: row and column within `numbers` of the first cell that is no plain number, if any.
    """

    rows: Sequence[int]
    words: Sequence[Sequence[Cell]]
    numbers: Floats
    unreadable: tuple[int, int] | None = None


class Rows(Protocol):
    """Reads the rows from the first one again each time it is called."""

    def __call__(self, columns: Sequence[int]) -> Iterator[Row]:
        """Yield the cells of these columns, in this order, row by row."""


class Blocks(Protocol):
    """Reads the rows by the block, in formats that can read many numbers at once."""

    def __call__(
        self, *, words: Sequence[int], numbers: Sequence[int], size: int
    ) -> Iterator[RowBlock]:
        """Yield blocks of at most `size` rows."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table of a file.

    name: of the sheet or modality, else empty. header: names of the columns, the first usually the specimens'.
    is_certain: the format itself defines that rows are specimens. notes: made while the file was opened.
    header_row: the number of the header's row, 0 where the format has no such row. fast_blocks: None where the format
    is read cell by cell.
    """

    name: str
    header: Sequence[str]
    rows: Rows
    is_certain: bool = False
    notes: tuple[Note, ...] = ()
    header_row: int = 1
    fast_blocks: Blocks | None = None

    def blocks(
        self, *, words: Sequence[int], numbers: Sequence[int], size: int
    ) -> Iterator[RowBlock]:
        """Yield the rows by the block. Raises what the format's reader raises."""
        if self.fast_blocks is not None:
            yield from self.fast_blocks(words=words, numbers=numbers, size=size)
            return
        yield from in_blocks(self.rows([*words, *numbers]), words=len(words), size=size)


def in_blocks(rows: Iterator[Row], *, words: int, size: int) -> Iterator[RowBlock]:
    """Yield rows of cells by the block. The first `words` cells of each row are words."""
    while chunk := list(islice(rows, size)):
        yield _block(chunk, words=words)


def infinite(numbers: Floats) -> tuple[int, int] | None:
    """Return row and column of the first infinity, which is no plain number, or None."""
    if np.isfinite(numbers).all():
        return None
    row, column = divmod(int(np.isinf(numbers).argmax()), max(1, numbers.shape[1]))
    return (row, column) if np.isinf(numbers[row, column]) else None


def plain_numbers(cells: Sequence[Cell]) -> list[float] | None:
    """Return all cells as numbers, or None where any cell needs `number_in`. This is many times faster."""
    try:
        numbers = [float(cell) for cell in cells]  # type: ignore[arg-type]
        joined = "".join(cells)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    # Python also reads 1_000 and digits of other scripts.
    is_plain = joined.isascii() and "_" not in joined and not any(map(math.isinf, numbers))
    return numbers if is_plain else None


def number_in(cell: Cell) -> float | None:
    """Return the number in a cell, NaN where nothing was measured, None where it is not a plain number.

    A comma is never taken for a decimal or a thousands separator.
    """
    if cell is None:
        return math.nan
    if not isinstance(cell, str):
        return None if isinstance(cell, bool) or math.isinf(cell) else float(cell)
    try:
        number = float(cell)
    except ValueError:
        return math.nan if cell.strip().casefold() in MISSING else None
    return None if "_" in cell or not cell.isascii() or math.isinf(number) else number


def word_in(cell: Cell) -> str:
    """Return a cell as a word. Whole numbers have no point, an empty cell is an empty word."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def column_letter(index: int) -> str:
    """Return the letters of a column counted from 0, as in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def checked_header(header: Sequence[Cell], *, row: int = 1) -> list[str]:
    """Return the names of the columns, stripped. Raises NoHeader and NamelessColumn."""
    names = ["" if cell is None else str(cell).strip() for cell in header]
    numbers = [name for name in names[1:] if name and number_in(name) is not None]
    if len(numbers) > len(names) / 2:
        raise NoHeader(row=row, column=column_letter(1))
    for index, name in enumerate(names):
        if index and not name:
            raise NamelessColumn(row=row, column=column_letter(index))
    return names


def _block(rows: Sequence[Row], *, words: int) -> RowBlock:
    numbers = np.full((len(rows), len(rows[0][1]) - words), np.nan)
    unreadable: tuple[int, int] | None = None
    for n, (_, cells) in enumerate(rows):
        plain = plain_numbers(cells[words:])
        if plain is not None:
            numbers[n] = plain
            continue
        careful = [number_in(cell) for cell in cells[words:]]
        if unreadable is None and None in careful:
            unreadable = (n, careful.index(None))
        numbers[n] = [np.nan if number is None else number for number in careful]
    return RowBlock(
        rows=[number for number, _ in rows],
        words=[[cells[place] for _, cells in rows] for place in range(words)],
        numbers=numbers,
        unreadable=unreadable,
    )
