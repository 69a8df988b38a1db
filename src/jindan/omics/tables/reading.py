"""Read the feature tables of a model from files, block by block, so that the width of a file costs no memory."""

from array import array
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal

from jindan.analysis import Remark
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
    Block,
    Cell,
    Row,
    Sheet,
    checked_header,
    column_letter,
    plain_numbers,
    word_in,
)
from jindan.omics.tables.table import FeatureTable, Layout

Orientation = Literal["auto", "specimens-in-rows", "features-in-rows"]
BLOCK = 1024
CELLS_AT_ONCE = 4_000_000
MOST_TURNED = 50_000_000
"""Cells of a table that is turned round, which has to be in memory for that."""
LOOKED_AT = 200_000


@dataclass(frozen=True, kw_only=True)
class Found:
    """The panels found in one sheet of one file."""

    file: str
    sheet: Sheet
    matches: tuple[Match, ...]
    is_transposed: bool

    def blocks(self) -> Iterator[dict[str, FeatureTable]]:
        """The tables of every panel, so many specimens at a time.

        Raises DuplicateSpecimen, UnreadableNumber, UnknownCategory, EmptyTable, and what the format's reader raises.
        """
        columns = Columns.of(self.matches)
        size = block_size(len(columns.numbers))
        seen: dict[str, int] = {}
        for block in self.sheet.blocks(words=columns.words, numbers=columns.numbers, size=size):
            self._note(seen, columns.specimens(block), block)
            yield {m.view.name: self._table(m, block, columns) for m in self.matches}
        if not seen:
            raise EmptyTable(row=self.sheet.header_row + 1, column="A")

    def _table(self, found: Match, block: Block, columns: Columns) -> FeatureTable:
        layout = Layout(
            rows=tuple(block.rows),
            columns=found.columns,
            header_row=self.sheet.header_row,
            is_transposed=self.is_transposed,
        )
        return FeatureTable(
            view=found.view,
            specimens=columns.specimens(block),
            values=columns.values(found, block, layout=layout),
            layout=layout,
            remarks=self._remarks,
        )

    @cached_property
    def _remarks(self) -> tuple[Remark, ...]:
        return (*self.sheet.remarks, *damage(self.sheet))

    def _note(self, seen: dict[str, int], specimens: Sequence[str], block: Block) -> None:
        """Remember the specimens. Raises DuplicateSpecimen."""
        for number, name in zip(block.rows, specimens, strict=True):
            if name in seen:
                label = self.matches[0].label or 0
                letter = column_letter(number - 1 if self.is_transposed else label)
                row = 1 if self.is_transposed else number
                raise DuplicateSpecimen(row=row, column=letter, first=seen[name])
            seen[name] = number


def block_size(width: int) -> int:
    """How many rows of so many numbers are held at once."""
    return max(1, min(BLOCK, CELLS_AT_ONCE // max(1, width)))


def find_panels(
    files: Mapping[str, Path], *, views: Sequence[View], orientation: Orientation
) -> list[Found]:
    """Where the panels of a model are in these files: each panel in the sheet that holds most of it.

    Raises NoKnownFeatures, TransposedTable, and the other refusals of `jindan.omics.errors`.
    """
    sheets = [(name, sheet) for name, path in files.items() for sheet in open_tables(path)]
    turned = [
        (n, _turned(s) if orientation == "features-in-rows" and not s.is_certain else s)
        for n, s in sheets
    ]
    matched = {(n, v.name): match(s, v) for n, (_, s) in enumerate(turned) for v in views}
    best = {
        v.name: max(range(len(turned)), key=lambda n: matched[n, v.name].coverage) for v in views
    }
    found: list[Found] = []
    for number, (file, sheet) in enumerate(turned):
        mine = [matched[number, v.name] for v in views if best[v.name] == number]
        enough = tuple(each for each in mine if each.is_enough)
        if enough:
            is_transposed = sheet is not sheets[number][1]
            found.append(Found(file=file, sheet=sheet, matches=enough, is_transposed=is_transposed))
        elif len(sheets) == 1 or not any(matched[number, v.name].coverage for v in views):
            _refuse(sheet, views=views, orientation=orientation)
    if not found:
        _refuse(turned[0][1], views=views, orientation=orientation)
    return found


def _refuse(sheet: Sheet, *, views: Sequence[View], orientation: Orientation) -> None:
    """Say why a sheet has too few of the features."""
    check_platform(sheet)
    check_identifiers(sheet)
    if orientation == "auto" and not sheet.is_certain:
        cells = [word_in(cells[0]) for _, cells in islice(sheet.rows([0]), LOOKED_AT)]
        if any(share_in(cells, view=view) >= view.min_coverage for view in views):
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


def _turned(sheet: Sheet) -> Sheet:
    """The sheet with rows and columns exchanged; only the rows that are asked for are held in memory."""
    names = [cells[0] for _, cells in sheet.rows([0])]
    header = checked_header(["", *names])
    specimens = sheet.header[1:]

    def turned(columns: Sequence[int]) -> Iterator[Row]:
        if len(columns) * len(specimens) > MOST_TURNED:
            raise TableTooLarge(row=len(names), column="A")
        kept = _rows_of(sheet, {column - 1 for column in columns if column})
        for place, name in enumerate(specimens):
            yield place + 2, [kept[each - 1][place] if each else name for each in columns]

    return Sheet(name=sheet.name, header=header, rows=turned, remarks=sheet.remarks)


def _rows_of(sheet: Sheet, wanted: Set[int]) -> dict[int, Sequence[Cell]]:
    """Some rows, counted from 0: as plain numbers where they are such, which takes an eighth of the memory."""
    kept: dict[int, Sequence[Cell]] = {}
    for place, (_, cells) in enumerate(sheet.rows(range(1, len(sheet.header)))):
        if place in wanted:
            kept[place] = array("d", numbers) if (numbers := plain_numbers(cells)) else cells
    return kept
