"""Connected parts of a mask."""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage


def largest_part(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the largest connected part of a mask of any dimension, an empty mask unchanged."""
    parts, count = ndimage.label(mask)
    if count == 0:
        return mask
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0  # the background
    largest: NDArray[np.bool_] = parts == sizes.argmax()
    return largest
