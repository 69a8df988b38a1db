"""Implicit shapes and noise against arithmetic."""

import numpy as np
import pytest

from jindan.ct.anatomy.packing import Organ, pack
from jindan.ct.anatomy.shapes import blend, curve, ellipsoid, half_space, tube
from jindan.ct.anatomy.space import Space, noise
from jindan.ct.anatomy.tissues import Phase, Tissue, attenuation, labels_of
from jindan.ct.anatomy.trunk import Trunk

AXIS = np.arange(-30, 31, dtype=np.float32)


@pytest.fixture
def space():
    x, y, z = np.meshgrid(AXIS, AXIS, AXIS, indexing="ij")
    return Space(axes=(AXIS, AXIS, AXIS), x=x, y=y, z=z, slack_mm=0)


def ml(mask):
    return mask.sum() / 1000


def test_sphere_has_the_volume_of_a_sphere(space):
    depth = ellipsoid(space, centre=(1, 2, 3), radii=(20, 20, 20))
    assert ml(depth > 0) == pytest.approx(4 / 3 * np.pi * 8, rel=0.01)


def test_tilted_ellipsoid_keeps_its_volume(space):
    depth = ellipsoid(space, centre=(0, 0, 0), radii=(10, 15, 25), tilt=(20, 30, 40))
    assert ml(depth > 0) == pytest.approx(4 / 3 * np.pi * 3.75, rel=0.01)


def test_depth_is_the_distance_near_the_surface(space):
    depth = ellipsoid(space, centre=(0, 0, 0), radii=(20, 20, 20))
    assert depth[30 + 18, 30, 30] == pytest.approx(2, abs=0.2)
    assert depth[30 + 23, 30, 30] == pytest.approx(-3, abs=0.5)


def test_straight_tube_is_a_capsule(space):
    nodes = curve(np.array([(-15, 0.4, 0.3, 6), (15, 0.4, 0.3, 6)]))
    depth = tube(space, nodes)
    assert ml(depth > 0) == pytest.approx((np.pi * 36 * 30 + 4 / 3 * np.pi * 216) / 1000, rel=0.02)
    assert depth[30, 34, 30] == pytest.approx(6 - np.hypot(3.6, 0.3), abs=1e-4)


def test_curve_passes_through_its_points():
    points = np.array([(0, 0, 0, 3), (10, 5, 0, 4), (20, 0, 8, 5)], float)
    course = curve(points, step_mm=1)
    for point in points:
        assert np.abs(course - point).max(axis=1).min() < 1e-9


def test_half_space_and_blend_cut(space):
    ball = ellipsoid(space, centre=(0, 0, 0.5), radii=(20, 20, 20))
    upper = half_space(space, point=(0, 0, 0.5), normal=(0, 0, 1))
    assert ml((ball > 0) & (upper > 0)) == pytest.approx(ml(ball > 0) / 2, rel=0.01)
    assert (blend(ball, upper, mm=4) <= np.minimum(ball, upper)).all()


def test_noise_has_unit_spread_and_is_the_same_at_any_voxel_size():
    field = noise(np.random.default_rng(1), pitch_mm=9)
    fine = np.arange(-150, 150, 3, dtype=np.float32)
    coarse = fine[::4]
    values = field.over((fine, fine, fine))
    assert values.std() == pytest.approx(1, abs=0.1)
    assert np.abs(field.over((coarse,) * 3) - values[::4, ::4, ::4]).max() < 1e-4


def test_box_holds_every_voxel_between_its_corners(space):
    part = space.within(space.box((-5, -6, -7), (5, 6, 7)))
    assert part.x.min() <= -5 < 5 <= part.x.max() + 1
    assert part.shape == (10, 12, 14)


def test_touching_organs_share_the_border_and_none_leaves_the_room(space):
    everywhere = space.box((-99, -99, -99), (99, 99, 99))
    left = ellipsoid(space, centre=(-8, 0, 0), radii=(15, 15, 15))
    right = ellipsoid(space, centre=(8, 0, 0), radii=(15, 15, 15))
    room = half_space(space, point=(0, 0, 5), normal=(0, 0, -1))
    empty = np.full(space.shape, Tissue.FAT, np.uint8)
    tissue = pack(
        Trunk(tissue=empty, belly=room, room=room),
        [
            Organ(box=everywhere, depth=left, tissue=Tissue.LIVER),
            Organ(box=everywhere, depth=right, tissue=Tissue.SPLEEN),
        ],
    )
    assert (tissue[space.z > 5] == Tissue.FAT).all()
    assert (tissue[(space.x < -1) & (left > 0) & (space.z < -1)] == Tissue.LIVER).all()
    assert (tissue[(space.x > 1) & (right > 0) & (space.z < -1)] == Tissue.SPLEEN).all()


def test_labels_follow_the_catalogue():
    tissues = np.array(
        [Tissue.SPLEEN, Tissue.LEFT_MEDULLA, Tissue.RIGHT_CORTEX, Tissue.STOMACH_GAS]
    )
    assert labels_of(tissues.astype(np.uint8)).tolist() == [1, 3, 0, 7]


@pytest.mark.parametrize("phase", list(Phase))
def test_every_tissue_has_an_attenuation_in_every_phase(phase):
    table = attenuation(np.random.default_rng(2), phase=phase)
    assert len(table) == len(Tissue)
    assert (table != 0).all()
    assert table[Tissue.CORTICAL_BONE] > table[Tissue.MUSCLE] > table[Tissue.FAT]
