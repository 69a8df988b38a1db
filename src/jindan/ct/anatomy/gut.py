"""The hollow organs with their content: oesophagus, stomach, duodenum, bowel, colon, bladder."""

from collections.abc import Iterator

import numpy as np

from jindan.ct.anatomy.landmarks import Landmarks, node
from jindan.ct.anatomy.packing import Organ
from jindan.ct.anatomy.shapes import Nodes, around, curve, ellipsoid, tube
from jindan.ct.anatomy.space import Field, Space
from jindan.ct.anatomy.tissues import Tissue
from jindan.ct.anatomy.trunk import Habitus, Trunk
from jindan.ct.anatomy.viscera import rough


def hollow_organs(
    space: Space, *, trunk: Trunk, at: Landmarks, build: Habitus, random: np.random.Generator
) -> Iterator[Organ]:
    """Yield the organs from the oesophagus down. The small bowel is softest and fills what is left."""
    yield _oesophagus(space, at=at, random=random)
    yield _stomach(space, room=trunk.belly, at=at, build=build, random=random)
    yield _duodenum(space, at=at, random=random)
    yield from _colon(space, build=build, random=random)
    yield from _small_bowel(space, at=at, build=build, random=random)
    yield _bladder(space, random=random)


def _oesophagus(space: Space, *, at: Landmarks, random: np.random.Generator) -> Organ:
    """Return the oesophagus, anterior and left of the aorta to the cardia, sometimes with gas."""
    shift = random.normal(0, 3, 3)
    nodes = np.array([
        (0, -22, 400, 8), (0, -22, 220, 8), (-6, -18, 140, 8.5), (-12, -14, 100, 8.5),
        (*at.cardia, 9),
    ])  # fmt: skip
    nodes[:-1, :3] += shift * (1, 1, 0)
    course = curve(nodes)
    box = around(space, course, margin_mm=3)
    near = space.within(box)
    depth = tube(near, course) + rough(near, random=random, pitch_mm=14, height_mm=0.8)
    bubble = rough(near, random=random, pitch_mm=16, height_mm=1) > random.uniform(0.3, 3)
    tissue = np.where((depth > 5) & bubble, Tissue.OESOPHAGUS_GAS, Tissue.OESOPHAGUS).astype(
        np.uint8
    )
    return Organ(box=box, depth=depth, tissue=tissue, padding_mm=1, firmness_mm=14)


def stomach_course(at: Landmarks, *, random: np.random.Generator) -> Nodes:
    """Return the stomach's course: fundus under the left dome, body, antrum across to the pylorus."""
    fullness = np.exp(random.normal(0, 0.22))
    sag = random.normal(0, 12)
    rows = [
        (-52, -26, 86, 24), (-62, -12, 66, 32), (-64, 14, 38, 29), (-50, 42, 8 + sag, 24),
        (-20, 56, -14 + sag, 19), node(at.pylorus, (-16, 8, -6), 14), (*at.pylorus, 8),
    ]  # fmt: skip
    nodes = np.array(rows, float)
    nodes[:5, :3] += random.normal(0, 5, (5, 3))
    nodes[:, 3] *= np.append(np.full(5, fullness), (1, 1))
    return curve(nodes)


def _stomach(
    space: Space, *, room: Field, at: Landmarks, build: Habitus, random: np.random.Generator
) -> Organ:
    """Return the stomach with wall, meal and gas above it, the patient lying supine."""
    course = stomach_course(at, random=random)
    box = around(space, course, margin_mm=8)
    near = space.within(box)
    throat = curve(np.array([(*at.cardia, 9), node(at.cardia, (-26, -2, -4), 14)]))
    depth = np.maximum(tube(near, course), tube(near, throat))
    depth = depth + rough(near, random=random, pitch_mm=18, height_mm=2)
    depth = np.minimum(depth, room[box] - 1)
    meal, gas = Tissue.STOMACH_MEAL, Tissue.STOMACH_GAS
    content = np.where(near.y > random.uniform(10, 75), gas, meal)
    wall = random.uniform(3, 7) + rough(near, random=random, pitch_mm=9, height_mm=1.2)
    tissue = np.where(depth > wall, content, Tissue.STOMACH_WALL).astype(np.uint8)
    return Organ(
        box=box, depth=depth, tissue=tissue, padding_mm=0.5 + build.padding_mm / 4, firmness_mm=3
    )


def duodenum_course(at: Landmarks, *, random: np.random.Generator) -> Nodes:
    """Return the duodenum's course around the pancreas head, from the bulb to the flexure."""
    low = random.normal(-34, 6)
    head = at.head
    rows = [
        (*at.pylorus, 9), node(at.pylorus, (14, -5, 5), 13), node(head, (21, -6, 8), 12),
        node(head, (25, -11, -12), 12.5), node(head, (20, -14, low), 13),
        node(head, (-4, -14, low - 10), 12), (-8, -8, head[2] + low - 6, 11),
        (-28, -4, head[2] + low + 6, 11), (*at.flexure, 11),
    ]  # fmt: skip
    size = np.exp(random.normal(0, 0.12))
    return curve(np.array(rows, float) * (1, 1, 1, size))


