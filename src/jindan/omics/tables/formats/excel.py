"""Excel workbooks without macros, read row by row after the archive has been checked."""

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
"""Bytes of the parts of an archive together."""
MOST_RATIO = 300
"""Size of the unpacked parts to that of the packed ones. Archives made to fill memory reach 1,032."""
SMALL = 1 << 20
"""Unpacked bytes below which the ratio is not checked."""
PROLOGUE = 1 << 16
"""Bytes of a part in which a document type is looked for."""
UNSAFE_PARTS = ("xl/externalLinks/", "xl/macrosheets/", "xl/embeddings/", "xl/activeX/")
EMPTY_ROWS = 1000
"""Empty rows in sequence above which a sheet is refused."""


def read_excel(path: Path) -> list[Sheet]:
    """Return every sheet that has a header. Raises UnsafeTable, TableTooLarge, NotATable, EmptyTable."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise SoftwareMissing(name="openpyxl") from None
    check_archive(path)
    try:
        # openpyxl recognises a path by its suffix, and stored files have none.
        stream = BytesIO(path.read_bytes())
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError):
        raise NotATable(row=1, column="A") from None
    sheets: list[Sheet] = []
    for sheet in book.worksheets:
        # The stated dimensions of a sheet may be wrong, and rows outside them would be lost.
        sheet.reset_dimensions()
        first = next(iter(sheet.iter_rows(max_row=1, values_only=True)), ())
        header = _trimmed(first)
        if header:
            sheets.append(_sheet(sheet, header))
    if not sheets:
        raise EmptyTable(row=1, column="A")
    return sheets


def check_archive(path: Path) -> None:
    """Raise UnsafeTable, TableTooLarge or NotATable unless the archive has plain worksheets of bounded size."""
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
    """Raise UnsafeTable where XML declares a document type, or is UTF-16, in which one is not seen."""
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
            values = [_cell(cells[c]) if c < len(cells) else None for c in columns]
            empty = empty + 1 if all(cell is None for cell in cells) else 0
            if not empty:
                yield number, values

    return Sheet(name=str(sheet.title), header=checked_header(header), rows=rows)


def _trimmed(cells: Sequence[object]) -> list[Cell]:
    """Return the cells of a header as text, without empty ones at the end."""
    header = [_cell(cell) for cell in cells]
    while header and header[-1] in (None, ""):
        header.pop()
    return [cell if cell is None else str(cell) for cell in header]


def _cell(cell: object) -> Cell:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool | datetime.date | datetime.time | datetime.timedelta):
        return str(cell)
    return float(cell) if isinstance(cell, int | float) else str(cell)
