"""Excel workbooks without macros, read row by row after a look at what the archive holds."""

import datetime
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

from jindan.omics.errors import EmptyTable, NotATable, SoftwareMissing, TableTooLarge, UnsafeTable
from jindan.omics.tables.sheet import (
    MOST_CELLS,
    MOST_COLUMNS,
    Cell,
    Row,
    Sheet,
    checked_header,
    column_letter,
)

MOST_UNPACKED = 2 << 30
MOST_RATIO = 300
SMALL = 1 << 20
"""Below this size a ratio says nothing."""
PROLOGUE = 1 << 16
UNSAFE_PARTS = ("xl/externalLinks/", "xl/macrosheets/", "xl/embeddings/", "xl/activeX/")
EMPTY_ROWS = 1000
"""So many empty rows in sequence end a sheet."""


def read_excel(path: Path) -> list[Sheet]:
    """Every sheet that holds something. Raises UnsafeTable, TableTooLarge, NotATable, EmptyTable."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise SoftwareMissing(name="openpyxl") from None
    check_archive(path)
    try:
        stream = BytesIO(
            path.read_bytes()
        )  # openpyxl judges a path by its suffix, and stored files have none
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError):
        raise NotATable(row=1, column="A") from None
    found: list[Sheet] = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        first = next(iter(sheet.iter_rows(max_row=1, values_only=True)), ())
        header = _trimmed(first)
        if header:
            found.append(_sheet(sheet, header))
    if not found:
        raise EmptyTable(row=1, column="A")
    return found


def check_archive(path: Path) -> None:
    """Let pass an archive of plain worksheets of bounded size. Raises UnsafeTable, TableTooLarge, NotATable."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            ratio = unpacked / max(1, sum(part.compress_size for part in parts))
            if unpacked > MOST_UNPACKED or (unpacked > SMALL and ratio > MOST_RATIO):
                raise TableTooLarge(row=1, column="A")
            for part in parts:
                if part.filename.startswith(UNSAFE_PARTS) or part.filename.endswith(".bin"):
                    raise UnsafeTable(row=1, column="A")
                if part.filename.endswith((".xml", ".rels")):
                    _check_prologue(archive.open(part).read(PROLOGUE))
    except zipfile.BadZipFile:
        raise NotATable(row=1, column="A") from None


def _check_prologue(opening: bytes) -> None:
    """XML that declares a document type may define entities, and one in UTF-16 hides them."""
    if b"<!DOCTYPE" in opening.upper() or b"<!ENTITY" in opening.upper() or b"\x00" in opening:
        raise UnsafeTable(row=1, column="A")


def _sheet(sheet, header: Sequence[Cell]) -> Sheet:  # type: ignore[no-untyped-def]  # openpyxl has no types
    if len(header) > MOST_COLUMNS:
        raise TableTooLarge(row=1, column=column_letter(MOST_COLUMNS))

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        read = islice(sheet.iter_rows(values_only=True), 1, None)
        empty = 0
        for number, cells in enumerate(read, start=2):
            if number * len(header) > MOST_CELLS or empty > EMPTY_ROWS:
                raise TableTooLarge(row=number, column="A")
            values = [_cell(cells[each]) if each < len(cells) else None for each in columns]
            empty = empty + 1 if all(cell is None for cell in cells) else 0
            if not empty:
                yield number, values

    return Sheet(name=str(sheet.title), header=checked_header(header), rows=rows)


def _trimmed(cells: Sequence[object]) -> list[Cell]:
    """The cells of a header as text, without empty ones at the end; a date is written as one."""
    found = [_cell(cell) for cell in cells]
    while found and found[-1] in (None, ""):
        found.pop()
    return [cell if cell is None else str(cell) for cell in found]


def _cell(cell: object) -> Cell:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        return str(cell)
    return float(cell) if isinstance(cell, int | float) else str(cell)
