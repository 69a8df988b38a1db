"""Implicit shapes as fields of depth: distance in mm from the surface, positive inside."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from jindan.ct.anatomy.space import Box, Field, Point, Space

OUTSIDE = np.float32(-1000)
"""Depth where a shape is too far away to be computed."""

Nodes = NDArray[np.float64]
"""The course of a tube: rows of x, y, z and radius in mm."""


def ellipsoid(space: Space, *, centre: Point, radii: Point, tilt: Point = (0, 0, 0)) -> Field:
    """Return the depth in an ellipsoid turned by `tilt` (degrees about x, then y, then z).

    To first order: k(1−k)/|∇(k²/2)| with k the normalised radius, exact on the surface.
    """
    across = _turned(space, centre=centre, tilt=tilt)
    k = np.sqrt(sum((axis / np.float32(r)) ** 2 for axis, r in zip(across, radii, strict=True)))
    steep = sum((axis / np.float32(r * r)) ** 2 for axis, r in zip(across, radii, strict=True))
    depth: Field = k * (1 - k) / np.sqrt(steep + np.float32(1e-9))
    return np.minimum(depth, np.float32(min(radii)))


def _turned(space: Space, *, centre: Point, tilt: Point) -> tuple[Field, Field, Field]:
    """Return the coordinates along the axes of a shape with this centre and tilt."""
    x, y, z = (
        space.x - np.float32(centre[0]),
        space.y - np.float32(centre[1]),
        space.z - np.float32(centre[2]),
    )
    about_x, about_y, about_z = (np.float32(np.deg2rad(angle)) for angle in tilt)
    y, z = y * np.cos(about_x) - z * np.sin(about_x), y * np.sin(about_x) + z * np.cos(about_x)
    z, x = z * np.cos(about_y) - x * np.sin(about_y), z * np.sin(about_y) + x * np.cos(about_y)
    x, y = x * np.cos(about_z) - y * np.sin(about_z), x * np.sin(about_z) + y * np.cos(about_z)
    return x, y, z


def half_space(space: Space, *, point: Point, normal: Point) -> Field:
    """Return the depth beyond a plane through `point`, on the side `normal` points to."""
    length = float(np.linalg.norm(normal))
    a, b, c = (np.float32(value / length) for value in normal)
    depth: Field = (
        a * (space.x - np.float32(point[0]))
        + b * (space.y - np.float32(point[1]))
        + c * (space.z - np.float32(point[2]))
    )
    return depth


def blend(first: Field, second: Field, *, mm: float) -> Field:
    """Return the intersection of two shapes, its edge rounded over `mm` (quadratic smooth minimum)."""
    near = np.maximum(np.float32(mm) - np.abs(first - second), 0) / np.float32(mm)
    depth: Field = np.minimum(first, second) - near * near * np.float32(mm / 4)
    return depth


def curve(points: NDArray[np.float64], *, step_mm: float = 5) -> Nodes:
    """Return a smooth course through rows of x, y, z, radius: uniform Catmull–Rom, resampled."""
    # One more point beyond each end, by reflection, gives the outer spans their slope.
    ends = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    ends[[0, -1], 3] = points[[0, -1], 3]
    spans = [_span(ends[i : i + 4], step_mm=step_mm) for i in range(len(points) - 1)]
    return np.vstack([*spans, points[-1:]])


def _span(four: NDArray[np.float64], *, step_mm: float) -> NDArray[np.float64]:
    """Return the course from the second of four points up to the third, which is left out."""
    length = float(np.linalg.norm(four[2, :3] - four[1, :3]))
    steps = max(int(np.ceil(length / step_mm)), 1)
    t = np.arange(steps)[:, None] / steps
    a, b, c, d = four
    bent = 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
    bent[:, 3] = np.maximum(bent[:, 3], 1)  # a spline may undershoot to a radius below 0
    return np.asarray(bent)


def around(space: Space, nodes: Nodes, *, margin_mm: float) -> Box:
    """Return the voxels that a tube along `nodes`, and `margin_mm` around it, may reach."""
    reach = nodes[:, 3:] + margin_mm
    low, high = (nodes[:, :3] - reach).min(0), (nodes[:, :3] + reach).max(0)
    return space.box((low[0], low[1], low[2]), (high[0], high[1], high[2]))


def tube(space: Space, nodes: Nodes, *, margin_mm: float = 12) -> Field:
    """Return the depth in a tube along `nodes`, `OUTSIDE` beyond `margin_mm` from its wall."""
    depth = np.full(space.shape, OUTSIDE, np.float32)
    for start, end in pairwise(nodes):
        box = around(space, np.stack([start, end]), margin_mm=margin_mm)
        np.maximum(depth[box], _capsule(space.within(box), start, end), out=depth[box])
    return depth


def _capsule(space: Space, start: NDArray[np.float64], end: NDArray[np.float64]) -> Field:
    """Return the depth in a round segment between two nodes, its radius linear between theirs."""
    x, y, z, r = (np.float32(value) for value in start)
    dx, dy, dz, dr = (np.float32(value) for value in end - start)
    u, v, w = space.x - x, space.y - y, space.z - z
    t = np.clip((u * dx + v * dy + w * dz) / (dx * dx + dy * dy + dz * dz + np.float32(1e-6)), 0, 1)
    away = (u - t * dx) ** 2 + (v - t * dy) ** 2 + (w - t * dz) ** 2
    depth: Field = r + t * dr - np.sqrt(away)
    return depth
