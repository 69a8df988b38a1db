"""Where lines stand on an upright page: their extents, the rows they share, and the gutters between columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from jindan.ocr.reading import Line, Quad

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A line and the upright rectangle around it, in pixels."""

    line: Line
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2


Row = tuple[Placed, ...]
"""Lines side by side, from left to right."""


def placed(line: Line) -> Placed:
    """Where a line stands."""
    left, top, right, bottom = extent(word.quad for word in line.words)
    return Placed(line=line, left=left, top=top, right=right, bottom=bottom)


def extent(quads: Iterable[Quad]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what the quads cover together."""
    points = [point for quad in quads for point in quad]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def quad_around(lines: Iterable[Line]) -> Quad:
    """The upright rectangle around all words of the lines."""
    left, top, right, bottom = extent(word.quad for line in lines for word in line.words)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def typical_height(lines: Sequence[Placed]) -> float:
    """The median height of the lines; 1 where there is none."""
    return float(np.median([line.height for line in lines])) if lines else 1.0


def rows_of(lines: Sequence[Placed]) -> list[Row]:
    """Lines whose middles are about level together, from top to bottom."""
    rows: list[list[Placed]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        row = rows[-1] if rows else []
        if row and abs(line.middle - _middle(row)) < 0.5 * min(line.height, _height(row)):
            row.append(line)
        else:
            rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.left)) for row in rows]


def gutters_of(rows: Sequence[Row], *, at_least: float) -> list[Interval]:
    """The vertical stretches, between first and last, that no line of the rows crosses."""
    edges = sorted((line.left, line.right) for row in rows for line in row)
    gutters: list[Interval] = []
    reach = edges[0][1]
    for left, right in edges[1:]:
        if left - reach >= at_least:
            gutters.append((reach, left))
        reach = max(reach, right)
    return gutters


def merged(row: Sequence[Placed]) -> Line:
    """One line of all words of a row."""
    return Line(words=tuple(word for line in row for word in line.line.words))


def _middle(row: Sequence[Placed]) -> float:
    return float(np.mean([line.middle for line in row]))


def _height(row: Sequence[Placed]) -> float:
    return float(np.mean([line.height for line in row]))
