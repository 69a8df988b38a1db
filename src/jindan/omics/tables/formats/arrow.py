"""Lines of plain numbers parsed at once by Arrow. Lines that are not plain are left to the cell-by-cell reader."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jindan.omics.engine.scoring import Floats
from jindan.omics.tables.sheet import MISSING

if TYPE_CHECKING:
    from pyarrow import RecordBatch

ODD_QUOTE = re.compile(rb'(?<![,;|\t\r\n])"(?![,;|\t\r\n])')
"""A quotation mark within a cell, which readers of CSV interpret in different ways."""
EMPTY_WORDS = sorted(
    {spelling for word in MISSING for spelling in (word, word.upper(), word.title())}
)
LARGEST = 64 << 20
"""Bytes of a block of Arrow, more than any chunk of lines has, so that a chunk is never cut in two."""


@dataclass(frozen=True, kw_only=True)
class ArrowParser:
    """Parses lines of `width` cells.

    words, numbers: the columns that are read as words and as numbers.
    """

    width: int
    delimiter: str
    encoding: str
    words: Sequence[int]
    numbers: Sequence[int]

    def parsed(self, lines: Sequence[bytes]) -> tuple[list[list[str]], Floats] | None:
        """Return the cells of each column of words, and the numbers (lines × columns).

        None where a line is not plain.
        """
        joined = b"".join(lines)
        if not self.numbers or not set(self.words).isdisjoint(self.numbers):
            return None
        if b'"' in joined and (is_open(lines) or ODD_QUOTE.search(b"\n" + joined)):
            return None
        batch = self._batch(joined)
        if batch is None or batch.num_rows != len(lines):
            return None
        words = [batch.column(place).to_pylist() for place in range(len(self.words))]
        numbers = self._finite_numbers(batch)
        return None if numbers is None else (words, numbers)

    def _batch(self, joined: bytes) -> "RecordBatch | None":
        """Return the lines as columns, or None where Arrow cannot read them."""
        import pyarrow
        from pyarrow import csv

        try:
            text = joined if joined.isascii() else joined.decode(self.encoding).encode()
            table = csv.read_csv(pyarrow.BufferReader(text), *self._options)
        except (UnicodeDecodeError, pyarrow.ArrowException):
            return None
        batches = table.combine_chunks().to_batches()
        return batches[0] if len(batches) == 1 else None

    def _finite_numbers(self, batch: "RecordBatch") -> Floats | None:
        """Return the numbers, or None where one is written as infinite or NaN, or a row is empty."""
        columns = batch.select(range(len(self.words), batch.num_columns))
        numbers: Floats = columns.to_tensor(null_to_nan=True).to_numpy()
        gaps = ~np.isfinite(numbers)
        if gaps.any():
            missing = sum(column.null_count for column in columns.columns)
            if missing != int(gaps.sum()) or gaps.all(axis=1).any():
                return None
        return numbers

    @cached_property
    def _options(self) -> tuple[object, object, object]:
        import pyarrow
        from pyarrow import csv

        kinds = dict.fromkeys(self.words, pyarrow.string()) | dict.fromkeys(
            self.numbers, pyarrow.float64()
        )
        return (
            csv.ReadOptions(
                column_names=[f"f{column}" for column in range(self.width)],
                block_size=LARGEST,
                use_threads=False,  # slower with thousands of columns
            ),
            csv.ParseOptions(delimiter=self.delimiter),
            csv.ConvertOptions(
                include_columns=[f"f{column}" for column in (*self.words, *self.numbers)],
                column_types={f"f{column}": kind for column, kind in kinds.items()},
                null_values=EMPTY_WORDS,
                strings_can_be_null=False,
            ),
        )


def is_open(lines: Sequence[bytes]) -> bool:
    """Return whether a quotation may continue after the end of a line."""
    return any(line.count(b'"') % 2 for line in lines)
