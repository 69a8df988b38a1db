"""Positions of voxels in the standard adult, and smooth noise that is the same at any voxel size.

The standard adult is measured in millimetres, RAS+ (+x the patient's right, +y anterior,
+z superior), with the origin on the transpyloric plane (first lumbar vertebra), amid the trunk.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]
Box = tuple[slice, slice, slice]
Point = tuple[float, float, float]

_LOW = np.array([-330.0, -260.0, -480.0])
_HIGH = np.array([330.0, 260.0, 420.0])


@dataclass(frozen=True, kw_only=True)
class Noise:
    """A smooth random field: cubic B-splines over random knots.

    knots: standard normal values on a regular lattice.
    pitch_mm: distance between knots. Features are about twice as large.
    """

    knots: Field
    pitch_mm: float

    def over(self, axes: tuple[Field, Field, Field]) -> Field:
        """Return the field over three coordinate axes, with a standard deviation of about 1."""
        values = self.knots
        # Axis by axis, for the weights of a cubic B-spline are separable.
        for low, axis in zip(_LOW, axes, strict=True):
            weights = _spline_weights((axis - low) / self.pitch_mm, count=values.shape[0])
            values = np.tensordot(values, weights, axes=(0, 1))
        return values


def noise(random: np.random.Generator, *, pitch_mm: float) -> Noise:
    """Return a new random field over the whole trunk."""
    shape = np.ceil((_HIGH - _LOW) / pitch_mm).astype(int) + 4
    # Undoes the smoothing: squared cubic weights add up to 0.479 an axis, on average.
    gain = 0.479**-1.5
    return Noise(
        knots=random.standard_normal(shape, dtype=np.float32) * np.float32(gain), pitch_mm=pitch_mm
    )


def _spline_weights(places: Field, *, count: int) -> Field:
    """Return the weight of each of `count` knots at each place, shape (places, count).

    places: in knots.
    """
    first = np.clip(np.floor(places), 0, count - 4).astype(int)
    t = np.clip(places - first, 0, 1)
    cubic = ((1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3)
    weights = np.zeros((len(places), count), np.float32)
    for offset, weight in enumerate(cubic):
        weights[np.arange(len(places)), first + offset] = weight / 6
    return weights


@dataclass(frozen=True, kw_only=True)
class Space:
    """Voxels of a box as positions in the standard adult.

    axes: the undeformed coordinate along i, j, k (mm).
    x, y, z: position of each voxel after the deformation (mm), shape of the box.
    slack_mm: the greatest distance between the two.
    """

    axes: tuple[Field, Field, Field]
    x: Field
    y: Field
    z: Field
    slack_mm: float

    @property
    def shape(self) -> tuple[int, int, int]:
        """Voxels along i, j, k."""
        i, j, k = self.x.shape
        return i, j, k

    def box(self, low: Point, high: Point) -> Box:
        """Return the voxels that may lie between two corners of the standard adult, as slices."""
        i, j, k = (
            slice(
                int(np.searchsorted(axis, start - self.slack_mm)),
                int(np.searchsorted(axis, stop + self.slack_mm)),
            )
            for axis, start, stop in zip(self.axes, low, high, strict=True)
        )
        return i, j, k

    def within(self, box: Box) -> "Space":
        """Return the positions of one box (views, not copies)."""
        i, j, k = (axis[part] for axis, part in zip(self.axes, box, strict=True))
        return Space(
            axes=(i, j, k), x=self.x[box], y=self.y[box], z=self.z[box], slack_mm=self.slack_mm
        )


def deform(
    axes: tuple[Field, Field, Field], *, random: np.random.Generator, strength_mm: float
) -> Space:
    """Return the space over three axes, bent smoothly by `strength_mm` (standard deviation)."""
    grids = np.meshgrid(*axes, indexing="ij", copy=False)
    shifts = [noise(random, pitch_mm=70).over(axes) * np.float32(strength_mm) for _ in range(3)]
    x, y, z = (grid + shift for grid, shift in zip(grids, shifts, strict=True))
    slack = max(float(np.abs(shift).max(initial=0)) for shift in shifts)
    return Space(axes=axes, x=x, y=y, z=z, slack_mm=slack)
