"""The trunk around the organs: skin, fat, muscle, diaphragm, lungs, and the room inside."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.ct.anatomy.bones import bones, muscles_by_the_spine, muscles_of_the_hip
from jindan.ct.anatomy.shapes import ellipsoid
from jindan.ct.anatomy.space import Field, Space, noise
from jindan.ct.anatomy.tissues import Tissue


@dataclass(frozen=True, kw_only=True)
class Habitus:
    """A person's build.

    scale: size relative to the standard adult along x, y, z.
    fat_mm: thickness of the fat under the skin, lateral.
    padding_mm: fat around each organ of the abdomen.
    dome_mm: height of the right half of the diaphragm over the origin.
    """

    scale: tuple[float, float, float]
    fat_mm: float
    padding_mm: float
    dome_mm: float


@dataclass(frozen=True, kw_only=True)
class Trunk:
    """The body without abdominal organs.

    tissue: uint8 values of `Tissue`, with visceral fat throughout the abdomen.
    belly: depth in the space under the diaphragm that is left for organs, mm.
    room: the same, with the mediastinum above.
    """

    tissue: NDArray[np.uint8]
    belly: Field
    room: Field


def habitus(random: np.random.Generator) -> Habitus:
    """Return a random adult's build, thin to obese, visceral fat in proportion to subcutaneous."""
    fatness = random.beta(2, 3)
    x, y, z = random.normal((0.96, 0.97, 1.0), (0.06, 0.08, 0.07)) + fatness * np.array(
        [0.12, 0.24, 0]
    )
    return Habitus(
        scale=(float(x), float(y), float(z)),
        fat_mm=float(4 + 42 * fatness * random.uniform(0.6, 1.2)),
        padding_mm=float(1 + 9 * fatness * random.uniform(0.5, 1.3)),
        dome_mm=float(random.normal(110, 7)),
    )


def trunk(space: Space, *, build: Habitus, random: np.random.Generator) -> Trunk:
    """Return the trunk, its tissues painted from outside in so that inner ones overlay outer ones."""
    squareness = random.uniform(2.0, 2.6)
    wall = cylinder(space, half_width=133, half_depth=80, front=14, squareness=squareness)
    muscle = cylinder(space, half_width=150, half_depth=103, front=0, squareness=squareness + 0.1)
    height = space.z - diaphragm(space, build=build)
    tissue = _shell(space, muscle=muscle, build=build, random=random)
    tissue[wall > 0] = Tissue.VISCERAL_FAT
    tissue[(wall > -2) & (np.abs(height) < 2)] = Tissue.MUSCLE
    chest = np.minimum(wall - 2, height - 2)
    tissue = np.where(chest > 0, _chest(space, build=build, random=random), tissue)
    beside = muscles_by_the_spine(space)
    tissue[(beside > 0) & (wall > -3)] = Tissue.MUSCLE
    tissue[(muscles_of_the_hip(space) > 0) & (wall < 0) & (tissue == Tissue.FAT)] = Tissue.MUSCLE
    skeleton = bones(space, wall=wall, muscle=muscle)
    belly = np.minimum(np.minimum(wall, -height * np.float32(0.8)), -beside)
    mediastinum = np.minimum(np.minimum(wall, _mediastinum(space) + 4), -beside)
    return Trunk(
        tissue=np.where(skeleton > 0, skeleton, tissue),
        belly=belly,
        room=np.maximum(belly, mediastinum),
    )


def cylinder(
    space: Space, *, half_width: float, half_depth: float, front: float, squareness: float
) -> Field:
    """Return the depth in an upright superelliptic cylinder whose axis lies at y = `front`, mm."""
    p = np.float32(squareness)
    u, v = (
        np.abs(space.x) / np.float32(half_width),
        np.abs(space.y - np.float32(front)) / np.float32(half_depth),
    )
    rho = (u**p + v**p) ** (1 / p) + np.float32(1e-6)
    steep = np.hypot((u / rho) ** (p - 1) / half_width, (v / rho) ** (p - 1) / half_depth)
    depth: Field = np.minimum((1 - rho) / steep.astype(np.float32), np.float32(half_depth))
    return depth


