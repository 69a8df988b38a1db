"""The tables of a cohort as blocks of specimens. Several tables are joined by the specimens' names."""

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from jindan.omics.tables.reading import FoundPanels, block_size
from jindan.omics.tables.table import FeatureTable

Block = dict[str, FeatureTable]
"""The same specimens in the table of each view."""


def blocks_of(panels: Sequence[FoundPanels], *, scratch: Path) -> Iterator[Block]:
    """Yield the specimens of all tables. One that a table lacks is a row of NaN there, with the row number 0.

    Several tables are first written below the folder `scratch`, so that memory holds one block and the names.
    Raises what reading raises.
    """
    if len(panels) == 1:
        yield from panels[0].blocks()
        return
    with tempfile.TemporaryDirectory(dir=scratch, prefix=".joining-") as folder:
        spooled = [
            view for n, panel in enumerate(panels) for view in _spool(panel, Path(folder, f"{n}"))
        ]
        names = iter(dict.fromkeys(name for view in spooled for name in view.rows))
        size = block_size(sum(view.width for view in spooled))
        while specimens := tuple(islice(names, size)):
            yield {view.view: view.table(specimens) for view in spooled}


class SpooledView:
    """The numbers of one view in a file, row by row as float64.

    rows: for each specimen, its place in the file from 0, and its row number in the table.
    """

    def __init__(self, path: Path, *, first: FeatureTable) -> None:
        self._path, self._first = path, first.part([])
        self.view, self.width = first.view.name, first.values.shape[1]
        self.rows: dict[str, tuple[int, int]] = {}

    def add(self, table: FeatureTable) -> None:
        """Append rows to the file."""
        with self._path.open("ab") as stored:
            table.values.tofile(stored)
        for name, row in zip(table.specimens, table.layout.rows, strict=True):
            self.rows[name] = (len(self.rows), row)

    def table(self, names: Sequence[str]) -> FeatureTable:
        """Return these specimens, in this order."""
        values = np.full((len(names), self.width), np.nan)
        for place, name in enumerate(names):
            if name in self.rows:
                offset = 8 * self.width * self.rows[name][0]
                values[place] = np.fromfile(self._path, count=self.width, offset=offset)
        rows = [self.rows.get(name, (0, 0))[1] for name in names]
        return self._first.with_rows(names, values=values, rows=rows)


def _spool(panel: FoundPanels, start: Path) -> list[SpooledView]:
    """Write each view of a sheet to a file of its own, whose name begins like `start`."""
    spooled: dict[str, SpooledView] = {}
    for block in panel.blocks():
        for name, table in block.items():
            if name not in spooled:
                path = start.with_name(f"{start.name}-{len(spooled)}")
                spooled[name] = SpooledView(path, first=table)
            spooled[name].add(table)
    return [*spooled.values()]
