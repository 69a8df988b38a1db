"""Prediction of an ensemble in one box of the patient, and the agreement of its folds."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from jindan.analysis import Progress, silent
from jindan.ct.errors import BadNetworkManifest
from jindan.ct.networks import Fold, LoadedNetwork
from jindan.ct.networks.manifest import NetworkManifest
from jindan.ct.networks.network import Network
from jindan.ct.segmenting.grid import Box, Grid, grid_in, sample
from jindan.ct.volume import Volume

LOWEST_HU, HIGHEST_HU = -1024, 3071
"""The range of 12 bits. Scanners store −2000 and less outside the circle they measure, which is not tissue."""

WHOLE = 65_535
"""Probability 1 as uint16. The mean of the folds in it takes half of single precision's memory (decision 0026)."""

BLOCK = 4
"""Slices of a fold's output added at once, so that they fit the processor's cache."""

ROUNDING = 1e-3
"""How far a network's arithmetic may exceed the range of probabilities, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class LabelMap:
    """The likeliest label of each voxel of a grid. count: how many labels the network knows."""

    grid: Grid
    labels: NDArray[np.uint8]
    count: int


@dataclass(frozen=True, kw_only=True)
class Prediction:
    """The prediction of an ensemble in one box.

    grid: where its voxels lie. shares: uint16 [labels with background, i, j, k], the mean probability
    of the folds in units of 1 / WHOLE. agreement: for each label but the background, the mean Dice
    of each fold with the ensemble.
    """

    grid: Grid
    shares: NDArray[np.uint16]
    agreement: tuple[float, ...]

    @property
    def label_map(self) -> LabelMap:
        """The likeliest label of each voxel."""
        return LabelMap(grid=self.grid, labels=likeliest(self.shares), count=len(self.shares) - 1)


class FoldCache:
    """A cache of the fold that ran last: to load a fold takes half as long as to run it."""

    def __init__(self) -> None:
        self._fold: Fold | None = None
        self._network: Network | None = None

    def cached_first(self, folds: tuple[Fold, ...]) -> list[Fold]:
        """Return the folds with the cached one first."""
        return sorted(folds, key=lambda fold: fold is not self._fold)

    def load(self, fold: Fold) -> Network:
        """Return the network of a fold, loaded unless it is cached."""
        if self._network is None or fold is not self._fold:
            self._network = None  # else 0.7 GB remain while the next fold is loaded
            self._network, self._fold = fold.load(), fold
        return self._network


def predict(
    network: LoadedNetwork,
    *,
    volume: Volume,
    box: Box,
    folds: tuple[Fold, ...],
    cache: FoldCache,
    progress: Progress = silent,
) -> Prediction:
    """Return the mean of the folds in a box of the volume, one fold in memory at a time.

    Raises BadNetworkManifest when the network's output differs from its manifest.
    """
    manifest = network.manifest
    grid = grid_in(box, shape=manifest.input.size, axes=manifest.input.axes)
    image = _prepared(sample(volume, on=grid), manifest=manifest)
    shares = np.zeros((len(manifest.labels) + 1, *grid.shape), np.uint16)
    votes = []
    for number, fold in enumerate(cache.cached_first(folds)):
        progress(number / len(folds), "segmenting-organs")
        probabilities = _probabilities(cache.load(fold)(image[None, None]), manifest=manifest)
        votes.append(_add(probabilities, to=shares, most=WHOLE // len(folds)))
        del probabilities  # a view that would hold 0.1 GB of this fold beside the next
    ensemble = likeliest(shares)
    agreement = np.mean([dices(vote, ensemble, count=len(shares) - 1) for vote in votes], axis=0)
    return Prediction(grid=grid, shares=shares, agreement=tuple(agreement.tolist()))


def likeliest(values: NDArray[np.float32] | NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Return the first index with the highest value at each voxel, as `argmax` does.

    Faster than `argmax` for few large channels.
    """
    best = values[0]
    labels = np.zeros(best.shape, np.uint8)
    for label, channel in enumerate(values[1:], start=1):
        np.maximum(labels, (channel > best) * np.uint8(label), out=labels)
        best = np.maximum(best, channel)
    return labels


def dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Return the overlap of two masks, 0 to 1: 0 when both are empty."""
    size = int(one.sum()) + int(other.sum())
    return 2 * int((one & other).sum()) / size if size else 0.0


def dices(one: NDArray[np.uint8], other: NDArray[np.uint8], *, count: int) -> tuple[float, ...]:
    """Return the Dice of each label from 1 to `count` (at most 254), in one pass over both arrays.

    Neither may hold other labels.
    """
    # A joint histogram: the diagonal is the intersection, the margins are the sizes.
    known = count + 1
    pairs = np.multiply(one, known, dtype=np.uint16) + other
    table = np.bincount(pairs.ravel(), minlength=known**2).reshape(known, known)
    sizes = table.sum(axis=0) + table.sum(axis=1)
    return tuple(
        2 * int(table[label, label]) / int(sizes[label]) if sizes[label] else 0.0
        for label in range(1, known)
    )


def _prepared(hu: NDArray[np.float32], *, manifest: NetworkManifest) -> NDArray[np.float32]:
    """Return the values that the network expects: HU of 12 bits, or its window scaled to 0 … 1."""
    window = manifest.input.window_hu
    if window is None:
        return np.clip(hu, LOWEST_HU, HIGHEST_HU)
    low, high = window
    return np.asarray((np.clip(hu, low, high) - low) / (high - low), np.float32)


def _probabilities(
    output: NDArray[np.float32], *, manifest: NetworkManifest
) -> NDArray[np.float32]:
    """Return a network's output as probabilities. Raises BadNetworkManifest."""
    expected = (1, len(manifest.labels) + 1, *manifest.input.size)
    if output.shape != expected:
        raise BadNetworkManifest(file=manifest.name)
    probabilities: NDArray[np.float32] = output[0]
    if manifest.output == "logits":
        probabilities = np.asarray(softmax(probabilities, axis=0), np.float32)
    # Written so that NaN, which compares as false, is a problem too.
    if not (probabilities.min() >= -ROUNDING and probabilities.max() <= 1 + ROUNDING):
        raise BadNetworkManifest(file=manifest.name)
    return probabilities


def _add(
    probabilities: NDArray[np.float32], *, to: NDArray[np.uint16], most: int
) -> NDArray[np.uint8]:
    """Add a fold's probabilities to the shares, 1 as `most`, and return its label at each voxel."""
    votes = np.empty(to.shape[1:], np.uint8)
    for start in range(0, len(votes), BLOCK):
        block = slice(start, start + BLOCK)
        certain = np.clip(probabilities[:, block], 0, 1)
        to[:, block] += (certain * np.float32(most) + np.float32(0.5)).astype(np.uint16)
        votes[block] = likeliest(certain)
    return votes