def _duodenum(space: Space, *, at: Landmarks, random: np.random.Generator) -> Organ:
    """Return the duodenum with wall, fluid and gas bubbles."""
    course = duodenum_course(at, random=random)
    box = around(space, course, margin_mm=4)
    near = space.within(box)
    depth = tube(near, course) + rough(near, random=random, pitch_mm=11, height_mm=1.2)
    bubbles = rough(near, random=random, pitch_mm=12, height_mm=1) > random.uniform(0.8, 2.5)
    wall = random.uniform(3, 8) + rough(near, random=random, pitch_mm=9, height_mm=1)
    inside = np.where(bubbles, Tissue.DUODENUM_GAS, Tissue.DUODENUM_FLUID)
    tissue = np.where(depth > wall, inside, Tissue.DUODENUM_WALL).astype(np.uint8)
    return Organ(box=box, depth=depth, tissue=tissue, padding_mm=0.8, firmness_mm=20)


def _colon(space: Space, *, build: Habitus, random: np.random.Generator) -> Iterator[Organ]:
    """Yield transverse, ascending and descending colon, each of random width and filling."""
    sag = random.normal(-30, 20)
    transverse = [
        (88, 20, -48, 22), (60, 66, -46 + sag / 2, 22), (10, 74, -40 + sag, 21),
        (-40, 72, -24 + sag, 20), (-82, 48, 4, 20), (-98, 0, 36, 19),
    ]  # fmt: skip
    ascending = [(86, 24, -200, 28), (94, 2, -140, 27), (98, -2, -90, 25), (90, 12, -50, 23)]
    descending = [
        (-98, 0, 36, 18),
        (-108, -26, -20, 16),
        (-104, -26, -100, 15),
        (-84, 0, -180, 15),
        (-40, 0, -230, 16),
    ]
    for rows in (transverse, ascending, descending):
        nodes = np.array(rows, float)
        nodes[:, :3] += random.normal(0, 6, (len(nodes), 3))
        nodes[:, 3] *= np.exp(random.normal(0, 0.25, len(nodes)))
        yield _loop(
            space, curve(nodes), filling=Tissue.FAECES, gas_above=0.4, build=build, random=random
        )


def _small_bowel(
    space: Space, *, at: Landmarks, build: Habitus, random: np.random.Generator
) -> Iterator[Organ]:
    """Yield jejunum from the flexure and ileum below, as random walks amid the abdomen."""
    for centre, spread, loops in (
        ((-62, 34, -50), (28, 24, 26), 12),
        ((0, 34, -130), (52, 26, 46), 44),
    ):
        places = np.array(centre) + random.normal(0, 1, (loops, 3)) * spread
        radii = random.uniform(8, 14, (loops, 1))
        nodes = np.hstack([places, radii])
        nodes[0, :3] = at.flexure if loops == 12 else places[0]
        yield _loop(
            space,
            curve(nodes),
            filling=Tissue.BOWEL_FLUID,
            gas_above=1.9,
            build=build,
            random=random,
        )


def _bladder(space: Space, *, random: np.random.Generator) -> Organ:
    """Return the bladder behind the pubic bone, of random filling."""
    size = float(random.uniform(0.5, 1.15))
    box = space.box((-70, -50, -330), (70, 90, -160))
    near = space.within(box)
    depth = ellipsoid(
        near, centre=(0, 24, -268 + 36 * size), radii=(52 * size, 42 * size, 44 * size)
    )
    tissue = np.where(depth > 3, Tissue.URINE, Tissue.MUSCLE).astype(np.uint8)
    return Organ(box=box, depth=depth, tissue=tissue, padding_mm=2, firmness_mm=20)


def _loop(
    space: Space,
    course: Nodes,
    *,
    filling: Tissue,
    gas_above: float,
    build: Habitus,
    random: np.random.Generator,
) -> Organ:
    """Return a section of bowel: folded wall, filling, and gas where noise exceeds a threshold."""
    box = around(space, course, margin_mm=4)
    near = space.within(box)
    folds = rough(near, random=random, pitch_mm=12, height_mm=1.8)
    depth = tube(near, course, margin_mm=6) + folds
    gas = rough(near, random=random, pitch_mm=13, height_mm=1) > gas_above + random.normal(0, 0.4)
    inside = np.where(gas, Tissue.BOWEL_GAS, filling)
    tissue = np.where(depth > random.uniform(2, 5), inside, Tissue.BOWEL_WALL).astype(np.uint8)
    padding = 1 + build.padding_mm / 3
    return Organ(box=box, depth=depth, tissue=tissue, padding_mm=padding, firmness_mm=-3)
