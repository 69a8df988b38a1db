"""The great vessels of the upper abdomen with their first branches."""

from collections.abc import Iterator

import numpy as np

from jindan.ct.anatomy.landmarks import Landmarks, beside, node
from jindan.ct.anatomy.packing import Organ
from jindan.ct.anatomy.shapes import around, curve, tube
from jindan.ct.anatomy.space import Space
from jindan.ct.anatomy.tissues import Tissue

Course = list[tuple[float, ...]]


def vessels(space: Space, *, at: Landmarks, random: np.random.Generator) -> Iterator[Organ]:
    """Yield aorta and vena cava with their branches, and the portal system behind the pancreas."""
    size = np.exp(random.normal(0, 0.1))
    for tissue, course in (*_arteries(at), *_veins(at), *_portal_system(at)):
        nodes = curve(np.array(course, float) * (1, 1, 1, size))
        box = around(space, nodes, margin_mm=3)
        depth = tube(space.within(box), nodes, margin_mm=3)
        yield Organ(box=box, depth=depth, tissue=tissue, padding_mm=0.8, firmness_mm=45)


def _arteries(at: Landmarks) -> Iterator[tuple[Tissue, Course]]:
    """Yield aorta, iliac, superior mesenteric, coeliac and renal arteries."""
    yield Tissue.ARTERY, [
        (-20, -36, 400, 13), (-20, -36, 200, 12.5), (-14, -30, 110, 12), (-8, -18, 40, 11),
        (-8, -16, -20, 9.5), (-6, -14, -100, 8.5), (-4, -14, -125, 8),
    ]  # fmt: skip
    for side in (-1.0, 1.0):
        yield (
            Tissue.ARTERY,
            [(side * 4, -14, -120, 6), (side * 30, -6, -180, 5.5), (side * 50, 20, -250, 5)],
        )
    yield Tissue.ARTERY, [(-7, -12, 22, 4), (-4, 0, 12, 3.8), (0, 8, -20, 3.6), (4, 14, -80, 3)]
    yield Tissue.ARTERY, [(-7, -10, 32, 4), (-6, 2, 34, 3.5), (20, 8, 30, 2.8)]
    yield Tissue.ARTERY, [(-8, -16, 2, 3.5), node(at.left_kidney, (22, 10, 0), 2.8)]
    yield (
        Tissue.ARTERY,
        [(-6, -18, 0, 3.5), (10, -26, -4, 3), node(at.right_kidney, (-22, 8, 0), 2.8)],
    )


def _veins(at: Landmarks) -> Iterator[tuple[Tissue, Course]]:
    """Yield vena cava, iliac and renal veins."""
    yield Tissue.VEIN, [
        (22, -22, 118, 11), (25, -30, 88, 12), (22, -24, 40, 11), (20, -20, 0, 11),
        (18, -18, -60, 10), (14, -18, -125, 10),
    ]  # fmt: skip
    for side in (-1.0, 1.0):
        yield (
            Tissue.VEIN,
            [(14, -20, -122, 8), (side * 34, -14, -180, 6.5), (side * 54, 12, -250, 6)],
        )
    yield Tissue.VEIN, [(18, -16, 0, 4.5), (-8, -4, 2, 4), node(at.left_kidney, (22, 14, 2), 4.5)]
    yield Tissue.VEIN, [(22, -20, -6, 4.5), node(at.right_kidney, (-22, 13, 0), 4.5)]


def _portal_system(at: Landmarks) -> Iterator[tuple[Tissue, Course]]:
    """Yield superior mesenteric, portal and splenic vein, which meet behind the pancreas neck."""
    behind_neck = beside(at.head, (-14, -1, 8))
    yield Tissue.PORTAL_VEIN, [(8, 16, -90, 4), (8, 10, -50, 5), (*behind_neck, 6.5)]
    yield (
        Tissue.PORTAL_VEIN,
        [(*behind_neck, 6.5), (*((behind_neck + at.porta) / 2), 6.5), (*at.porta, 6.5)],
    )
    middle = beside((behind_neck + at.hilum) / 2, (4, 4, 6))
    yield Tissue.PORTAL_VEIN, [(*behind_neck, 5), (*middle, 4.5), node(at.hilum, (4, -2, 0), 4)]
