"""Find the organs: from the outline of the body to a box that holds them, in a few passes.

The network was trained on boxes around the organs, and nothing changes its result more than the
box. So it looks at the whole outline first, then at the box of what it found, until that settles.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.analysis import Progress, part_of
from jindan.ct.errors import NoOrgans
from jindan.ct.networks import LoadedNetwork
from jindan.ct.segmenting.body import body_box, largest_part
from jindan.ct.segmenting.ensemble import LabelMap, Opinion, Seat, ask, dices
from jindan.ct.segmenting.grid import Box, box_of, grid_of, resample
from jindan.ct.volume import Volume

FEWEST_LOOKS = 2
LOOKS = ((0.15, 0.41), (0.41, 0.93), (0.93, 0.97))
"""Looks at the organs, and the part of progress given to each; the third is seldom needed."""

SETTLED_MM = 10.0
SMALLEST_PART_ML = 3.0
"""A smaller largest part says nothing about where the organs are."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The last look at the organs, and how far it differs from the look before.

    stability: for each label, Dice of its voxels in the last two looks; 1 for one look.
    """

    opinion: Opinion
    stability: tuple[float, ...]


def find_organs(volume: Volume, *, network: LoadedNetwork, progress: Progress) -> Found:
    """The organs of a volume: one look at the body, then two or three at the box of what was found.

    Raises NoBody, or NoOrgans when nothing of at least 3 ml is found.
    """
    progress(0.0, "finding-body")
    body, seat = body_box(volume), Seat()
    if network.manifest.input.region == "body":
        rest = part_of(progress, start=0.02, end=LOOKS[-1][1])
        opinion = ask(
            network, volume=volume, box=body, folds=network.folds, seat=seat, progress=rest
        )
        return Found(opinion=opinion, stability=(1.0,) * opinion.map.count)
    seen = _first_look(body, volume=volume, network=network, seat=seat, progress=progress)
    return _settle(seen, volume=volume, network=network, seat=seat, progress=progress)


def _settle(
    seen: LabelMap, *, volume: Volume, network: LoadedNetwork, seat: Seat, progress: Progress
) -> Found:
    """Look again at the box of what was seen, until that box stays where it is."""
    box = _organ_box(seen, volume=volume, network=network)
    number = 0
    while True:
        start, end = LOOKS[number]
        number += 1
        look = part_of(progress, start=start, end=end)
        opinion = ask(
            network, volume=volume, box=box, folds=network.folds, seat=seat, progress=look
        )
        before, seen = seen, opinion.map
        wanted = _organ_box(seen, volume=volume, network=network)
        is_settled = number >= FEWEST_LOOKS and _is_close(wanted, box)
        if is_settled or number == len(LOOKS):
            return Found(opinion=opinion, stability=_stability(before, seen))
        box = wanted
        del opinion  # a tenth of a gigabyte that the next look needs


def _first_look(
    body: Box, *, volume: Volume, network: LoadedNetwork, seat: Seat, progress: Progress
) -> LabelMap:
    """The part of the body in which most of the organs show, as one fold sees it.

    A body no taller than the network expects is one part; a taller one (chest, whole body) is tried
    in overlapping parts.
    """
    windows = list(_windows(body, tallest_mm=network.manifest.input.tallest_mm))

    def look_at(number: int) -> LabelMap:
        progress(0.02 + 0.13 * number / len(windows), "looking-for-organs")
        folds = network.folds[:1]
        return ask(network, volume=volume, box=windows[number], folds=folds, seat=seat).map

    return max((look_at(number) for number in range(len(windows))), key=_found_ml)


def _windows(body: Box, *, tallest_mm: float) -> Iterator[Box]:
    """Boxes of equal height over the body, from the head downwards, each half over the next."""
    surplus = body.size_mm[2] - tallest_mm
    steps = max(0, ceil(surplus / (tallest_mm / 2)))
    height = min(tallest_mm, body.size_mm[2])
    for step in range(steps + 1):
        top = body.high[2] - (surplus * step / steps if steps else 0)
        yield Box(low=(*body.low[:2], top - height), high=(*body.high[:2], top))


def _found_ml(seen: LabelMap) -> float:
    return int(_solid_parts(seen).sum()) * seen.grid.voxel_ml


def _organ_box(seen: LabelMap, *, volume: Volume, network: LoadedNetwork) -> Box:
    """The box of the organs within the scan, and a margin that may reach out of it."""
    parts = _solid_parts(seen)
    if not parts.any():
        raise NoOrgans
    box = box_of(parts, grid=seen.grid).within(grid_of(volume).box)
    return box.grown(network.manifest.input.margin_mm)


def _solid_parts(seen: LabelMap) -> NDArray[np.bool_]:
    """The largest part of each label: a stray fragment in the pelvis must not stretch the box."""
    kept = np.zeros(seen.labels.shape, bool)
    for label, where in enumerate(ndimage.find_objects(seen.labels), start=1):
        if where is None:
            continue
        part = largest_part(seen.labels[where] == label)
        if part.sum() * seen.grid.voxel_ml >= SMALLEST_PART_ML:
            kept[where] |= part
    return kept


def _is_close(one: Box, other: Box) -> bool:
    ends = np.subtract([*one.low, *one.high], [*other.low, *other.high])
    return bool(np.abs(ends).max() <= SETTLED_MM)


def _stability(before: LabelMap, now: LabelMap) -> tuple[float, ...]:
    earlier = resample(before.labels, source=before.grid, on=now.grid, outside=0, order=0)
    return dices(earlier.astype(np.uint8), now.labels, count=now.count)
