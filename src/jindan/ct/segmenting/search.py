"""Search for the organs: from the box of the body to the box of the organs, in a few passes.

The network was trained on boxes around the organs, and nothing changes its result more than the
box. So the first pass covers the body, and the next ones the box of the organs seen before, until
that box converges.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.analysis import Progress, part_of
from jindan.ct.errors import NoOrgans
from jindan.ct.masks import largest_part
from jindan.ct.networks import LoadedNetwork
from jindan.ct.segmenting.body import body_box
from jindan.ct.segmenting.ensemble import FoldCache, LabelMap, Prediction, dices, predict
from jindan.ct.segmenting.grid import Box, box_of, grid_of, resample
from jindan.ct.volume import Volume

FEWEST_PASSES = 2
PASSES = ((0.15, 0.41), (0.41, 0.93), (0.93, 0.97))
"""Passes over the organs, with start and end of each in the progress. The third is seldom needed."""

CONVERGED_MM = 10.0
SMALLEST_PART_ML = 3.0
"""A label whose largest part is smaller is ignored in the search."""


@dataclass(frozen=True, kw_only=True)
class FinalPass:
    """The last pass over the organs, and how far it agrees with the one before.

    stability: for each label, Dice of its voxels in the last two passes: 1 after one pass only.
    """

    prediction: Prediction
    stability: tuple[float, ...]


def find_organs(volume: Volume, *, network: LoadedNetwork, progress: Progress) -> FinalPass:
    """Segment the organs in one pass over the body, then two or three over their own box.

    Raises NoBody, or NoOrgans when nothing of at least 3 ml is found.
    """
    progress(0.0, "finding-body")
    body, cache = body_box(volume), FoldCache()
    if network.manifest.input.region == "body":
        rest = part_of(progress, start=0.02, end=PASSES[-1][1])
        prediction = predict(
            network, volume=volume, box=body, folds=network.folds, cache=cache, progress=rest
        )
        return FinalPass(prediction=prediction, stability=(1.0,) * prediction.label_map.count)
    first = _first_pass(body, volume=volume, network=network, cache=cache, progress=progress)
    return _converge(first, volume=volume, network=network, cache=cache, progress=progress)


def _converge(
    seen: LabelMap, *, volume: Volume, network: LoadedNetwork, cache: FoldCache, progress: Progress
) -> FinalPass:
    """Predict in the box of the organs seen so far, until that box no longer moves."""
    box = _organ_box(seen, volume=volume, network=network)
    number = 0
    while True:
        start, end = PASSES[number]
        number += 1
        part = part_of(progress, start=start, end=end)
        prediction = predict(
            network, volume=volume, box=box, folds=network.folds, cache=cache, progress=part
        )
        before, seen = seen, prediction.label_map
        next_box = _organ_box(seen, volume=volume, network=network)
        moved_mm = np.abs(np.subtract([next_box.low, next_box.high], [box.low, box.high])).max()
        has_converged = number >= FEWEST_PASSES and moved_mm <= CONVERGED_MM
        if has_converged or number == len(PASSES):
            earlier = resample(before.labels, source=before.grid, on=seen.grid, outside=0, order=0)
            stability = dices(earlier.astype(np.uint8), seen.labels, count=seen.count)
            return FinalPass(prediction=prediction, stability=stability)
        box = next_box
        del prediction  # a tenth of a gigabyte that the next pass needs


def _first_pass(
    body: Box, *, volume: Volume, network: LoadedNetwork, cache: FoldCache, progress: Progress
) -> LabelMap:
    """Return the labels, by one fold, of the part of the body in which most of the organs show.

    A body no taller than the network expects is one part. A taller one (chest, whole body) is
    searched in overlapping parts.
    """
    windows = list(_windows(body, tallest_mm=network.manifest.input.tallest_mm))

    def labels_in(number: int) -> LabelMap:
        progress(0.02 + 0.13 * number / len(windows), "looking-for-organs")
        folds, box = network.folds[:1], windows[number]
        return predict(network, volume=volume, box=box, folds=folds, cache=cache).label_map

    def organs_ml(labels: LabelMap) -> float:
        return int(_solid_parts(labels).sum()) * labels.grid.voxel_ml

    return max((labels_in(number) for number in range(len(windows))), key=organs_ml)


def _windows(body: Box, *, tallest_mm: float) -> Iterator[Box]:
    """Yield boxes of equal height over the body, from the head downwards, overlapping by half."""
    surplus = body.size_mm[2] - tallest_mm
    steps = max(0, ceil(surplus / (tallest_mm / 2)))
    height = min(tallest_mm, body.size_mm[2])
    for step in range(steps + 1):
        top = body.high[2] - (surplus * step / steps if steps else 0)
        yield Box(low=(*body.low[:2], top - height), high=(*body.high[:2], top))


def _organ_box(seen: LabelMap, *, volume: Volume, network: LoadedNetwork) -> Box:
    """Return the box of the organs within the scan plus a margin that may extend beyond it.

    Raises NoOrgans.
    """
    parts = _solid_parts(seen)
    if not parts.any():
        raise NoOrgans
    box = box_of(parts, grid=seen.grid).within(grid_of(volume).box)
    return box.grown(network.manifest.input.margin_mm)


def _solid_parts(seen: LabelMap) -> NDArray[np.bool_]:
    """Return the largest part of each label: a stray fragment in the pelvis would stretch the box."""
    solid = np.zeros(seen.labels.shape, bool)
    for label, where in enumerate(ndimage.find_objects(seen.labels), start=1):
        if where is None:
            continue
        part = largest_part(seen.labels[where] == label)
        if part.sum() * seen.grid.voxel_ml >= SMALLEST_PART_ML:
            solid[where] |= part
    return solid
