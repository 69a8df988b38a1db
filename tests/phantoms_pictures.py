"""Bodies made by arithmetic, on any grid, for measurements and pictures."""

from itertools import permutations, product

import numpy as np

from jindan.ct.examination import Segment
from jindan.ct.segmentation import Segmentation
from jindan.ct.volume import Volume

SPACING = (2.0, 2.0, 2.0)


def organ(name, label, *, confidence=0.9, is_withheld=False):
    return Segment(
        name=name,
        label=label,
        snomed="0",
        disagreement=0.1,
        confidence=confidence,
        is_withheld=is_withheld,
    )


def scan(inside, *, size, affine, segments=None):
    """A body of water in air and the organs that `inside(points)` tells, label 0 being none.

    inside: takes RAS millimetres (…, 3), gives labels.
    """
    index = np.stack(np.meshgrid(*map(np.arange, size), indexing="ij"), axis=-1)
    labels = inside(index @ affine[:3, :3].T + affine[:3, 3]).astype(np.uint8)
    voxels = np.where(labels > 0, 40 + 10 * labels, 0).astype(np.int16)
    segments = segments or (organ("pancreas", 1),)
    volume = Volume(voxels=voxels, affine=affine)
    return volume, Segmentation(labels=labels, affine=affine, segments=segments)


def grid(*, size, spacing, rotation=None):
    """An affine whose grid is centred on the origin."""
    affine = np.eye(4)
    affine[:3, :3] = (np.eye(3) if rotation is None else rotation) @ np.diag(spacing)
    affine[:3, 3] = -affine[:3, :3] @ ((np.array(size) - 1) / 2)
    return affine


def ball(radius_mm, *, centre=(0.0, 0.0, 0.0)):
    return lambda points: np.linalg.norm(points - np.array(centre), axis=-1) <= radius_mm


def box(low, high):
    return lambda points: ((points >= low) & (points <= high)).all(axis=-1)


def letter_l(points):
    """An L that no turn or mirror maps onto itself: a long arm to the head, a foot to the right,
    a heel to the front, in that order of length."""
    arm = box((-10, -10, -10), (10, 10, 60))(points)
    foot = box((-10, -10, -10), (40, 10, 10))(points)
    heel = box((-10, -10, -10), (10, 25, 10))(points)
    return arm | foot | heel


def all_48_orientations():
    """Every order and flip of the axes of a grid."""
    return list(product(permutations(range(3)), product((1, -1), repeat=3)))


def turned(volume, segmentation, *, order, signs):
    """The same scan stored in another order and direction of axes."""
    flips = np.diag([*signs, 1.0])
    size = np.array(volume.voxels.shape)
    flips[:3, 3] = np.where(np.array(signs) < 0, size - 1, 0)
    swap = np.eye(4)[:, [*order, 3]]
    affine = volume.affine @ flips @ swap
    slices = tuple(slice(None, None, sign) for sign in signs)

    def stored(array):
        return np.transpose(array[slices], order)

    return (
        Volume(voxels=stored(volume.voxels), affine=affine),
        Segmentation(
            labels=stored(segmentation.labels), affine=affine, segments=segmentation.segments
        ),
    )


def rotation(axis, degrees):
    """Right-handed rotation about a patient axis."""
    angle = np.deg2rad(degrees)
    first, second = (each for each in range(3) if each != axis)
    turn = np.eye(3)
    turn[first, first] = turn[second, second] = np.cos(angle)
    turn[first, second], turn[second, first] = -np.sin(angle), np.sin(angle)
    return turn
