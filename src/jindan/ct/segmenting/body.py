"""The patient's body in a CT, without table and clothes, and the box around it."""

import numpy as np
from scipy import ndimage

from jindan.ct.errors import NoBody
from jindan.ct.masks import largest_part
from jindan.ct.segmenting.grid import Box, Grid, box_of, grid_in, grid_of, sample
from jindan.ct.volume import Volume

COARSE_MM = 4.0
SKIN_HU = -300
SMALLEST_BODY_ML = 500


def body_box(volume: Volume) -> Box:
    """Return the box around the patient's body.

    Raises NoBody when no connected region of tissue is large enough to be one.
    """
    grid = coarse_grid(volume)
    tissue = sample(volume, on=grid) > SKIN_HU
    # Sheets thinner than about 1 cm are removed: they join the patient to the table.
    mask = largest_part(ndimage.binary_opening(tissue, np.ones((3, 3, 1), bool)))
    if mask.sum() * COARSE_MM**3 / 1000 < SMALLEST_BODY_ML:
        raise NoBody
    return box_of(mask, grid=grid).within(grid_of(volume).box)


def coarse_grid(volume: Volume) -> Grid:
    """Return a grid of about 4 mm over the whole volume, axes LAI."""
    box = grid_of(volume).box
    i, j, k = (max(1, round(edge / COARSE_MM)) for edge in box.size_mm)
    return grid_in(box, shape=(i, j, k), axes="LAI")
