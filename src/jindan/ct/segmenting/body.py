"""The outline of the patient in a CT: body without table and clothes, and the box around it."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.errors import NoBody
from jindan.ct.segmenting.grid import Box, Grid, box_of, grid_in, grid_of, sample
from jindan.ct.volume import Volume

COARSE_MM = 4.0
SKIN_HU = -300
SMALLEST_BODY_ML = 500


def body_box(volume: Volume) -> Box:
    """The box around the patient's body.

    Raises NoBody when no connected region of tissue is large enough to be one.
    """
    grid = coarse_grid(volume)
    mask = largest_part(_without_table(sample(volume, on=grid) > SKIN_HU))
    if mask.sum() * COARSE_MM**3 / 1000 < SMALLEST_BODY_ML:
        raise NoBody
    return box_of(mask, grid=grid).within(grid_of(volume).box)


def coarse_grid(volume: Volume) -> Grid:
    """A grid of about 4 mm over the whole volume, axes LAI."""
    box = grid_of(volume).box
    i, j, k = (max(1, round(edge / COARSE_MM)) for edge in box.size_mm)
    return grid_in(box, shape=(i, j, k), axes="LAI")


def _without_table(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask without sheets thinner than about 1 cm, which join the patient to the table."""
    opened: NDArray[np.bool_] = ndimage.binary_opening(mask, np.ones((3, 3, 1), bool))
    return opened


def largest_part(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest connected part of a mask; an empty mask as it is."""
    parts, count = ndimage.label(mask)
    if count == 0:
        return mask
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    largest: NDArray[np.bool_] = parts == sizes.argmax()
    return largest
