"""A small stand-in for a volume, that a viewer can show before the volume itself has come."""

import math
from typing import cast

import numpy as np
from numpy.typing import NDArray

from jindan.ct.volume import Volume

LONGEST = 128
"""Voxels along an axis at most. 128 × 128 × 79 is about 1 MB compressed, 512 × 512 × 79 about 20 MB."""


def coarsened(volume: Volume) -> Volume:
    """The volume in coarse voxels: each the mean HU of a block, its centre where the block's is.

    Voxels beyond the last whole block of an axis are left out: it is looked at, not measured.
    """
    i, j, k = (math.ceil(size / LONGEST) for size in volume.voxels.shape)
    corner_to_centre = (np.array([i, j, k]) - 1) / 2
    affine = volume.affine @ np.diag([i, j, k, 1.0])
    affine[:3, 3] = volume.affine[:3, :3] @ corner_to_centre + volume.affine[:3, 3]
    slabs = [
        _plane(volume.voxels[:, :, start : start + k], block=(i, j))
        for start in range(0, volume.voxels.shape[2] // k * k, k)
    ]
    return Volume(voxels=np.stack(slabs, axis=2), affine=affine)


def _plane(
    slab: NDArray[np.int16] | NDArray[np.float32], *, block: tuple[int, int]
) -> NDArray[np.int16]:
    """One coarse slice of a few fine ones, slab by slab so that memory stays small."""
    across, down = (size // step for size, step in zip(slab.shape, block, strict=False))
    whole = slab[: across * block[0], : down * block[1]].astype(np.float32)
    blocks = whole.reshape(across, block[0], down, block[1], slab.shape[2])
    return cast("NDArray[np.int16]", np.rint(blocks.mean(axis=(1, 3, 4))).astype(np.int16))
