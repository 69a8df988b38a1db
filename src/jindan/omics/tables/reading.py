"""The feature tables of a model, read from files block by block: memory does not grow with the width of a file."""

from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal, NoReturn

from jindan.analysis import Note
from jindan.omics.errors import (
    DuplicateSpecimen,
    EmptyTable,
    NoKnownFeatures,
    TableTooLarge,
    TransposedTable,
)
from jindan.omics.manifest import View
from jindan.omics.tables.columns import Columns
from jindan.omics.tables.matching import (
    Match,
    check_identifiers,
    check_platform,
    damage,
    match,
    share_in,
)
from jindan.omics.tables.opening import open_tables
from jindan.omics.tables.sheet import (
    Cell,
    Row,
    RowBlock,
    Sheet,
    checked_header,
    column_letter,
    plain_numbers,
    word_in,
)
from jindan.omics.tables.table import FeatureTable, Layout

Orientation = Literal["auto", "specimens-in-rows", "features-in-rows"]
BLOCK = 1024
"""Specimens of a block at most."""
CELLS_AT_ONCE = 4_000_000
"""Numbers of a block at most: 32 MB."""
MOST_TRANSPOSED = 50_000_000
"""Cells of a table with features in rows, which has to be in memory to be transposed."""
LOOKED_AT = 200_000
"""Rows in which the names of features are looked for."""


