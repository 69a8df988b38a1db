"""Interpolate an array on another grid: axis after axis where the grids run parallel, which they nearly always do."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.volume import Affine

Array = NDArray[np.float32]

BLOCK = 16
"""Slices of the result made at once: whole intermediate arrays would take as much as a volume."""

PARALLEL_VOXELS = 1e-3
"""Grids that drift apart by less than this across their whole length are parallel."""

ROUNDING = 1e-6
"""In voxels: a place this near to the edge still lies within."""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Where the slices of a result lie along one axis of its source: between `low` and `high`, by `weight`."""

    low: NDArray[np.intp]
    high: NDArray[np.intp]
    weight: Array
    is_inside: NDArray[np.bool_]

    def part(self, start: int, stop: int) -> "Steps":
        """The steps of some of the slices."""
        return Steps(
            low=self.low[start:stop],
            high=self.high[start:stop],
            weight=self.weight[start:stop],
            is_inside=self.is_inside[start:stop],
        )


def interpolate(
    values: NDArray[np.generic],
    *,
    there: Affine,
    shape: tuple[int, int, int],
    order: int = 1,
    outside: float | None = None,
) -> Array:
    """`values` at the places `there` sends each index of `shape` to; trilinear, or nearest for order 0.

    Beyond the edges stands `outside`, or the outermost values where that is None.
    """
    axes = _axes(there, shape=shape)
    if axes is None or not values.size:
        return _oblique(values, there=there, shape=shape, order=order, outside=outside)
    steps = [
        _steps(
            there[axis, n], there[axis, 3], count=shape[n], length=values.shape[axis], order=order
        )
        for n, axis in enumerate(axes)
    ]
    result = np.empty(shape, np.float32)
    for start, stop in _blocks(shape[2]):
        block = [*steps[:2], steps[2].part(start, stop)]
        result[..., start:stop] = _separable(values.transpose(axes), steps=block)
    if outside is not None:
        for n, each in enumerate(steps):
            np.moveaxis(result, n, 0)[~each.is_inside] = outside
    return result


def _axes(there: Affine, *, shape: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """The source's axis that each axis of the result runs along; None where one runs across."""
    size = np.abs(there[:3, :3])
    first, second, third = (int(axis) for axis in size.argmax(axis=0))
    if {first, second, third} != {0, 1, 2}:
        return None
    size[[first, second, third], [0, 1, 2]] = 0
    drift: float = (size @ np.array(shape, np.float64)).max()
    return (first, second, third) if drift < PARALLEL_VOXELS else None


def _steps(step: float, start: float, *, count: int, length: int, order: int) -> Steps:
    places = start + step * np.arange(count)
    is_inside = (places >= -ROUNDING) & (places <= length - 1 + ROUNDING)
    if order == 0:
        places = np.floor(places + 0.5)
    held = np.clip(places, 0, length - 1)
    low = np.minimum(np.floor(held).astype(np.intp), max(length - 2, 0))
    high = np.minimum(low + 1, length - 1)
    return Steps(low=low, high=high, weight=(held - low).astype(np.float32), is_inside=is_inside)


def _blocks(count: int) -> Iterator[tuple[int, int]]:
    for start in range(0, count, BLOCK):
        yield start, min(start + BLOCK, count)


def _separable(values: NDArray[np.generic], *, steps: list[Steps]) -> Array:
    """Three passes, the axis that lies widest apart in memory first; only what is needed is read."""
    needed = tuple(slice(int(s.low.min()), int(s.high.max()) + 1) for s in steps)
    order = sorted(range(3), key=lambda axis: -abs(values.strides[axis]))
    passed: NDArray[np.generic] = values[needed].transpose(order)
    for n, axis in enumerate(order):
        passed = _pass(passed, steps[axis], first=needed[axis].start, axis=n)
    return passed.transpose(np.argsort(order)).astype(np.float32, copy=False)


def _pass(values: NDArray[np.generic], steps: Steps, *, first: int, axis: int) -> Array:
    """One axis interpolated: `low` + weight · (`high` - `low`)."""
    weight = steps.weight.reshape([-1 if n == axis else 1 for n in range(3)])
    low = values.take(steps.low - first, axis=axis).astype(np.float32, copy=False)
    high = values.take(steps.high - first, axis=axis).astype(np.float32, copy=False)
    high -= low
    high *= weight
    high += low
    return high


def _oblique(
    values: NDArray[np.generic],
    *,
    there: Affine,
    shape: tuple[int, int, int],
    order: int,
    outside: float | None,
) -> Array:
    mode, constant = ("nearest", 0.0) if outside is None else ("constant", outside)
    array: Array = ndimage.affine_transform(
        values, there[:3, :3], there[:3, 3], shape, np.float32, order, mode, constant
    )
    return array
