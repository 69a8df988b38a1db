"""CSV and TSV in UTF-8, UTF-16 or the Korean code page 949, read line by line."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path

from jindan.analysis import Remark
from jindan.omics.errors import BrokenText, EmptyTable, NotATable, RaggedTable, TableTooLarge
from jindan.omics.tables.sheet import (
    MOST_COLUMNS,
    Cell,
    Row,
    Sheet,
    checked_header,
    column_letter,
)

DELIMITERS = "\t,;|"
LONGEST_LINE = 8 * 1024 * 1024
LOOKED_AT = 1 << 20
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text file whose encoding is known."""

    path: Path
    encoding: str

    def lines(self) -> Iterator[str]:
        """The lines, decoded. Raises BrokenText with its row, and TableTooLarge for an endless line."""
        if self.encoding == "utf-16":
            yield from self._lines_of_utf16()
            return
        with self.path.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise TableTooLarge(row=number, column="A")
                yield self._decoded(line, row=number)

    def _decoded(self, line: bytes, *, row: int) -> str:
        try:
            return line.decode(
                "utf-8-sig" if row == 1 and self.encoding == "utf-8" else self.encoding
            )
        except UnicodeDecodeError as error:
            before = line[: error.start].decode("latin-1")
            column = max(before.count(each) for each in DELIMITERS)
            raise BrokenText(row=row, column=column_letter(column)) from None

    def _lines_of_utf16(self) -> Iterator[str]:
        number = 0
        with self.path.open(encoding="utf-16", newline="") as stream:
            try:
                while line := stream.readline(LONGEST_LINE):
                    number += 1
                    if len(line) == LONGEST_LINE:
                        raise TableTooLarge(row=number, column="A")
                    yield line
            except UnicodeDecodeError:
                raise BrokenText(row=number + 1, column="A") from None


def open_text(path: Path) -> Text:
    """A text file with the encoding that its beginning is in. Raises NotATable where it is not text."""
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    if head.startswith(UTF16):
        return Text(path=path, encoding="utf-16")
    if b"\x00" in head:
        raise NotATable(row=1, column="A")
    return Text(path=path, encoding="utf-8" if _is(head, "utf-8") else "cp949")


def read_text(path: Path) -> Sheet:
    """The one table of a CSV or TSV file. Raises the refusals of `jindan.omics.errors`."""
    text = open_text(path)
    first = next(text.lines(), "")
    if not first.strip():
        raise EmptyTable(row=1, column="A")
    delimiter = max(DELIMITERS, key=first.count)
    if delimiter not in first:
        raise NotATable(row=1, column="A")
    header = checked_header(_heading(text, first, delimiter=delimiter))
    if len(header) > MOST_COLUMNS:
        raise TableTooLarge(row=1, column=column_letter(MOST_COLUMNS))

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        return _rows(text, delimiter=delimiter, width=len(header), columns=columns)

    is_korean = text.encoding == "cp949"
    remarks = (Remark(code="omics-read-as-cp949"),) if is_korean else ()
    return Sheet(name="", header=header, rows=rows, remarks=remarks)


def _rows(text: Text, *, delimiter: str, width: int, columns: Sequence[int]) -> Iterator[Row]:
    reader = csv.reader(text.lines(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if reader.line_num == 1 or not any(map(str.strip, cells)):
                continue
            if len(cells) != width:
                column = column_letter(min(len(cells), width))
                raise RaggedTable(
                    row=reader.line_num, column=column, found=len(cells), expected=width
                )
            yield reader.line_num, _chosen(cells, columns)
    except csv.Error:
        raise RaggedTable(row=reader.line_num, column="A", found=0, expected=width) from None


def _heading(text: Text, first: str, *, delimiter: str) -> list[Cell]:
    """The names of the columns; R leaves the one of the row names without a name."""
    names = _cells(first, delimiter=delimiter)
    second = next(islice(text.lines(), 1, None), "")
    is_short = second.strip() and len(_cells(second, delimiter=delimiter)) == len(names) + 1
    return ["", *names] if is_short else names


def _chosen(cells: Sequence[str], columns: Sequence[int]) -> Sequence[Cell]:
    if len(columns) < 2:
        return [cells[column] for column in columns]
    found: tuple[str, ...] = itemgetter(*columns)(cells)
    return found


def _cells(line: str, *, delimiter: str) -> list[Cell]:
    try:
        return list(next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:
        raise NotATable(row=1, column="A") from None


def _is(head: bytes, encoding: str) -> bool:
    """Whether most of a file's beginning is in this encoding: one damaged place does not make it another."""
    lines = head.splitlines()[: -1 if len(head) == LOOKED_AT else None]
    good = sum(1 for line in lines if _decodes(line, encoding))
    return good * 2 > len(lines) or all(line.isascii() for line in lines)


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return not line.isascii() or encoding == "utf-8"
