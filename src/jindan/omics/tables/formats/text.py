"""CSV and TSV in UTF-8, UTF-16 or the Korean code page 949, read line by line."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path

from jindan.analysis import Remark
from jindan.omics.errors import BrokenText, EmptyTable, NotATable, RaggedTable, TableTooLarge
from jindan.omics.tables.formats.swift import Swift, is_open
from jindan.omics.tables.sheet import (
    MOST_COLUMNS,
    Block,
    Cell,
    Row,
    Sheet,
    checked_header,
    column_letter,
    in_blocks,
)

DELIMITERS = "\t,;|"
LONGEST_LINE = 8 * 1024 * 1024
LOOKED_AT = 1 << 20
LARGE, AT_ONCE = 1 << 20, 32 << 20
"""From this size a file is read by the block, and so many bytes at once."""
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
        for number, line in self.raw():
            yield self.decoded(line, row=number)

    def raw(self) -> Iterator[tuple[int, bytes]]:
        """The lines as bytes, with their numbers. Raises TableTooLarge for an endless line."""
        with self.path.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise TableTooLarge(row=number, column="A")
                yield number, line

    def decoded(self, line: bytes, *, row: int) -> str:
        """A line as text. Raises BrokenText."""
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


@dataclass(frozen=True, kw_only=True)
class Body:
    """What stands below the header of a text table: lines of so many cells."""

    text: Text
    delimiter: str
    width: int

    def rows(self, columns: Sequence[int]) -> Iterator[Row]:
        """The rows, read with care. Raises RaggedTable and BrokenText."""
        lines = self.text.lines()
        next(lines, None)
        yield from self._cut(lines, first=2, columns=columns)

    def blocks(self, *, words: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[Block]:
        """The same by the block: plain lines at once, all others with care."""
        swift = Swift(
            width=self.width,
            delimiter=self.delimiter,
            encoding=self.text.encoding,
            words=words,
            numbers=numbers,
        )
        lines = self.text.raw()
        next(lines, None)
        while chunk := _some(lines, size=size):
            first, plain = chunk[0][0], [line for _, line in chunk]
            parsed = swift.parsed(plain)
            if parsed is not None:
                rows = range(first, first + len(chunk))
                yield Block(rows=rows, words=parsed[0], numbers=parsed[1])
                continue
            together = chain(chunk, lines) if is_open(plain) else chunk
            decoded = (self.text.decoded(line, row=number) for number, line in together)
            careful = self._cut(decoded, first=first, columns=[*words, *numbers])
            yield from in_blocks(careful, words=len(words), size=size)

    def _cut(self, lines: Iterator[str], *, first: int, columns: Sequence[int]) -> Iterator[Row]:
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        try:
            for cells in reader:
                if not any(map(str.strip, cells)):
                    continue
                row = first - 1 + reader.line_num
                if len(cells) != self.width:
                    column = column_letter(min(len(cells), self.width))
                    raise RaggedTable(row=row, column=column, found=len(cells), expected=self.width)
                yield row, _chosen(cells, columns)
        except csv.Error:
            row = first - 1 + reader.line_num
            raise RaggedTable(row=row, column="A", found=0, expected=self.width) from None


def open_text(path: Path) -> Text:
    """A text file with the encoding that its beginning is in. Raises NotATable where it is not text."""
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    if head.startswith(UTF16):
        return Text(path=path, encoding="utf-16")
    if b"\x00" in head:
        raise NotATable(row=1, column="A")
    return Text(path=path, encoding="utf-8" if _is_utf8(head) else "cp949")


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
    body = Body(text=text, delimiter=delimiter, width=len(header))
    is_large = text.encoding != "utf-16" and path.stat().st_size > LARGE
    is_korean = text.encoding == "cp949"
    return Sheet(
        name="",
        header=header,
        rows=body.rows,
        swift=body.blocks if is_large else None,
        remarks=(Remark(code="omics-read-as-cp949"),) if is_korean else (),
    )


def _heading(text: Text, first: str, *, delimiter: str) -> list[Cell]:
    """The names of the columns; R leaves the one of the row names without a name."""
    names = _cells(first, delimiter=delimiter)
    second = next(islice(text.lines(), 1, None), "")
    is_short = second.strip() and len(_cells(second, delimiter=delimiter)) == len(names) + 1
    return ["", *names] if is_short else names


def _some(lines: Iterator[tuple[int, bytes]], *, size: int) -> list[tuple[int, bytes]]:
    """The next lines: at most so many, and not many more bytes than are read at once."""
    found: list[tuple[int, bytes]] = []
    length = 0
    for number, line in islice(lines, size):
        found.append((number, line))
        length += len(line)
        if length > AT_ONCE:
            break
    return found


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


def _is_utf8(head: bytes) -> bool:
    """Whether most lines that are not plain ASCII are UTF-8: one damaged place does not make it another encoding."""
    lines = head.splitlines()[: -1 if len(head) == LOOKED_AT else None]
    told = [_decodes(line) for line in lines if not line.isascii()]
    return sum(told) * 2 >= len(told)


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
