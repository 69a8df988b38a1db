"""Spine, ribs and pelvis, and the muscles that lie beside the spine."""

import numpy as np
from numpy.typing import NDArray

from jindan.ct.anatomy.shapes import ellipsoid, tube
from jindan.ct.anatomy.space import Field, Space
from jindan.ct.anatomy.tissues import Tissue

VERTEBRA_MM = 36
"""Height of a lumbar vertebra with its disc."""
RIB_MM = 30
"""Distance between ribs along the back."""
_RIB_ENDS = (
    np.array([0.0, 0.40, 0.54, 0.66, 0.72, 0.76, 0.80, 0.84, 0.86, 0.88, 0.9, 0.9, 0.9, 0.9])
    * np.pi
)
"""Angle from the spine up to which each rib is bone (radians): none, then the twelfth, eleventh, …"""


def bones(space: Space, *, wall: Field, muscle: Field) -> NDArray[np.uint8]:
    """Return the tissue of the skeleton, 0 where there is none.

    wall, muscle: depth in the inner and outer surface of the muscular wall, mm.
    """
    painted = _ribs(space, wall=wall, muscle=muscle)
    # Later parts overlay earlier ones.
    for part in (_pelvis(space), _hips(space), _arch(space), _column(space)):
        painted = np.where(part > 0, part, painted)
    return painted


def spine_centre(z: Field) -> Field:
    """Return y of the vertebral centres (mm): a slight lordosis, the sacrum turning back."""
    sacrum = np.maximum(-150 - z, 0) * np.float32(0.5)
    centre: Field = np.float32(-45) - 6 * np.cos((z + 40) / 90) - sacrum
    return centre


def _column(space: Space) -> NDArray[np.uint8]:
    """Return vertebral bodies with a cortical rim, and the discs between."""
    y = space.y - spine_centre(space.z)
    depth = 16 * (1 - np.hypot(space.x / 22, y / np.float32(16.5)))
    # Height within one vertebra and its disc.
    level = np.mod(space.z + 400, VERTEBRA_MM)
    disc = level < 8
    rim = (depth < 2) | (level < 10) | (level > VERTEBRA_MM - 2)
    bone = np.where(rim, Tissue.CORTICAL_BONE, Tissue.SPONGY_BONE)
    return np.where(depth > 0, np.where(disc, Tissue.DISC, bone), 0).astype(np.uint8)


def _arch(space: Space) -> NDArray[np.uint8]:
    """Return canal, laminae, transverse and spinous processes."""
    back = spine_centre(space.z) - space.y
    level = np.mod(space.z + 400, VERTEBRA_MM)
    solid = (level > 12) & (level < 30)
    ring = np.hypot(space.x, back - 25)
    spine = (np.abs(space.x) < 4) & (back > 34) & (back < 62) & (level > 8) & (level < 30)
    transverse = (np.abs(back - 22) < 5) & (np.abs(space.x) < 38) & (np.abs(level - 22) < 6)
    bone = spine | transverse | ((ring < 15) & solid)
    painted = np.where(bone, Tissue.CORTICAL_BONE, 0)
    return np.where(ring < 9, Tissue.MARROW, painted).astype(np.uint8)


def _ribs(space: Space, *, wall: Field, muscle: Field) -> NDArray[np.uint8]:
    """Return ribs that descend from the spine to the side, and cartilage that rises to the sternum."""
    around = np.arctan2(np.abs(space.x), np.float32(14) - space.y)
    along = (space.z + 95 * np.minimum(around / np.float32(0.72 * np.pi), 1) - 20) / RIB_MM
    along = along - np.maximum(around - np.float32(0.72 * np.pi), 0) * np.float32(1.4)
    rib = np.clip(np.round(along) + 1, 0, len(_RIB_ENDS) - 1).astype(np.int8)
    middle = np.minimum(-wall, muscle + 6)
    thick = 4.5 - np.abs(np.minimum(-wall - 6, 40))
    shape = np.minimum(thick, 6.5 - np.abs(along - np.round(along)) * RIB_MM)
    bone = (shape > 0) & (middle > 0) & (around < _RIB_ENDS[rib]) & (around > 0.12)
    gristle = (shape > 0) & (middle > 0) & (rib > 4) & ~bone & (around > 1)
    hollow = np.where(shape > 2, Tissue.SPONGY_BONE, Tissue.CORTICAL_BONE)
    return np.select([bone, gristle], [hollow, np.uint8(Tissue.DISC)], 0).astype(np.uint8)


def _pelvis(space: Space) -> NDArray[np.uint8]:
    """Return the wings of the iliac bones, as halves of two shells."""
    painted = np.zeros(space.shape, np.uint8)
    for side in (-1.0, 1.0):
        shell = ellipsoid(
            space, centre=(side * 52, 0, -205), radii=(78, 92, 92), tilt=(0, side * 15, 0)
        )
        wing = (np.abs(shell) < 5) & (space.x * side > 45 + space.y * 0.35) & (space.y < 45)
        hollow = np.where(np.abs(shell) < 3, Tissue.SPONGY_BONE, Tissue.CORTICAL_BONE)
        painted = np.where(wing & (space.z < -130), hollow, painted).astype(np.uint8)
    return painted


def _hips(space: Space) -> NDArray[np.uint8]:
    """Return heads, necks and shafts of the femora."""
    painted = np.zeros(space.shape, np.uint8)
    for side in (-1.0, 1.0):
        head = ellipsoid(space, centre=(side * 86, 0, -278), radii=(24, 24, 24))
        course = [(86, 0, -278, 15), (122, -8, -300, 17), (132, -6, -360, 15), (128, 0, -480, 14)]
        shaft = tube(space, np.array(course, float) * (side, 1, 1, 1))
        bone = np.maximum(head, shaft)
        hollow = np.where(bone > 4, Tissue.SPONGY_BONE, Tissue.CORTICAL_BONE)
        painted = np.where(bone > 0, hollow, painted).astype(np.uint8)
    return painted


def muscles_of_the_hip(space: Space) -> Field:
    """Return the depth in the muscles behind and beside the pelvis, mm."""
    sides = [
        ellipsoid(space, centre=(side * 78, -58, -250), radii=(64, 46, 95), tilt=(0, side * -12, 0))
        for side in (-1.0, 1.0)
    ]
    return np.maximum(sides[0], sides[1])


def muscles_by_the_spine(space: Space) -> Field:
    """Return the depth in psoas, quadratus, crura and the column, on which the organs lie, mm."""
    y = space.y - spine_centre(space.z)
    depth: Field = (18 * (1 - np.hypot(space.x / 25, y / 19))).astype(np.float32)
    for side in (-1.0, 1.0):
        psoas = [
            (26, -50, 15, 7),
            (34, -46, -30, 16),
            (42, -40, -80, 21),
            (56, -14, -170, 22),
            (64, 10, -260, 16),
        ]
        quadratus = [(52, -66, 30, 9), (64, -66, -20, 16), (72, -62, -90, 20), (78, -58, -140, 18)]
        crus = [(9, -26, 85, 4), (12, -28, 40, 5.5), (14, -32, 0, 4.5), (12, -34, -25, 2)]
        for course in (psoas, quadratus, crus):
            nodes = np.array(course, float) * (side, 1, 1, 1)
            depth = np.maximum(depth, tube(space, nodes, margin_mm=40))
    return depth
