"""Training volumes: tissue maps of synthetic adults, from the chest to the thighs."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jindan.ct.synthetic import tissue_map

SPACING_MM = 3.5
SHAPE = (148, 112, 166)
CENTRE_MM = (0.0, 0.0, -60.0)
"""Centre, so that a map reaches from 230 mm above the first lumbar vertebra to 350 mm below."""

Tissues = NDArray[np.uint8]


def adult(seed: int, *, folder: Path) -> Tissues:
    """Return the tissues of a seed, with axes in LAI order as for the network.

    Drawing takes two seconds, so each map is stored in the folder.
    """
    path = folder / f"{seed}.npy"
    if not path.exists():
        unfinished = folder / f"{seed}.unfinished.npy"
        random = np.random.default_rng(seed)
        drawn, _ = tissue_map(
            random, shape=SHAPE, spacing_mm=(SPACING_MM,) * 3, centre_mm=CENTRE_MM
        )
        np.save(unfinished, np.ascontiguousarray(drawn[::-1, :, ::-1]))
        unfinished.rename(path)
    tissues: Tissues = np.load(path)
    return tissues
