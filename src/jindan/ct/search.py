"""Find the organs: from the outline of the body to a box that holds them, in a few passes.

The network was trained on boxes around the organs, and nothing changes its result more than the box.
So it looks at the whole outline first, then at the box of what it found, until that box settles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.analysis import Progress
from jindan.ct.body import body_box, largest_part
from jindan.ct.ensemble import Opinion, ask, dice
from jindan.ct.errors import NoOrgans
from jindan.ct.grid import Box, box_of, grid_of, resample
from jindan.ct.networks import LoadedNetwork
from jindan.ct.volume import Volume

FEWEST_LOOKS, MOST_LOOKS = 2, 3
SETTLED_MM = 10.0
SMALLEST_PART_ML = 3.0
"""A smaller largest part says nothing about where the organs are."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The last look at the organs, and how far it differs from the look before.

    stability: for each label, Dice of its voxels in the last two looks.
    """

    opinion: Opinion
    stability: tuple[float, ...]


def find_organs(volume: Volume, *, network: LoadedNetwork, progress: Progress) -> Found:
    """The organs of a volume: one look at the body, then two or three at the box of what was found.

    Raises NoBody, or NoOrgans when nothing of at least 3 ml is found.
    """
    progress(0.02, "finding-body")
    body = body_box(volume)
    if network.manifest.input.region == "body":
        progress(0.1, "segmenting-organs")
        opinion = ask(network, volume=volume, box=body, folds=network.folds)
        return Found(opinion=opinion, stability=_stability(opinion, opinion))
    look = _first_look(body, volume=volume, network=network, progress=progress)
    return _settle(look, volume=volume, network=network, progress=progress)


def _settle(look: Opinion, *, volume: Volume, network: LoadedNetwork, progress: Progress) -> Found:
    """Look again at the box of what the last look found, until that box stays where it is."""
    boxes: list[Box] = []
    earlier = look
    while len(boxes) < MOST_LOOKS:
        box = _organ_box(look, volume=volume, margin_mm=network.manifest.input.margin_mm)
        if len(boxes) >= FEWEST_LOOKS and _is_close(box, boxes[-1]):
            break
        progress(0.15 + 0.2 * len(boxes), "segmenting-organs")
        earlier, look = look, ask(network, volume=volume, box=box, folds=network.folds)
        boxes.append(box)
    return Found(opinion=look, stability=_stability(earlier, look))


def _first_look(
    body: Box, *, volume: Volume, network: LoadedNetwork, progress: Progress
) -> Opinion:
    """The part of the body in which most of the organs show, as one fold sees it.

    A body no taller than the network expects is one part; a taller one (chest, whole body) is tried
    in overlapping parts.
    """
    windows = list(_windows(body, tallest_mm=network.manifest.input.tallest_mm))

    def look_at(number: int) -> Opinion:
        progress(0.03 + 0.12 * number / len(windows), "looking-for-organs")
        return ask(network, volume=volume, box=windows[number], folds=network.folds[:1])

    return max((look_at(number) for number in range(len(windows))), key=_found_ml)


def _windows(body: Box, *, tallest_mm: float) -> Iterator[Box]:
    """Boxes of equal height over the body, from the head downwards, each half over the next."""
    surplus = body.size_mm[2] - tallest_mm
    steps = max(0, ceil(surplus / (tallest_mm / 2)))
    height = min(tallest_mm, body.size_mm[2])
    for step in range(steps + 1):
        top = body.high[2] - (surplus * step / steps if steps else 0)
        yield Box(low=(*body.low[:2], top - height), high=(*body.high[:2], top))


def _found_ml(look: Opinion) -> float:
    return int(_solid_parts(look).sum()) * look.grid.voxel_ml


def _organ_box(look: Opinion, *, volume: Volume, margin_mm: float) -> Box:
    parts = _solid_parts(look)
    if not parts.any():
        raise NoOrgans
    return box_of(parts, grid=look.grid).grown(margin_mm).within(grid_of(volume).box)


def _solid_parts(look: Opinion) -> NDArray[np.bool_]:
    """The largest part of each label: a stray fragment in the pelvis must not stretch the box."""
    labels = look.labels
    kept = np.zeros(labels.shape, bool)
    for label, where in enumerate(ndimage.find_objects(labels), start=1):
        if where is None:
            continue
        part = largest_part(labels[where] == label)
        if part.sum() * look.grid.voxel_ml >= SMALLEST_PART_ML:
            kept[where] |= part
    return kept


def _is_close(one: Box, other: Box) -> bool:
    ends = np.subtract([*one.low, *one.high], [*other.low, *other.high])
    return bool(np.abs(ends).max() <= SETTLED_MM)


def _stability(earlier: Opinion, last: Opinion) -> tuple[float, ...]:
    before = resample(earlier.labels, source=earlier.grid, on=last.grid, outside=0, order=0)
    now = last.labels
    return tuple(dice(before == label, now == label) for label in range(1, len(last.probabilities)))
