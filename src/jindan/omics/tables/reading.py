"""Read the feature tables of a model from files, block by block, so that the width of a file costs no memory."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

import numpy as np

from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import (
    DuplicateSpecimen,
    EmptyTable,
    NoKnownFeatures,
    TableTooLarge,
    TransposedTable,
    UnknownCategory,
    UnreadableNumber,
)
from jindan.omics.manifest import Feature, View
from jindan.omics.tables.matching import (
    Match,
    check_identifiers,
    check_platform,
    damage,
    match,
    share_in,
)
from jindan.omics.tables.opening import open_tables
from jindan.omics.tables.sheet import Cell, Row, Sheet, checked_header, column_letter, number_in
from jindan.omics.tables.table import FeatureTable, Layout

Orientation = Literal["auto", "specimens-in-rows", "features-in-rows"]
BLOCK = 256
CELLS_AT_ONCE = 500_000
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

    def blocks(self, *, size: int = BLOCK) -> Iterator[dict[str, FeatureTable]]:
        """The tables of every panel, so many specimens at a time.

        Raises DuplicateSpecimen, UnreadableNumber, UnknownCategory, EmptyTable, and what the format's reader raises.
        """
        wanted = sorted(
            {c for m in self.matches for c in (*m.columns, m.label) if c is not None and c >= 0}
        )
        rows = self.sheet.rows(wanted)
        size = max(1, min(size, CELLS_AT_ONCE // max(1, len(wanted))))
        seen: dict[str, int] = {}
        while block := list(islice(rows, size)):
            yield {m.view.name: self._table(m, block, wanted, seen=seen) for m in self.matches}
        if not seen:
            raise EmptyTable(row=self.sheet.header_row + 1, column="A")

    def _table(
        self, found: Match, block: Sequence[Row], wanted: Sequence[int], *, seen: dict[str, int]
    ) -> FeatureTable:
        at = {column: place for place, column in enumerate(wanted)}
        layout = Layout(
            rows=tuple(number for number, _ in block),
            columns=found.columns,
            header_row=self.sheet.header_row,
            is_transposed=self.is_transposed,
        )
        if found is self.matches[0]:
            _note(seen, block, found.label, at=at, is_transposed=self.is_transposed)
        label = None if found.label is None else at[found.label]
        return FeatureTable(
            view=found.view,
            specimens=tuple(str(n) if label is None else _text(cells[label]) for n, cells in block),
            values=_values(
                found.view, block, [at.get(c, -1) for c in found.columns], layout=layout
            ),
            layout=layout,
            remarks=(*self.sheet.remarks, *damage(self.sheet)),
        )


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
        cells = [_text(cells[0]) for _, cells in islice(sheet.rows([0]), LOOKED_AT)]
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


def _note(
    seen: dict[str, int],
    block: Sequence[Row],
    label: int | None,
    *,
    at: Mapping[int, int],
    is_transposed: bool,
) -> None:
    """Remember the specimens. Raises DuplicateSpecimen."""
    for number, cells in block:
        name = str(number) if label is None else _text(cells[at[label]])
        if name in seen:
            letter = column_letter(number - 1 if is_transposed else label or 0)
            row = 1 if is_transposed else number
            raise DuplicateSpecimen(row=row, column=letter, first=seen[name])
        seen[name] = number


def _values(view: View, block: Sequence[Row], at: Sequence[int], *, layout: Layout) -> Floats:
    found = np.full((len(block), len(view.features)), np.nan)
    present = [(n, place) for n, place in enumerate(at) if place >= 0]
    are_plain = not any(view.features[n].codes for n, _ in present)
    for row, (_, cells) in enumerate(block):
        quick = _quick([cells[place] for _, place in present]) if are_plain else None
        if quick is not None:
            found[row, [n for n, _ in present]] = quick
            continue
        for n, place in present:
            found[row, n] = _value(cells[place], view.features[n], layout=layout, at=(row, n))
    return found


def _quick(cells: Sequence[Cell]) -> list[float] | None:
    """All cells as numbers at once, where each is plainly one; None where one has to be looked at."""
    try:
        found = [float(cell) for cell in cells]  # type: ignore[arg-type]
        joined = "".join(cells)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    is_plain = joined.isascii() and "_" not in joined and not any(map(math.isinf, found))
    return found if is_plain else None


def _value(cell: Cell, feature: Feature, *, layout: Layout, at: tuple[int, int]) -> float:
    number = number_in(cell)
    if number is not None and (not feature.codes or math.isnan(number)):
        return number
    place = layout.place(*at)
    if not feature.codes:
        raise UnreadableNumber(**place, feature=feature.name)
    code = feature.codes.get(_text(cell).casefold())
    if code is None:
        known = ", ".join(dict.fromkeys(feature.codes))
        raise UnknownCategory(**place, feature=feature.name, known=known)
    return code


def _turned(sheet: Sheet) -> Sheet:
    """The sheet with rows and columns exchanged, in memory."""
    rows = [(number, list(cells)) for number, cells in sheet.rows(range(len(sheet.header)))]
    if len(rows) * len(sheet.header) > MOST_TURNED:
        raise TableTooLarge(row=len(rows), column="A")
    header = checked_header(["", *(cells[0] for _, cells in rows)])

    def turned(columns: Sequence[int]) -> Iterator[Row]:
        for column in range(1, len(sheet.header)):
            name = sheet.header[column]
            yield column + 1, [rows[each - 1][1][column] if each else name for each in columns]

    return Sheet(name=sheet.name, header=header, rows=turned, remarks=sheet.remarks)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()