def diaphragm(space: Space, *, build: Habitus) -> Field:
    """Return the height (mm) of the diaphragm: two domes, the right higher, low posteriorly."""
    u, v = np.abs(space.x) / np.float32(132), np.abs(space.y - 14) / np.float32(79)
    rho = np.minimum(u**2.3 + v**2.3, 1)
    rim = 6 + np.float32(0.5) * space.y
    side = np.tanh(space.x / 40)
    dome = np.float32(build.dome_mm) - 7 * (1 - side) - 16 * np.exp(-((space.x / 26) ** 2))
    height: Field = rim + (dome - rim) * np.sqrt(1 - rho)
    return height


def _shell(
    space: Space, *, muscle: Field, build: Habitus, random: np.random.Generator
) -> NDArray[np.uint8]:
    """Return air, skin, fat, and muscle with streaks of fat between."""
    low = 1 / (1 + np.exp((space.z + 20) / 50))
    hips = 14 * np.exp(-(((space.z + 190) / 70) ** 2))
    uneven = 1 + np.float32(0.15) * noise(random, pitch_mm=60).over(space.axes)
    fat = np.float32(build.fat_mm) * (np.float32(0.75) + np.float32(0.5) * low) * uneven + hips
    streaks = noise(random, pitch_mm=5).over(space.axes)
    planes = np.abs(noise(random, pitch_mm=26).over(space.axes)) < 0.012 * build.fat_mm / 4
    flesh = np.where(planes | (streaks > 2.6 - build.fat_mm / 50), Tissue.FAT, Tissue.MUSCLE)
    layers = [muscle > 0, muscle > -fat, muscle > -fat - 2]
    return np.select(layers, [flesh, Tissue.FAT, Tissue.SKIN], Tissue.AIR).astype(np.uint8)


def _chest(space: Space, *, build: Habitus, random: np.random.Generator) -> NDArray[np.uint8]:
    """Return lungs with their vessels, the fat of the mediastinum and the heart."""
    specks = noise(random, pitch_mm=7).over(space.axes)
    lung = np.where(specks > 2.2, Tissue.VEIN, Tissue.LUNG)
    heart, wall, septum = _heart(space, build=build, random=random)
    chamber = np.where(septum < 0, Tissue.ARTERY, Tissue.VEIN)
    muscle = np.where((wall > 0) & (np.abs(septum) > 5), chamber, Tissue.MYOCARDIUM)
    fat = np.maximum(_mediastinum(space), heart + np.float32(random.uniform(1, 12)))
    return np.select([heart > 0, fat > 0], [muscle, Tissue.VISCERAL_FAT], lung).astype(np.uint8)


def _heart(
    space: Space, *, build: Habitus, random: np.random.Generator
) -> tuple[Field, Field, Field]:
    """Return the depth in the heart and in its chambers, and the distance from the septum.

    The caller cuts it at the diaphragm, on which it rests flattened.
    """
    size = float(np.exp(random.normal(0, 0.1)))
    x, y, z = random.normal((-22, 30, build.dome_mm + 16), (6, 6, 8))
    heart = ellipsoid(
        space,
        centre=(float(x), float(y), float(z)),
        radii=(60 * size, 44 * size, 48 * size),
        tilt=(0, -20, 15),
    )
    septum = space.x - np.float32(x) + np.float32(0.5) * (space.y - np.float32(y))
    wall = heart - np.where(septum < 0, np.float32(11), np.float32(4))
    return heart, wall.astype(np.float32), septum.astype(np.float32)


def _mediastinum(space: Space) -> Field:
    """Return the depth in the space between the lungs, mm."""
    return ellipsoid(space, centre=(-4, 0, 210), radii=(36, 84, 210))
