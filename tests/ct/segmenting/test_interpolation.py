"""Axis after axis gives what the general way gives; at places whose values are arithmetic."""

import numpy as np
import pytest

from jindan.ct.segmenting.interpolation import interpolate


def ramp(shape=(9, 7, 5), *, order="C", dtype=np.int16):
    """Values that grow by 10 along i, by 100 along j and by 1000 along k."""
    i, j, k = np.indices(shape)
    return np.asarray(10 * i + 100 * j + 1000 * k, dtype, order=order)


def to(columns, start):
    """An affine that sends the axes of the result along the given steps."""
    there = np.eye(4)
    there[:3, :3] = np.array(columns, float).T
    there[:3, 3] = start
    return there


HALVES = to([(0.5, 0, 0), (0, 0.5, 0), (0, 0, 0.5)], (0, 0, 0))
TURNED = to([(0, 0, -0.5), (0.25, 0, 0), (0, 0.5, 0)], (1, 1, 4))


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("there", [HALVES, TURNED])
def test_between_voxels_a_ramp_goes_on(order, there):
    found = interpolate(ramp(order=order), there=there, shape=(4, 5, 6))
    places = np.indices((4, 5, 6)).reshape(3, -1).T @ there[:3, :3].T + there[:3, 3]
    assert np.allclose(found.ravel(), places @ (10, 100, 1000), atol=1e-3)


def test_beyond_the_edges_the_outermost_values_stand_or_the_given_one():
    there = to([(1, 0, 0), (0, 1, 0), (0, 0, 1)], (-2, 0, 0))
    held = interpolate(ramp(), there=there, shape=(5, 1, 1))
    assert held.ravel().tolist() == [0, 0, 0, 10, 20]
    given = interpolate(ramp(), there=there, shape=(5, 1, 1), outside=-7)
    assert given.ravel().tolist() == [-7, -7, 0, 10, 20]


def test_a_label_is_taken_from_the_nearest_voxel():
    there = to([(0.25, 0, 0), (0, 1, 0), (0, 0, 1)], (0, 0, 0))
    found = interpolate(ramp(), there=there, shape=(5, 1, 1), order=0)
    assert found.ravel().tolist() == [0, 0, 10, 10, 10]


def test_one_voxel_alone_is_everywhere():
    found = interpolate(np.full((1, 1, 1), 3, np.int16), there=np.eye(4), shape=(2, 2, 2))
    assert (found == 3).all()


def test_many_slices_are_made_in_blocks_alike():
    volume = np.random.default_rng(7).integers(-1000, 1000, (20, 18, 30)).astype(np.int16)
    there = to([(0.6, 0, 0), (0, 0.7, 0), (0, 0, 0.8)], (-1, 2, 0.5))
    whole = interpolate(volume, there=there, shape=(20, 20, 40))
    later = there.copy()
    later[:3, 3] += there[:3, 2] * 33
    assert np.allclose(
        whole[..., 33:], interpolate(volume, there=later, shape=(20, 20, 7)), atol=1e-3
    )


def test_a_tilted_grid_goes_through_its_affine():
    """A turn by 10 degrees about k: no axis runs along another."""
    turn = np.radians(10)
    columns = [(np.cos(turn), np.sin(turn), 0), (-np.sin(turn), np.cos(turn), 0), (0, 0, 1)]
    there = to(columns, (3, 2, 1))
    found = interpolate(ramp(), there=there, shape=(3, 3, 3))
    places = np.indices((3, 3, 3)).reshape(3, -1).T @ there[:3, :3].T + there[:3, 3]
    assert np.allclose(found.ravel(), places @ (10, 100, 1000), atol=1e-3)


@pytest.mark.parametrize("tilt", [0.0, 1e-5])
def test_a_tilt_of_rounding_changes_nothing_that_can_be_seen(tilt):
    there = HALVES.copy()
    there[1, 0] = tilt
    assert np.allclose(
        interpolate(ramp(), there=there, shape=(4, 5, 6)),
        interpolate(ramp(), there=HALVES, shape=(4, 5, 6)),
        atol=0.1,
    )
