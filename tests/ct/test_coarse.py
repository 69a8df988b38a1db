"""A coarse volume stands where its volume stands, in larger voxels."""

import numpy as np

from jindan.ct.coarse import LONGEST, coarsened
from jindan.ct.volume import Volume

AFFINE = np.array(
    [[-0.8, 0.0, 0.0, 200.0], [0.0, 0.8, 0.0, -190.0], [0.0, 0.0, 2.5, -60.0], [0.0, 0.0, 0.0, 1.0]]
)


def _ramp(shape: tuple[int, int, int]) -> Volume:
    """A volume whose HU is its place along the first axis, in millimetres from the first voxel, rounded."""
    along = np.rint(np.arange(shape[0]) * 4).astype(np.int16)
    return Volume(voxels=np.broadcast_to(along[:, None, None], shape).copy(), affine=AFFINE)


def test_no_axis_is_longer_than_the_limit():
    assert coarsened(_ramp((513, 300, 40))).voxels.shape == (102, 100, 40)


def test_a_small_volume_is_left_as_it_is():
    volume = _ramp((LONGEST, 20, 30))
    coarse = coarsened(volume)
    assert np.array_equal(coarse.voxels, volume.voxels)
    assert np.array_equal(coarse.affine, volume.affine)


def test_a_voxel_is_the_mean_of_its_block_at_the_centre_of_its_block():
    volume = _ramp((512, 256, 10))
    coarse = coarsened(volume)
    assert coarse.voxels[3, 0, 0] == (12 + 13 + 14 + 15) / 4 * 4
    centre = coarse.affine @ [3, 0, 0, 1]
    assert np.allclose(centre, volume.affine @ [13.5, 0.5, 0, 1])
