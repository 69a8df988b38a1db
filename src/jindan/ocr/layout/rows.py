"""The places of lines on an upright page: their extents, the rows they share, and the gutters between columns."""

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
        """From top to bottom, in pixels."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between top and bottom, in pixels."""
        return (self.top + self.bottom) / 2


Row = tuple[Placed, ...]
"""Lines side by side, from left to right."""


def placed(line: Line) -> Placed:
    """Return a line with the upright rectangle around its words."""
    left, top, right, bottom = extent(word.quad for word in line.words)
    return Placed(line=line, left=left, top=top, right=right, bottom=bottom)


def extent(quads: Iterable[Quad]) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the rectangle around all quads."""
    points = [point for quad in quads for point in quad]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def quad_around(lines: Iterable[Line]) -> Quad:
    """Return the upright rectangle around all words of the lines."""
    left, top, right, bottom = extent(word.quad for line in lines for word in line.words)
    return (left, top), (right, top), (right, bottom), (left, bottom)


def typical_height(lines: Sequence[Placed]) -> float:
    """Return the median height of the lines in pixels, or 1 where there is none."""
    return float(np.median([line.height for line in lines])) if lines else 1.0


def rows_of(lines: Sequence[Placed]) -> list[Row]:
    """Return the lines in rows, by their middles, from top to bottom."""
    rows: list[list[Placed]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        row = rows[-1] if rows else []
        if row and _is_level(line, row):
            row.append(line)
        else:
            rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.left)) for row in rows]


def gutters_of(rows: Sequence[Row], *, at_least: float) -> list[Interval]:
    """Return the vertical stretches of white at least this wide, in pixels, that no line of the rows crosses."""
    edges = sorted((line.left, line.right) for row in rows for line in row)
    gutters: list[Interval] = []
    reach = edges[0][1]
    for left, right in edges[1:]:
        if left - reach >= at_least:
            gutters.append((reach, left))
        reach = max(reach, right)
    return gutters


def merged(row: Sequence[Placed]) -> Line:
    """Return all words of a row as one line."""
    return Line(words=tuple(word for line in row for word in line.line.words))


def _is_level(line: Placed, row: Sequence[Placed]) -> bool:
    middle = float(np.mean([other.middle for other in row]))
    height = float(np.mean([other.height for other in row]))
    return abs(line.middle - middle) < 0.5 * min(line.height, height)
