"""Lines of plain numbers parsed at once by Arrow; whatever is not plain is left to the careful reader."""

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
"""A quotation mark within a cell, which readers of CSV understand in different ways."""
EMPTY_WORDS = sorted({each for word in MISSING for each in (word, word.upper(), word.title())})
LARGEST = 64 << 20
"""Bytes that Arrow takes as one block; never reached, so that nothing is cut in two."""


@dataclass(frozen=True, kw_only=True)
class Swift:
    """Parses lines with so many cells: columns that are wanted as words and as numbers."""

    width: int
    delimiter: str
    encoding: str
    words: Sequence[int]
    numbers: Sequence[int]

    def parsed(self, lines: Sequence[bytes]) -> tuple[list[list[str]], Floats] | None:
        """Cells of the words, and the numbers (lines × columns); None where a line has to be looked at."""
        joined = b"".join(lines)
        if not self.numbers or not set(self.words).isdisjoint(self.numbers):
            return None
        if b'"' in joined and (is_open(lines) or ODD_QUOTE.search(b"\n" + joined)):
            return None
        batch = self._batch(joined)
        if batch is None or batch.num_rows != len(lines):
            return None
        words = [batch.column(place).to_pylist() for place in range(len(self.words))]
        numbers = self._plain(batch)
        return None if numbers is None else (words, numbers)

    def _batch(self, joined: bytes) -> "RecordBatch | None":
        import pyarrow
        from pyarrow import csv

        try:
            text = joined if joined.isascii() else joined.decode(self.encoding).encode()
            table = csv.read_csv(pyarrow.BufferReader(text), *self._options)
        except (UnicodeDecodeError, pyarrow.ArrowException):
            return None
        batches = table.combine_chunks().to_batches()
        return batches[0] if len(batches) == 1 else None

    def _plain(self, batch: "RecordBatch") -> Floats | None:
        """The numbers, where all are finite or nothing at all and no row is empty."""
        chosen = batch.select(range(len(self.words), batch.num_columns))
        found: Floats = chosen.to_tensor(null_to_nan=True).to_numpy()
        gaps = ~np.isfinite(found)
        if gaps.any():
            stated = sum(column.null_count for column in chosen.columns)
            if stated != int(gaps.sum()) or gaps.all(axis=1).any():
                return None
        return found

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
                use_threads=False,  # with thousands of columns they cost more than they give
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
    """Whether a quotation may go on over the end of a line."""
    return any(line.count(b'"') % 2 for line in lines)
