"""Tables with drawn lines: the cells that the rules enclose, and which rows and columns each spans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
INK = 140
"""Grey below which a pixel of the flattened page is ink."""

LONG = 40
"""A rule is at least this part of the page's width long, which the strokes of letters are not."""

SMALLEST_CELL, LARGEST_CELL = 14, 0.5
"""Sides of the smallest cell in pixels, and area of the largest as a share of the page."""

SAME_EDGE = 8
"""Pixels within which edges of cells are the same edge."""


@dataclass(frozen=True, kw_only=True)
class TableFrame:
    """A cell as drawn: its rectangle in pixels, and its place in the table."""

    left: int
    top: int
    right: int
    bottom: int
    row: int = 0
    column: int = 0
    row_span: int = 1
    column_span: int = 1

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point is inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


def tables_of(flat: Grey) -> list[list[TableFrame]]:
    """Return the cells of each ruled table with at least two rows and two columns, from top to bottom."""
    rules = _rules_of(flat)
    frames = _holes(rules, page=flat.shape)
    groups = _touching(frames, reach=SAME_EDGE)
    tables = [_numbered(group) for group in groups]
    # one row or one column of cells is a form or a frame around text
    return [
        table
        for table in tables
        if len({frame.row for frame in table}) > 1 and len({frame.column for frame in table}) > 1
    ]


def _rules_of(flat: Grey) -> Grey:
    ink = (flat < INK).astype(np.uint8)
    length = max(24, flat.shape[1] // LONG)
    level = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    upright = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((length, 1), np.uint8))
    both = cv2.bitwise_or(level, upright)
    return np.asarray(cv2.dilate(both, np.ones((5, 5), np.uint8)), np.uint8)


def _holes(rules: Grey, *, page: tuple[int, ...]) -> list[TableFrame]:
    """Return the rectangles that rules enclose."""
    _, _, stats, _ = cv2.connectedComponentsWithStats((rules == 0).astype(np.uint8), connectivity=4)
    frames = []
    for left, top, width, height, area in stats[1:].tolist():
        is_cell = height >= SMALLEST_CELL and width >= SMALLEST_CELL
        is_filled = area >= 0.8 * width * height
        if is_cell and is_filled and area < LARGEST_CELL * page[0] * page[1]:
            frames.append(TableFrame(left=left, top=top, right=left + width, bottom=top + height))
    return frames


def _touching(frames: Sequence[TableFrame], *, reach: int) -> list[list[TableFrame]]:
    """Return the cells in groups of those that share an edge."""
    groups: list[list[TableFrame]] = []
    for frame in sorted(frames, key=lambda frame: (frame.top, frame.left)):
        near = [group for group in groups if any(_touch(frame, other, reach) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), frame])
    return groups


def _touch(one: TableFrame, other: TableFrame, reach: int) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(across, down) >= -reach - 2 and max(across, down) > 0


def _numbered(frames: Sequence[TableFrame]) -> list[TableFrame]:
    tops = _clustered([frame.top for frame in frames])
    lefts = _clustered([frame.left for frame in frames])
    return [
        TableFrame(
            left=frame.left,
            top=frame.top,
            right=frame.right,
            bottom=frame.bottom,
            row=_index(tops, frame.top),
            column=_index(lefts, frame.left),
            row_span=_count(tops, frame.top, frame.bottom),
            column_span=_count(lefts, frame.left, frame.right),
        )
        for frame in sorted(frames, key=lambda frame: (frame.top // SAME_EDGE, frame.left))
    ]


def _clustered(edges: Sequence[int]) -> list[int]:
    clusters: list[int] = []
    for edge in sorted(edges):
        if not clusters or edge - clusters[-1] > SAME_EDGE:
            clusters.append(edge)
    return clusters


def _index(edges: Sequence[int], at: int) -> int:
    return max(k for k, edge in enumerate(edges) if edge <= at + SAME_EDGE)


def _count(edges: Sequence[int], start: int, end: int) -> int:
    return max(1, sum(start - SAME_EDGE <= edge < end - SAME_EDGE for edge in edges))
