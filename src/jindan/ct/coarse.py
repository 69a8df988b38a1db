"""A coarse copy of a volume, which a viewer shows until the volume itself is loaded."""

import math

import numpy as np

from jindan.ct.volume import Volume

LONGEST = 128
"""Most voxels along an axis. 128 × 128 × 79 is about 1 MB compressed, 512 × 512 × 79 about 20 MB."""


def coarsened(volume: Volume) -> Volume:
    """Return the volume in coarse voxels, each the mean HU of a block and centred on it.

    Voxels beyond the last whole block of an axis are left out: the copy serves viewing only.
    """
    i, j, k = (math.ceil(size / LONGEST) for size in volume.voxels.shape)
    corner_to_centre = (np.array([i, j, k]) - 1) / 2
    affine = volume.affine @ np.diag([i, j, k, 1.0])
    affine[:3, 3] = volume.affine[:3, :3] @ corner_to_centre + volume.affine[:3, 3]
    across, down, along = np.floor_divide(volume.voxels.shape, (i, j, k)).tolist()
    coarse = np.empty((across, down, along), np.int16)
    for index in range(along):  # a slab at a time, so that no float copy of the whole is made
        slab = volume.voxels[: across * i, : down * j, index * k : (index + 1) * k]
        blocks = slab.astype(np.float32).reshape(across, i, down, j, k)
        coarse[:, :, index] = np.rint(blocks.mean(axis=(1, 3, 4)))
    return Volume(voxels=coarse, affine=affine)
