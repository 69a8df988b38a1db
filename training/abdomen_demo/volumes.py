"""Training volumes: what synthetic adults are made of, from the chest to the thighs."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jindan.ct.synthetic import tissue_map

SPACING_MM = 3.5
SHAPE = (148, 112, 166)
CENTRE_MM = (0.0, 0.0, -60.0)
"""From 230 mm above the first lumbar vertebra to 350 mm below."""

Tissues = NDArray[np.uint8]


def adult(seed: int, *, folder: Path) -> Tissues:
    """The tissues of a seed, axes in LAI order as the network is given them.

    Drawing takes two seconds: what is drawn once is kept in the folder.
    """
    path = folder / f"{seed}.npy"
    if not path.exists():
        unfinished = folder / f"{seed}.unfinished.npy"
        np.save(unfinished, _drawn(seed))
        unfinished.rename(path)
    kept: Tissues = np.load(path)
    return kept


def _drawn(seed: int) -> Tissues:
    tissue, _ = tissue_map(
        np.random.default_rng(seed), shape=SHAPE, spacing_mm=(SPACING_MM,) * 3, centre_mm=CENTRE_MM
    )
    return np.ascontiguousarray(tissue[::-1, :, ::-1])
