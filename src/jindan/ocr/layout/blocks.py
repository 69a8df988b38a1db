"""The blocks of a page in reading order: headings, paragraphs, columns one after the other, tables by cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from jindan.ocr.layout.rows import (
    Interval,
    Placed,
    Row,
    gutters_of,
    merged,
    placed,
    quad_around,
    rows_of,
    typical_height,
)
from jindan.ocr.layout.ruling import TableFrame, tables_of
from jindan.ocr.pages.page import UprightPage
from jindan.ocr.reading import Block, Cell, Line, ReadPage, Word

GUTTER = 1.4
"""White between columns, in line heights."""

APART = 1.7
"""White between paragraphs, in line heights."""

HEADING = 1.3
"""Height of a heading over that of the page's lines."""

SHORTEST_BAND = 3
"""Rows that must share a gutter to be columns or a table."""

FILLED = 0.75
"""Share of their column that lines of running text fill, in the median."""


def page_of(page: UprightPage, *, lines: Sequence[Line]) -> ReadPage:
    """Return the page with its lines in blocks."""
    return ReadPage(
        number=page.number,
        width=page.width,
        height=page.height,
        turned_degrees=page.turned_degrees,
        skew_degrees=page.skew_degrees,
        resolution_dpi=page.resolution_dpi,
        blocks=tuple(blocks_of(page, lines=lines)),
        notes=page.notes,
    )


def blocks_of(page: UprightPage, *, lines: Sequence[Line]) -> list[Block]:
    """Return ruled tables and the blocks between them, from top to bottom."""
    blocks: list[Block] = []
    rest = list(lines)
    for frames in tables_of(page.flat):
        block, rest = _ruled(frames, rest)
        if block:
            blocks.append(block)
    free = [placed(line) for line in rest]
    usual = typical_height([placed(line) for line in lines])
    stops = [block.quad[0][1] for block in blocks]
    all_blocks = [*blocks, *_free_blocks(free, usual=usual, stops=stops)]
    # without a table the reading order stays: columns are not sorted by their tops
    return sorted(all_blocks, key=lambda block: block.quad[0][1]) if blocks else all_blocks


def _ruled(frames: Sequence[TableFrame], lines: Sequence[Line]) -> tuple[Block | None, list[Line]]:
    """Return a ruled table with the words inside its cells, and the lines outside it, or None where it has no words."""
    inside: dict[int, list[Line]] = {}
    rest: list[Line] = []
    for line in lines:
        parts: dict[int | None, list[Word]] = {}
        for word in line.words:
            parts.setdefault(_frame_of(word, frames), []).append(word)
        for frame, words in parts.items():
            part = Line(words=tuple(words))
            rest.append(part) if frame is None else inside.setdefault(frame, []).append(part)
    if not inside:
        return None, list(lines)
    cells = tuple(_cell(frame, inside.get(k, [])) for k, frame in enumerate(frames))
    in_cells = tuple(line for cell in cells for line in cell.lines)
    return Block(kind="table", lines=in_cells, quad=quad_around(in_cells), cells=cells), rest


def _frame_of(word: Word, frames: Sequence[TableFrame]) -> int | None:
    """Return the number of the cell that holds the middle of a word, or None where it is outside the table."""
    x, y = np.mean(word.quad, axis=0)
    return next((k for k, frame in enumerate(frames) if frame.holds(float(x), float(y))), None)


def _cell(frame: TableFrame, lines: Sequence[Line]) -> Cell:
    rows = rows_of([placed(line) for line in lines])
    return Cell(
        row=frame.row,
        column=frame.column,
        row_span=frame.row_span,
        column_span=frame.column_span,
        lines=tuple(merged(row) for row in rows),
    )


def _free_blocks(
    lines: Sequence[Placed], *, usual: float, stops: Sequence[float]
) -> Iterator[Block]:
    """Yield the blocks of lines outside ruled tables. stops: tops of the tables, which no block runs across."""
    rows = rows_of(lines)
    at = 0
    while at < len(rows):
        reach = _next_stop(rows, at, stops)
        end = _band(rows[:reach], at, usual=usual)
        if end is None:
            end = _paragraph(rows[:reach], at, usual=usual)
            yield _text_block(rows[at:end], usual=usual)
        else:
            yield from _columns(rows[at:end], usual=usual)
        at = end


def _next_stop(rows: Sequence[Row], at: int, stops: Sequence[float]) -> int:
    below = [stop for stop in stops if stop > rows[at][0].top]
    return next(
        (k for k in range(at + 1, len(rows)) if below and rows[k][0].top > below[0]), len(rows)
    )


