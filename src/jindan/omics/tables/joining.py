"""The tables of a cohort as blocks of specimens: one as it is read, several joined by the specimens' names."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from jindan.omics.engine.scoring import Floats
from jindan.omics.tables.reading import Found, block_size
from jindan.omics.tables.table import FeatureTable

Block = dict[str, FeatureTable]
"""The same specimens in the table of each view."""


def blocks_of(panels: Sequence[Found], *, scratch: Path) -> Iterator[Block]:
    """The specimens of all tables; one that a table lacks is a row of NaN there, with the number 0.

    Several tables are first laid down below the folder `scratch`, so that memory holds one block and the names.
    Raises what reading raises.
    """
    if len(panels) == 1:
        yield from panels[0].blocks()
        return
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".joining-") as folder:
        laid = [
            each for n, panel in enumerate(panels) for each in _lay(panel, Path(folder, f"{n}"))
        ]
        names = iter(dict.fromkeys(name for each in laid for name in each.rows))
        size = block_size(sum(each.width for each in laid))
        while some := tuple(islice(names, size)):
            yield {each.view: each.of(some) for each in laid}


class Laid:
    """The numbers of one view in a file, row by row, found again by specimen."""

    def __init__(self, path: Path, *, first: FeatureTable) -> None:
        self._path, self._first = path, first.part([])
        self.view, self.width = first.view.name, first.values.shape[1]
        self.rows: dict[str, tuple[int, int]] = {}

    def add(self, table: FeatureTable) -> None:
        """Lay some more rows down."""
        with self._path.open("ab") as stored:
            table.values.tofile(stored)
        for name, row in zip(table.specimens, table.layout.rows, strict=True):
            self.rows[name] = (len(self.rows), row)

    def of(self, names: Sequence[str]) -> FeatureTable:
        """These specimens, in this order."""
        values = np.full((len(names), self.width), np.nan)
        for place, name in enumerate(names):
            if name in self.rows:
                values[place] = self._read(self.rows[name][0])
        rows = [self.rows.get(name, (0, 0))[1] for name in names]
        return self._first.with_rows(names, values=values, rows=rows)

    def _read(self, place: int) -> Floats:
        return np.fromfile(self._path, count=self.width, offset=8 * self.width * place)


def _lay(panel: Found, start: Path) -> list[Laid]:
    """The views of one sheet, each in a file of its own."""
    laid: dict[str, Laid] = {}
    for block in panel.blocks():
        for name, table in block.items():
            if name not in laid:
                laid[name] = Laid(start.with_name(f"{start.name}-{len(laid)}"), first=table)
            laid[name].add(table)
    return [*laid.values()]
