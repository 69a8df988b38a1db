"""Interpolation on another grid, axis by axis where the grids are parallel, as they nearly always are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.volume import Affine

Array = NDArray[np.float32]

BLOCK = 16
"""Slices of the result computed at once: whole intermediate arrays would take as much memory as a volume."""

PARALLEL_VOXELS = 1e-3
"""Grids that deviate by less than this across their whole length are parallel."""

ROUNDING = 1e-6
"""In voxels: a position this close to the edge counts as inside."""


@dataclass(frozen=True, kw_only=True)
class Steps:
    """Positions of a result's slices along one axis of its source: between `low` and `high`, by `weight`."""

    low: NDArray[np.intp]
    high: NDArray[np.intp]
    weight: Array
    is_inside: NDArray[np.bool_]

    def part(self, start: int, stop: int) -> "Steps":
        """Return the steps of the slices from `start` up to `stop`."""
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
    """Return `values` where `there` maps each index of `shape`: trilinear, or nearest for order 0.

    Beyond the edges the result is `outside`, or the outermost values where that is None.
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
    for start in range(0, shape[2], BLOCK):
        stop = min(start + BLOCK, shape[2])
        block = [*steps[:2], steps[2].part(start, stop)]
        result[..., start:stop] = _separable(values.transpose(axes), steps=block)
    if outside is not None:
        for n, along in enumerate(steps):
            np.moveaxis(result, n, 0)[~along.is_inside] = outside
    return result


def _axes(there: Affine, *, shape: tuple[int, int, int]) -> tuple[int, int, int] | None:
    """Return the source's axis along each axis of the result, None where the grids are oblique."""
    size = np.abs(there[:3, :3])
    first, second, third = (int(axis) for axis in size.argmax(axis=0))
    if {first, second, third} != {0, 1, 2}:
        return None
    size[[first, second, third], [0, 1, 2]] = 0
    drift: float = (size @ np.array(shape, np.float64)).max()
    return (first, second, third) if drift < PARALLEL_VOXELS else None


def _steps(step: float, start: float, *, count: int, length: int, order: int) -> Steps:
    """Return the steps of `count` slices, `step` voxels apart from `start`, in `length` voxels."""
    places = start + step * np.arange(count)
    is_inside = (places >= -ROUNDING) & (places <= length - 1 + ROUNDING)
    if order == 0:
        places = np.floor(places + 0.5)
    places = np.clip(places, 0, length - 1)
    low = np.minimum(np.floor(places).astype(np.intp), max(length - 2, 0))
    high = np.minimum(low + 1, length - 1)
    return Steps(low=low, high=high, weight=(places - low).astype(np.float32), is_inside=is_inside)


def _separable(values: NDArray[np.generic], *, steps: list[Steps]) -> Array:
    """Interpolate in three passes, reading only the values that contribute.

    The axis with the widest stride comes first: its pass reads the source's contiguous runs.
    """
    needed = tuple(slice(int(s.low.min()), int(s.high.max()) + 1) for s in steps)
    order = sorted(range(3), key=lambda axis: -abs(values.strides[axis]))
    passed: NDArray[np.generic] = values[needed].transpose(order)
    for n, axis in enumerate(order):
        passed = _pass(passed, steps[axis], first=needed[axis].start, axis=n)
    return passed.transpose(np.argsort(order)).astype(np.float32, copy=False)


def _pass(values: NDArray[np.generic], steps: Steps, *, first: int, axis: int) -> Array:
    """Interpolate along one axis: `low` + weight · (`high` - `low`)."""
    weight = steps.weight.reshape([-1 if n == axis else 1 for n in range(3)])
    low = values.take(steps.low - first, axis=axis).astype(np.float32, copy=False)
    high = values.take(steps.high - first, axis=axis).astype(np.float32, copy=False)
    high -= low  # in place: each of these arrays takes as much as a block
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
    """Interpolate all axes at once, for grids that are not parallel."""
    mode, constant = ("nearest", 0.0) if outside is None else ("constant", outside)
    array: Array = ndimage.affine_transform(
        values, there[:3, :3], there[:3, 3], shape, np.float32, order, mode, constant
    )
    return array
