"""Open a file of tables by what it holds, not by its name."""

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
from jindan.omics.tables.sheet import Block, Row, Sheet

T = TypeVar("T")
PICKLES = (
    *(b"\x80" + bytes([protocol]) for protocol in range(2, 6)),
    *(b"RDX2\n", b"RDX3\n", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
)
"""How pickles, R's own files, and compressed ones begin."""
DAMAGE = (
    *(OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, SyntaxError),
    *(RuntimeError, OverflowError, zlib.error, zipfile.BadZipFile, struct.error, csv.Error),
)
"""What the libraries of the formats raise at damaged files; each has words of its own for that."""


def open_tables(path: Path) -> list[Sheet]:
    """Every table of a file: CSV, TSV, XLSX, Parquet, AnnData, MuData, MAF or VCF.

    Raises the refusals of `jindan.omics.errors`, then and while rows are read; nothing is ever unpickled.
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
    return [_of_text(path, head=head)]


def _guarded(sheet: Sheet) -> Sheet:
    """The sheet, whose rows end in a refusal with its place where the file turns out to be damaged."""

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        return _refusing(sheet.rows(columns), row_of=itemgetter(0), last=sheet.header_row)

    def swift(*, words: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[Block]:
        found = sheet.blocks(words=words, numbers=numbers, size=size)
        return _refusing(found, row_of=lambda block: block.rows[-1], last=sheet.header_row)

    return replace(sheet, rows=rows, swift=swift if sheet.swift else None)


def _refusing(found: Iterator[T], *, row_of: Callable[[T], int], last: int) -> Iterator[T]:
    try:
        for each in found:
            last = row_of(each)
            yield each
    except DAMAGE:
        raise NotATable(row=last + 1, column="A") from None


def _of_text(path: Path, *, head: bytes) -> Sheet:
    if head.startswith(b"##fileformat=VCF"):
        return read_vcf(path)
    if head.lstrip().startswith((b"<", b"{", b"[", b"%PDF", b"#!")):
        raise NotATable(row=1, column="A")
    if is_maf(first_line(open_text(path).lines())):
        return read_maf(path)
    return read_text(path)
