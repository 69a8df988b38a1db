"""A table as a file holds it: named columns and rows of cells, each with its place."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from jindan.analysis import Remark
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


class Rows(Protocol):
    """Gives the rows anew each time it is called; only the columns asked for need to be filled."""

    def __call__(self, columns: Sequence[int]) -> Iterator[Row]:
        """The cells of these columns, row by row."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table of a file.

    name: of the sheet or modality, else empty. header: names of the columns, the first usually the specimens'.
    is_certain: the format itself says that rows are specimens. remarks: what was noticed while opening.
    header_row: the number of the header's row, 0 where the format has no such row.
    """

    name: str
    header: Sequence[str]
    rows: Rows
    is_certain: bool = False
    remarks: tuple[Remark, ...] = ()
    header_row: int = 1


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
