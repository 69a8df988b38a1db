"""A table as a file holds it: named columns and rows of cells, each with its place."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import numpy as np

from jindan.analysis import Remark
from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import NamelessColumn, NoHeader

Cell = str | float | None
Row = tuple[int, Sequence[Cell]]
"""The number of a row, as a spreadsheet counts, and its cells."""

MISSING = frozenset({
    "", "na", "n/a", "nan", "null", "none", "-", "--", ".", "#n/a", "?", "missing",
    "없음", "미측정", "결측", "결측치", "빈칸", "공란", "측정불가", "해당없음", "미검",
})  # fmt: skip
"""How tables say, in English and Korean, that nothing was measured."""
MOST_COLUMNS = 200_000
MOST_CELLS = 400_000_000


@dataclass(frozen=True, kw_only=True)
class Block:
    """Some rows in sequence: columns that were asked for as words, and those asked for as numbers.

    rows: their numbers, as a spreadsheet counts. words: of each column, its cells. numbers: rows × columns, NaN where
    nothing was measured. unreadable: where within `numbers` the first cell stands that is no plain number, if any.
    """

    rows: Sequence[int]
    words: Sequence[Sequence[Cell]]
    numbers: Floats
    unreadable: tuple[int, int] | None = None


class Rows(Protocol):
    """Gives the rows anew each time it is called, with the cells of these columns in this order."""

    def __call__(self, columns: Sequence[int]) -> Iterator[Row]:
        """The cells of these columns, row by row."""


class Blocks(Protocol):
    """Gives the same by the block, for formats that can read many numbers at once."""

    def __call__(
        self, *, words: Sequence[int], numbers: Sequence[int], size: int
    ) -> Iterator[Block]:
        """At most so many rows at a time."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table of a file.

    name: of the sheet or modality, else empty. header: names of the columns, the first usually the specimens'.
    is_certain: the format itself says that rows are specimens. remarks: what was noticed while opening.
    header_row: the number of the header's row, 0 where the format has no such row. swift: where the format has it.
    """

    name: str
    header: Sequence[str]
    rows: Rows
    is_certain: bool = False
    remarks: tuple[Remark, ...] = ()
    header_row: int = 1
    swift: Blocks | None = None

    def blocks(self, *, words: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[Block]:
        """The rows by the block. Raises what the format's reader raises."""
        if self.swift is not None:
            yield from self.swift(words=words, numbers=numbers, size=size)
            return
        yield from in_blocks(self.rows([*words, *numbers]), words=len(words), size=size)


def in_blocks(rows: Iterator[Row], *, words: int, size: int) -> Iterator[Block]:
    """Rows of cells by the block; the first cells of each row are words."""
    while some := list(islice(rows, size)):
        yield _block(some, words=words)


def infinite(numbers: Floats) -> tuple[int, int] | None:
    """Where the first infinity stands, which is no plain number."""
    if np.isfinite(numbers).all():
        return None
    row, column = divmod(int(np.isinf(numbers).argmax()), max(1, numbers.shape[1]))
    return (row, column) if np.isinf(numbers[row, column]) else None


def plain_numbers(cells: Sequence[Cell]) -> list[float] | None:
    """All cells as numbers at once, where each is plainly one; None where one has to be looked at."""
    try:
        found = [float(cell) for cell in cells]  # type: ignore[arg-type]
        joined = "".join(cells)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    is_plain = joined.isascii() and "_" not in joined and not any(map(math.isinf, found))
    return found if is_plain else None


def number_in(cell: Cell) -> float | None:
    """The number in a cell: NaN where it says that nothing was measured, None where it is not a plain number.

    A comma is never guessed to be a decimal or a thousands separator.
    """
    if cell is None:
        return math.nan
    if not isinstance(cell, str):
        return None if isinstance(cell, bool) or math.isinf(cell) else float(cell)
    try:
        found = float(cell)
    except ValueError:
        return math.nan if cell.strip().casefold() in MISSING else None
    return None if "_" in cell or not cell.isascii() or math.isinf(found) else found


def word_in(cell: Cell) -> str:
    """What a cell says: whole numbers without a point, nothing as an empty word."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def column_letter(index: int) -> str:
    """The letters of a column counted from 0, as in a spreadsheet: 0 is A, 26 is AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def checked_header(header: Sequence[Cell], *, row: int = 1) -> list[str]:
    """The names of the columns. Raises NoHeader and NamelessColumn."""
    names = ["" if cell is None else str(cell).strip() for cell in header]
    numbers = [name for name in names[1:] if name and number_in(name) is not None]
    if len(numbers) > len(names) / 2:
        raise NoHeader(row=row, column=column_letter(1))
    for index, name in enumerate(names):
        if index and not name:
            raise NamelessColumn(row=row, column=column_letter(index))
    return names


def _block(rows: Sequence[Row], *, words: int) -> Block:
    numbers = np.full((len(rows), len(rows[0][1]) - words), np.nan)
    unreadable: tuple[int, int] | None = None
    for n, (_, cells) in enumerate(rows):
        given = cells[words:]
        quick = plain_numbers(given)
        found: Sequence[float | None] = (
            quick if quick is not None else [number_in(cell) for cell in given]
        )
        if unreadable is None and None in found:
            unreadable = (n, found.index(None))
        numbers[n] = [np.nan if each is None else each for each in found]
    return Block(
        rows=[number for number, _ in rows],
        words=[[cells[place] for _, cells in rows] for place in range(words)],
        numbers=numbers,
        unreadable=unreadable,
    )
