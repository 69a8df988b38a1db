"""CSV and TSV in UTF-8, UTF-16 or the Korean code page 949, read line by line."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path

from jindan.analysis import Note
from jindan.omics.errors import BrokenText, EmptyTable, NotATable, RaggedTable, TableTooLarge
from jindan.omics.tables.formats.arrow import ArrowParser, is_open
from jindan.omics.tables.sheet import (
    MOST_COLUMNS,
    Cell,
    Row,
    RowBlock,
    Sheet,
    checked_header,
    column_letter,
    in_blocks,
)

DELIMITERS = "\t,;|"
LONGEST_LINE = 8 * 1024 * 1024
"""Bytes, enough for 200,000 columns."""
LOOKED_AT = 1 << 20
"""Bytes from which the encoding is recognised."""
LARGE = 1 << 20
"""Bytes from which a file is read by the block."""
AT_ONCE = 32 << 20
"""Bytes of the lines that are parsed at once."""
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text file whose encoding is known."""

    path: Path
    encoding: str

    def lines(self) -> Iterator[str]:
        """Yield the lines, decoded. Raises BrokenText with its row, and TableTooLarge for an endless line."""
        if self.encoding == "utf-16":
            yield from self._lines_of_utf16()
            return
        for number, line in self.raw():
            yield self.decoded(line, row=number)

    def raw(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines as bytes, with their numbers from 1. Raises TableTooLarge for an endless line."""
        with self.path.open("rb") as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE):
                number += 1
                if len(line) == LONGEST_LINE:
                    raise TableTooLarge(row=number, column="A")
                yield number, line

    def decoded(self, line: bytes, *, row: int) -> str:
        """Return a line as text. Raises BrokenText."""
        try:
            return line.decode(
                "utf-8-sig" if row == 1 and self.encoding == "utf-8" else self.encoding
            )
        except UnicodeDecodeError as error:
            before = line[: error.start].decode("latin-1")
            column = max(before.count(delimiter) for delimiter in DELIMITERS)
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
class TextBody:
    """The lines of `width` cells below the header of a text table."""

    text: Text
    delimiter: str
    width: int

    def rows(self, columns: Sequence[int]) -> Iterator[Row]:
        """Yield the rows, read cell by cell. Raises RaggedTable and BrokenText."""
        lines = self.text.lines()
        next(lines, None)
        yield from self._cut(lines, first=2, columns=columns)

    def blocks(
        self, *, words: Sequence[int], numbers: Sequence[int], size: int
    ) -> Iterator[RowBlock]:
        """Yield the rows by the block: plain lines by Arrow, all others cell by cell."""
        parser = ArrowParser(
            width=self.width,
            delimiter=self.delimiter,
            encoding=self.text.encoding,
            words=words,
            numbers=numbers,
        )
        lines = self.text.raw()
        next(lines, None)
        while chunk := _next_lines(lines, size=size):
            first, plain = chunk[0][0], [line for _, line in chunk]
            parsed = parser.parsed(plain)
            if parsed is not None:
                rows = range(first, first + len(chunk))
                yield RowBlock(rows=rows, words=parsed[0], numbers=parsed[1])
                continue
            # The chunk may end within a quotation. The rest of the file is then read cell by cell.
            together = chain(chunk, lines) if is_open(plain) else chunk
            decoded = (self.text.decoded(line, row=number) for number, line in together)
            careful = self._cut(decoded, first=first, columns=[*words, *numbers])
            yield from in_blocks(careful, words=len(words), size=size)

    def _cut(self, lines: Iterator[str], *, first: int, columns: Sequence[int]) -> Iterator[Row]:
        """Yield the rows of lines, the first of which has the number `first`, without empty rows."""
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        try:
            for cells in reader:
                if not any(map(str.strip, cells)):
                    continue
                row = first - 1 + reader.line_num
                if len(cells) != self.width:
                    column = column_letter(min(len(cells), self.width))
                    raise RaggedTable(row=row, column=column, found=len(cells), expected=self.width)
                yield row, _select(cells, columns)
        except csv.Error:
            row = first - 1 + reader.line_num
            raise RaggedTable(row=row, column="A", found=0, expected=self.width) from None


def open_text(path: Path) -> Text:
    """Return a text file with the encoding of its beginning. Raises NotATable where it is not text."""
    with path.open("rb") as stream:
        head = stream.read(LOOKED_AT)
    if head.startswith(UTF16):
        return Text(path=path, encoding="utf-16")
    if b"\x00" in head:
        raise NotATable(row=1, column="A")
    return Text(path=path, encoding="utf-8" if _is_utf8(head) else "cp949")


def read_text(path: Path) -> Sheet:
    """Return the one table of a CSV or TSV file. Raises the problems of `jindan.omics.errors`."""
    text = open_text(path)
    first = next(text.lines(), "")
    if not first.strip():
        raise EmptyTable(row=1, column="A")
    delimiter = max(DELIMITERS, key=first.count)
    if delimiter not in first:
        raise NotATable(row=1, column="A")
    header = checked_header(_column_names(text, first, delimiter=delimiter))
    if len(header) > MOST_COLUMNS:
        raise TableTooLarge(row=1, column=column_letter(MOST_COLUMNS))
    body = TextBody(text=text, delimiter=delimiter, width=len(header))
    is_large = text.encoding != "utf-16" and path.stat().st_size > LARGE
    is_korean = text.encoding == "cp949"
    return Sheet(
        name="",
        header=header,
        rows=body.rows,
        fast_blocks=body.blocks if is_large else None,
        notes=(Note(code="omics-read-as-cp949"),) if is_korean else (),
    )


def _column_names(text: Text, first: str, *, delimiter: str) -> list[Cell]:
    """Return the names of the columns. R writes none for the column of the row names, here an empty one."""
    names = _cells(first, delimiter=delimiter)
    second = next(islice(text.lines(), 1, None), "")
    is_short = second.strip() and len(_cells(second, delimiter=delimiter)) == len(names) + 1
    return ["", *names] if is_short else names


def _next_lines(lines: Iterator[tuple[int, bytes]], *, size: int) -> list[tuple[int, bytes]]:
    """Return the next `size` lines, fewer where they are more than `AT_ONCE` bytes."""
    chunk: list[tuple[int, bytes]] = []
    length = 0
    for number, line in islice(lines, size):
        chunk.append((number, line))
        length += len(line)
        if length > AT_ONCE:
            break
    return chunk


def _select(cells: Sequence[str], columns: Sequence[int]) -> Sequence[Cell]:
    # `itemgetter` returns a bare cell for one column.
    if len(columns) < 2:
        return [cells[column] for column in columns]
    selected: tuple[str, ...] = itemgetter(*columns)(cells)
    return selected


def _cells(line: str, *, delimiter: str) -> list[Cell]:
    try:
        return list(next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:
        raise NotATable(row=1, column="A") from None


def _is_utf8(head: bytes) -> bool:
    """Return whether most lines that are not plain ASCII are UTF-8. One damaged line does not change the encoding."""
    lines = head.splitlines()[: -1 if len(head) == LOOKED_AT else None]
    decodes = [_decodes(line) for line in lines if not line.isascii()]
    return sum(decodes) * 2 >= len(decodes)


def _decodes(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