def _band(rows: Sequence[Row], at: int, *, usual: float) -> int | None:
    """Return where the rows end that share a gutter with the row `at`, or None where too few do."""
    if len(rows[at]) < 2:
        return None
    end = at + 1
    while end < len(rows) and _goes_on(rows[at : end + 1], usual=usual):
        end += 1
    while end > at and len(rows[end - 1]) < 2 and not _is_column_end(rows[at:end], usual=usual):
        end -= 1
    end = _richer_from(rows[at:end], usual=usual) + at
    split = sum(len(row) > 1 for row in rows[at:end])
    return end if split >= SHORTEST_BAND else None


def _richer_from(rows: Sequence[Row], *, usual: float) -> int:
    """Return where, within rows that share a gutter, others begin that share more: a table below two columns."""
    shared = len(gutters_of(rows, at_least=GUTTER * usual))
    for k in range(1, len(rows) - SHORTEST_BAND + 1):
        is_start = len(rows[k]) > shared + 1
        if is_start and len(gutters_of(rows[k:], at_least=GUTTER * usual)) > shared:
            return k
    return len(rows)


def _goes_on(rows: Sequence[Row], *, usual: float) -> bool:
    """Return whether the last row shares the gutters of those above: half of them, or all across a wide gap."""
    before = gutters_of(rows[:-1], at_least=GUTTER * usual)
    after = gutters_of(rows, at_least=GUTTER * usual)
    gap = min(line.top for line in rows[-1]) - max(line.bottom for line in rows[-2])
    needed = len(before) if gap > 2 * APART * usual else (len(before) + 1) // 2
    return len(after) >= max(1, needed)


def _is_column_end(rows: Sequence[Row], *, usual: float) -> bool:
    """Return whether the last row, a single line, continues a column: it is close below."""
    last, above = rows[-1][0], rows[-2]
    return last.top - max(line.bottom for line in above) < APART * usual


def _paragraph(rows: Sequence[Row], at: int, *, usual: float) -> int:
    end = at + 1
    is_heading = _is_heading(rows[at], usual=usual)
    while end < len(rows) and not is_heading:
        gap = min(line.top for line in rows[end]) - max(line.bottom for line in rows[end - 1])
        if (
            gap > APART * usual
            or _is_heading(rows[end], usual=usual)
            or _band(rows, end, usual=usual)
        ):
            break
        end += 1
    return end


def _is_heading(row: Row, *, usual: float) -> bool:
    return len(row) == 1 and row[0].height >= HEADING * usual


def _text_block(rows: Sequence[Row], *, usual: float) -> Block:
    lines = tuple(merged(row) for row in rows)
    kind = "heading" if _is_heading(rows[0], usual=usual) else "text"
    return Block(kind=kind, lines=lines, quad=quad_around(lines))


def _columns(rows: Sequence[Row], *, usual: float) -> Iterator[Block]:
    """Yield rows that share gutters as columns of running text, one after the other, or as a table without rules."""
    gutters = gutters_of(rows, at_least=GUTTER * usual)
    lines = [line for row in rows for line in row]
    columns = [
        [line for line in lines if _column(line, gutters) == k] for k in range(len(gutters) + 1)
    ]
    if len(gutters) == 1 and all(_is_running(column) for column in columns):
        for column in columns:
            yield from _free_blocks(column, usual=usual, stops=())
    else:
        yield _open_table(rows, gutters)


def _column(line: Placed, gutters: Sequence[Interval]) -> int:
    return sum(line.left >= end - 1 for _, end in gutters)


def _is_running(column: Sequence[Placed]) -> bool:
    """Return whether a column holds sentences: lines that mostly fill it, of several words."""
    width = max(line.right for line in column) - min(line.left for line in column)
    filled = float(np.median([(line.right - line.left) / width for line in column]))
    words = float(np.median([len(line.line.words) for line in column]))
    return filled >= FILLED and words >= 3


def _open_table(rows: Sequence[Row], gutters: Sequence[Interval]) -> Block:
    cells = []
    for number, row in enumerate(rows):
        for column in range(len(gutters) + 1):
            inside = [line for line in row if _column(line, gutters) == column]
            lines = (merged(inside),) if inside else ()
            cells.append(Cell(row=number, column=column, row_span=1, column_span=1, lines=lines))
    in_cells = tuple(line for cell in cells for line in cell.lines)
    return Block(kind="table", lines=in_cells, quad=quad_around(in_cells), cells=tuple(cells))
