"""The solid organs: liver with gallbladder, spleen, kidneys, pancreas."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from jindan.ct.anatomy.landmarks import Landmarks, Place, beside, node
from jindan.ct.anatomy.packing import Organ
from jindan.ct.anatomy.shapes import Nodes, around, blend, curve, ellipsoid, half_space, tube
from jindan.ct.anatomy.space import Field, Space, noise
from jindan.ct.anatomy.tissues import Tissue
from jindan.ct.anatomy.trunk import Habitus, Trunk

FAR = 1e4


def solid_organs(
    space: Space, *, trunk: Trunk, at: Landmarks, build: Habitus, random: np.random.Generator
) -> Iterator[Organ]:
    """Yield every solid organ of the upper abdomen, and the gallbladder."""
    yield _liver(space, room=trunk.belly, at=at, random=random)
    yield _spleen(space, room=trunk.belly, at=at, build=build, random=random)
    for side, centre in ((-1, at.left_kidney), (1, at.right_kidney)):
        yield _kidney(space, side=side, centre=centre, build=build, random=random)
    yield _gallbladder(space, random=random)
    yield _pancreas(space, at=at, build=build, random=random)


def rough(space: Space, *, random: np.random.Generator, pitch_mm: float, height_mm: float) -> Field:
    """Return bumps (mm) of a surface, to be added to its depth."""
    return noise(random, pitch_mm=pitch_mm).over(space.axes) * np.float32(height_mm)


def _liver(space: Space, *, room: Field, at: Landmarks, random: np.random.Generator) -> Organ:
    """Return the liver: all under the right diaphragm, above a slanting surface and the stomach."""
    box = space.box((-110, -FAR, -130), (FAR, FAR, FAR))
    near = space.within(box)
    drop, reach = random.normal(0, 12), random.normal(0, 15)
    edge = half_space(near, point=(0, 15, 30 - drop), normal=(0.72, 0.28, 1))
    bed = half_space(near, point=(18 - reach, -48, 0), normal=(0.9, 1, 0.12))
    tip = half_space(near, point=(-78 - reach, 0, 70), normal=(1, 0, 0.35))
    under = blend(blend(edge, bed, mm=22), tip, mm=26)
    fissure = (
        np.hypot(near.x - np.float32(2), (near.z - near.y * np.float32(0.3) - 8) * np.float32(0.12))
        - 3
    )
    cleft = np.where(near.y > 20, fissure, np.float32(50))
    under = np.minimum(under, cleft) + rough(near, random=random, pitch_mm=28, height_mm=2.5)
    depth = blend(room[box] - np.float32(1.5), under, mm=6)
    return Organ(
        box=box, depth=depth, tissue=_liver_tissue(near, at=at, random=random), firmness_mm=1
    )


def _liver_tissue(space: Space, *, at: Landmarks, random: np.random.Generator) -> NDArray[np.uint8]:
    """Return parenchyma with the three hepatic veins to the vena cava, and the portal branches."""
    porta = at.porta
    cava = np.array([26.0, -34, 88])
    # Three hepatic veins, then three portal branches: x, y, z and radius in mm.
    courses = [
        [(*cava, 5), (60, -20, 70, 4.5), (95, 0, 40, 2.5)],
        [(*cava, 5), (42, 10, 72, 4), (58, 50, 30, 2)],
        [(*cava, 4.5), (0, 15, 80, 4), (-30, 40, 68, 2)],
        [(*porta, 6.5), (62, -10, 36, 5), (95, -25, 30, 2.5)],
        [(62, -10, 36, 4.5), (80, 20, 10, 2)],
        [(*porta, 5.5), (10, 30, 48, 4.5), (-20, 45, 52, 2.5)],
    ]
    tissue = np.full(space.shape, Tissue.LIVER, np.uint8)
    for course in courses:
        nodes = np.array(course, float)
        nodes[1:, :3] += random.normal(0, 5, nodes[1:, :3].shape)
        course_nodes = curve(nodes)
        box = around(space, course_nodes, margin_mm=1)
        vein = tube(space.within(box), course_nodes, margin_mm=1) > 0
        tissue[box] = np.where(vein, Tissue.LIVER_VEIN, tissue[box])
    return tissue


def _spleen(
    space: Space, *, room: Field, at: Landmarks, build: Habitus, random: np.random.Generator
) -> Organ:
    """Return the spleen: a lens against the left ribs, hollowed towards stomach and kidney."""
    size, long = np.exp(random.normal(0, 0.13, 2))
    x, y, z = beside(at.hilum, (-20, -8, 8))
    lean, turn = random.normal((-18, 28), 9)
    box = space.box((x - 75, y - 75, z - 95), (x + 75, y + 75, z + 95))
    near = space.within(box)
    whole = ellipsoid(
        near,
        centre=(x, y, z),
        radii=(46 * size, 55 * size, 68 * size * long),
        tilt=(float(lean), 8, float(turn)),
    )
    hollow = ellipsoid(near, centre=(x + 54, y + 24, z + 2), radii=(38, 52, 62), tilt=(0, 0, 20))
    shape = blend(whole, -hollow, mm=8) + rough(near, random=random, pitch_mm=18, height_mm=1.8)
    depth = blend(room[box] - np.float32(2), shape, mm=8)
    return Organ(
        box=box, depth=depth, tissue=Tissue.SPLEEN, padding_mm=build.padding_mm / 3, firmness_mm=9
    )


def _kidney(
    space: Space, *, side: int, centre: Place, build: Habitus, random: np.random.Generator
) -> Organ:
    """Return a kidney along the psoas: cortex, pyramids, and the sinus fat towards the midline.

    side: −1 for the left, 1 for the right.
    """
    x, y, z = (float(coordinate) for coordinate in centre)
    size, long = np.exp(random.normal(0, 0.08, 2))
    box = space.box((x - 60, y - 60, z - 90), (x + 60, y + 60, z + 90))
    near = space.within(box)
    a, b, c = random.normal((-14, side * -13, side * -28), 7)
    lean = (float(a), float(b), float(c))
    bean = ellipsoid(
        near, centre=(x, y, z), radii=(30 * size, 30 * size, 57 * size * long), tilt=lean
    )
    bean = bean + rough(near, random=random, pitch_mm=16, height_mm=1.2)
    hilum = (x - side * 19, y + 12, z)
    sinus = ellipsoid(near, centre=hilum, radii=(17 * size, 9, 21 * size), tilt=lean)
    pyramids = rough(near, random=random, pitch_mm=9, height_mm=2.2)
    medulla = (bean > 6 + pyramids) & (sinus > -15)
    cortex = Tissue.LEFT_CORTEX if side < 0 else Tissue.RIGHT_CORTEX
    core = Tissue.LEFT_MEDULLA if side < 0 else Tissue.RIGHT_MEDULLA
    tissue = np.select([sinus > 0, medulla], [Tissue.VISCERAL_FAT, core], cortex)
    return Organ(
        box=box,
        depth=bean,
        tissue=tissue.astype(np.uint8),
        padding_mm=2 + build.padding_mm,
        firmness_mm=7,
    )


def _gallbladder(space: Space, *, random: np.random.Generator) -> Organ:
    """Return the gallbladder: a pear under the liver, fundus anterior, neck to the porta."""
    width = 15 * np.exp(random.normal(0, 0.2))
    nodes = np.array([
        (62, 56, -34, width * 0.55), (60, 48, -26, width), (55, 36, -12, width * 0.9),
        (46, 22, 4, width * 0.55), (42, 14, 10, 3.5),
    ])  # fmt: skip
    nodes[:, :3] += random.normal(0, 5, 3)
    course = curve(nodes)
    box = around(space, course, margin_mm=4)
    near = space.within(box)
    depth = tube(near, course) + rough(near, random=random, pitch_mm=20, height_mm=0.8)
    return Organ(box=box, depth=depth, tissue=Tissue.GALLBLADDER, padding_mm=0.5, firmness_mm=30)


def pancreas_course(at: Landmarks, *, random: np.random.Generator) -> Nodes:
    """Return the pancreas's course from the uncinate process to the tail at the splenic hilum."""
    head, hilum = at.head, at.hilum
    size = 1.18 * np.exp(random.normal(0, 0.1))
    rise = random.normal(0, 6)
    tail = beside(hilum, (8, 4, -4))
    rows = [
        node(head, (-12, -8, -22), 7.5), node(head, (-1, -2, -10), 12), node(head, (0, 2, 4), 13.5),
        node(head, (-16, 10, 12), 9), node(head, (-36, 16, 20 + rise), 8.5),
        (*(beside(head, (-48, 10, 22 + rise)) * 0.55 + tail * 0.45), 9), (*tail, 8),
    ]  # fmt: skip
    return curve(np.array(rows, float) * (1, 1, 1, size))


def _pancreas(space: Space, *, at: Landmarks, build: Habitus, random: np.random.Generator) -> Organ:
    """Return the pancreas, lobulated by clefts that deepen with the fat of the build."""
    course = pancreas_course(at, random=random)
    box = around(space, course, margin_mm=6)
    near = space.within(box)
    lobules = rough(near, random=random, pitch_mm=7, height_mm=0.8 + 0.12 * build.padding_mm)
    depth = tube(near, course) + lobules
    return Organ(
        box=box,
        depth=depth,
        tissue=Tissue.PANCREAS,
        padding_mm=1 + build.padding_mm / 4,
        firmness_mm=22,
    )