@dataclass(frozen=True, kw_only=True)
class FoundPanels:
    """The panels found in one sheet of one file."""

    file: str
    sheet: Sheet
    matches: tuple[Match, ...]
    is_transposed: bool

    def blocks(self) -> Iterator[dict[str, FeatureTable]]:
        """Yield the tables of all panels, by name, for one block of specimens after another.

        Raises DuplicateSpecimen, UnreadableNumber, UnknownCategory, EmptyTable, and what the format's reader raises.
        """
        columns = Columns.of(self.matches)
        size = block_size(len(columns.numbers))
        first_rows: dict[str, int] = {}
        for block in self.sheet.blocks(words=columns.words, numbers=columns.numbers, size=size):
            self._add_specimens(first_rows, columns.specimens(block), block)
            yield {m.view.name: self._table(m, block, columns) for m in self.matches}
        if not first_rows:
            raise EmptyTable(row=self.sheet.header_row + 1, column="A")

    def _table(self, matched: Match, block: RowBlock, columns: Columns) -> FeatureTable:
        layout = Layout(
            rows=tuple(block.rows),
            columns=matched.columns,
            header_row=self.sheet.header_row,
            is_transposed=self.is_transposed,
        )
        return FeatureTable(
            view=matched.view,
            specimens=columns.specimens(block),
            values=columns.values(matched, block, layout=layout),
            layout=layout,
            notes=self._notes,
        )

    @cached_property
    def _notes(self) -> tuple[Note, ...]:
        return (*self.sheet.notes, *damage(self.sheet))

    def _add_specimens(
        self, first_rows: dict[str, int], specimens: Sequence[str], block: RowBlock
    ) -> None:
        """Add the specimens of a block to `first_rows`. Raises DuplicateSpecimen."""
        for number, name in zip(block.rows, specimens, strict=True):
            if name in first_rows:
                label = self.matches[0].label or 0
                letter = column_letter(number - 1 if self.is_transposed else label)
                row = 1 if self.is_transposed else number
                raise DuplicateSpecimen(row=row, column=letter, first=first_rows[name])
            first_rows[name] = number


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A sheet as it is read, and every panel of the model as matched with its columns, by name."""

    file: str
    sheet: Sheet
    is_transposed: bool
    matches: Mapping[str, Match]

    @property
    def is_unrelated(self) -> bool:
        """Whether the sheet has no feature of any panel."""
        return not any(matched.coverage for matched in self.matches.values())


def block_size(width: int) -> int:
    """Return how many rows of `width` numbers are in memory at once."""
    return max(1, min(BLOCK, CELLS_AT_ONCE // max(1, width)))


def find_panels(
    files: Mapping[str, Path], *, views: Sequence[View], orientation: Orientation
) -> list[FoundPanels]:
    """Return the panels of a model in these files, each in the sheet that has most of its features.

    A panel with too few features there is left out. Raises NoKnownFeatures, TransposedTable, and the other problems
    of `jindan.omics.errors`.
    """
    sheets = [(file, sheet) for file, path in files.items() for sheet in open_tables(path)]
    candidates = [
        _candidate(file, sheet, views=views, orientation=orientation) for file, sheet in sheets
    ]
    best = {v.name: max(candidates, key=lambda c: c.matches[v.name].coverage) for v in views}
    panels: list[FoundPanels] = []
    for candidate in candidates:
        chosen = [candidate.matches[name] for name, owner in best.items() if owner is candidate]
        matches = tuple(matched for matched in chosen if matched.is_enough)
        if matches:
            panels.append(
                FoundPanels(
                    file=candidate.file,
                    sheet=candidate.sheet,
                    matches=matches,
                    is_transposed=candidate.is_transposed,
                )
            )
        # A sheet with some features, which another sheet has more of, is passed over. One without any
        # feature is refused, because it is most likely the wrong file.
        elif len(candidates) == 1 or candidate.is_unrelated:
            _refuse(candidate.sheet, views=views, orientation=orientation)
    if not panels:
        _refuse(candidates[0].sheet, views=views, orientation=orientation)
    return panels


def _candidate(
    file: str, sheet: Sheet, *, views: Sequence[View], orientation: Orientation
) -> Candidate:
    """Return the sheet as specimens in rows, and its matches. Raises what `match` raises."""
    is_transposed = orientation == "features-in-rows" and not sheet.is_certain
    oriented = _transposed(sheet) if is_transposed else sheet
    matches = {view.name: match(oriented, view) for view in views}
    return Candidate(file=file, sheet=oriented, is_transposed=is_transposed, matches=matches)


def _refuse(sheet: Sheet, *, views: Sequence[View], orientation: Orientation) -> NoReturn:
    """Raise the problem that explains best why a sheet has too few of the features."""
    check_platform(sheet)
    check_identifiers(sheet)
    if orientation == "auto" and not sheet.is_certain:
        first_column = [word_in(cells[0]) for _, cells in islice(sheet.rows([0]), LOOKED_AT)]
        if any(share_in(first_column, view=view) >= view.min_coverage for view in views):
            raise TransposedTable(row=2, column="A")
    most = max(views, key=lambda view: match(sheet, view).coverage)
    columns = match(sheet, most).columns
    missing = [f.name for f, column in zip(most.features, columns, strict=True) if column < 0]
    raise NoKnownFeatures(
        row=sheet.header_row,
        column="A",
        found=len(most.features) - len(missing),
        expected=len(most.features),
        missing=", ".join(missing[:5]),
    )


def _transposed(sheet: Sheet) -> Sheet:
    """Return the sheet with rows and columns exchanged.

    Memory holds the rows that are read and no others. Raises TableTooLarge while rows are read.
    """
    names = [cells[0] for _, cells in sheet.rows([0])]
    header = checked_header(["", *names])
    specimens = sheet.header[1:]

    def rows(columns: Sequence[int]) -> Iterator[Row]:
        if len(columns) * len(specimens) > MOST_TRANSPOSED:
            raise TableTooLarge(row=len(names), column="A")
        features = _rows_of(sheet, {column - 1 for column in columns if column})
        for place, name in enumerate(specimens):
            yield place + 2, [features[c - 1][place] if c else name for c in columns]

    return Sheet(name=sheet.name, header=header, rows=rows, notes=sheet.notes)


def _rows_of(sheet: Sheet, wanted: Set[int]) -> dict[int, Sequence[Cell]]:
    """Return the wanted rows, by number from 0.

    Plain numbers are an array, which takes an eighth of the memory of a list.
    """
    rows: dict[int, Sequence[Cell]] = {}
    for place, (_, cells) in enumerate(sheet.rows(range(1, len(sheet.header)))):
        if place in wanted:
            rows[place] = array("d", numbers) if (numbers := plain_numbers(cells)) else cells
    return rows
