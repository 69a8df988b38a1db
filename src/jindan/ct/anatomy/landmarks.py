"""The places where neighbouring organs meet, moved once for all so that they stay connected."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Place = NDArray[np.float64]
"""x, y, z in mm."""
Node = tuple[float, ...]
"""x, y, z and radius of a tube, in mm."""


def beside(place: Place, shift_mm: tuple[float, float, float]) -> Place:
    """Return the place so many mm to the right, anterior and superior of another."""
    moved: Place = place + np.array(shift_mm)
    return moved


def node(place: Place, shift_mm: tuple[float, float, float], radius_mm: float) -> Node:
    """Return a node of a tube that passes beside a landmark."""
    x, y, z = beside(place, shift_mm)
    return float(x), float(y), float(z), radius_mm


@dataclass(frozen=True, kw_only=True)
class Landmarks:
    """Meeting places in one person, in the standard adult's millimetres.

    cardia: oesophagus to stomach. pylorus: stomach to duodenum. head: centre of the pancreas head.
    flexure: duodenum to jejunum. hilum: of the spleen, where the pancreas tail ends.
    left_kidney, right_kidney: their centres. porta: where the portal vein enters the liver.
    """

    cardia: Place
    pylorus: Place
    head: Place
    flexure: Place
    hilum: Place
    left_kidney: Place
    right_kidney: Place
    porta: Place


def landmarks(random: np.random.Generator) -> Landmarks:
    """Return the landmarks of a random adult."""

    def place(x: float, y: float, z: float, *, spread_mm: float = 5) -> Place:
        return np.array([x, y, z]) + random.normal(0, spread_mm, 3)

    pylorus = place(26, 34, 2, spread_mm=8)
    return Landmarks(
        cardia=place(-20, -8, 70, spread_mm=4),
        pylorus=pylorus,
        head=(pylorus + place(40, -14, -26)) / 2,
        flexure=place(-32, 4, -22, spread_mm=7),
        hilum=place(-74, -20, 36, spread_mm=7),
        left_kidney=place(-62, -33, -10, spread_mm=8),
        right_kidney=place(62, -33, -22, spread_mm=8),
        porta=place(34, 4, 30, spread_mm=4),
    )
