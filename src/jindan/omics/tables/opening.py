"""The tables of a file, whose format is recognised by its first bytes and not by its name."""

import csv
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from jindan.omics.errors import EmptyTable, NotATable
from jindan.omics.tables.formats.excel import read_excel
from jindan.omics.tables.formats.hdf5 import read_hdf5
from jindan.omics.tables.formats.maf import first_line, is_maf, read_maf
from jindan.omics.tables.formats.parquet import read_parquet
from jindan.omics.tables.formats.text import open_text, read_text
from jindan.omics.tables.formats.vcf import read_vcf
from jindan.omics.tables.sheet import Row, RowBlock, Sheet

T = TypeVar("T")
PICKLES = (
    *(b"\x80" + bytes([protocol]) for protocol in range(2, 6)),
    *(b"RDX2\n", b"RDX3\n", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
)
"""First bytes of pickles, R's own files, and compressed files."""
DAMAGE = (
    *(OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, SyntaxError),
    *(RuntimeError, OverflowError, zlib.error, zipfile.BadZipFile, struct.error, csv.Error),
)
"""Exceptions that the libraries of the formats raise at damaged files."""


def open_tables(path: Path) -> list[Sheet]:
    """Return every table of a file: CSV, TSV, XLSX, Parquet, AnnData, MuData, MAF or VCF.

    Raises the problems of `jindan.omics.errors`, now and while rows are read. Nothing is ever unpickled.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    if not head.strip():
        raise EmptyTable(row=1, column="A")
    if head.startswith(PICKLES):
        raise NotATable(row=1, column="A")
    try:
        return [_guarded(sheet) for sheet in _sheets(path, head=head)]
    except DAMAGE:
        raise NotATable(row=1, column="A") from None


def _sheets(path: Path, *, head: bytes) -> list[Sheet]:
    if head.startswith(b"PK\x03\x04"):
        return read_excel(path)
    if head.startswith(b"PAR1"):
        return [read_parquet(path)]
    if head.startswith(b"\x89HDF\r\n\x1a\n"):
        return read_hdf5(path)
    return [_text_sheet(path, head=head)]


def _guarded(sheet: Sheet) -> Sheet:
    """Return the sheet, whose rows raise NotATable with its place where the file is damaged."""

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        return _with_place(sheet.rows(columns), row_of=itemgetter(0), last=sheet.header_row)

    def blocks(*, words: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[RowBlock]:
        unguarded = sheet.blocks(words=words, numbers=numbers, size=size)
        return _with_place(unguarded, row_of=lambda block: block.rows[-1], last=sheet.header_row)

    return replace(sheet, rows=rows, fast_blocks=blocks if sheet.fast_blocks else None)


def _with_place(parts: Iterator[T], *, row_of: Callable[[T], int], last: int) -> Iterator[T]:
    """Yield rows or blocks. Raises NotATable, in the row after the last one read, at damage."""
    try:
        for part in parts:
            last = row_of(part)
            yield part
    except DAMAGE:
        raise NotATable(row=last + 1, column="A") from None


def _text_sheet(path: Path, *, head: bytes) -> Sheet:
    if head.startswith(b"##fileformat=VCF"):
        return read_vcf(path)
    if head.lstrip().startswith((b"<", b"{", b"[", b"%PDF", b"#!")):
        raise NotATable(row=1, column="A")
    if is_maf(first_line(open_text(path).lines())):
        return read_maf(path)
    return read_text(path)
