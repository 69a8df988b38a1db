"""Ask the folds of a network about one box of the patient, and see how far they agree."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import softmax

from jindan.analysis import Progress, silent
from jindan.ct.errors import BadNetworkManifest
from jindan.ct.networks import Fold, LoadedNetwork
from jindan.ct.networks.manifest import NetworkManifest
from jindan.ct.segmenting.grid import Box, Grid, grid_in, sample
from jindan.ct.volume import Volume

LOWEST_HU, HIGHEST_HU = -1024, 3071
"""What 12 bits hold. Scanners store −2000 and less outside the circle they measured: no tissue."""


@dataclass(frozen=True, kw_only=True)
class LabelMap:
    """The likeliest label of each voxel of a grid. count: how many labels the network knows."""

    grid: Grid
    labels: NDArray[np.uint8]
    count: int


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What an ensemble sees in one box.

    grid: where its voxels lie. probabilities: float32 [labels with background, i, j, k], fold mean.
    agreement: for each label, background left out, the mean Dice of each fold with the ensemble.
    """

    grid: Grid
    probabilities: NDArray[np.float32]
    agreement: tuple[float, ...]

    @property
    def map(self) -> LabelMap:
        """The likeliest label of each voxel."""
        labels = likeliest(self.probabilities)
        return LabelMap(grid=self.grid, labels=labels, count=len(self.probabilities) - 1)


def ask(
    network: LoadedNetwork,
    *,
    volume: Volume,
    box: Box,
    folds: tuple[Fold, ...],
    progress: Progress = silent,
) -> Opinion:
    """The mean of the named folds in a box of the volume, one fold in memory at a time.
    Raises BadNetworkManifest when the network's output is not what its manifest says.
    """
    manifest = network.manifest
    grid = grid_in(box, shape=manifest.input.size, axes=manifest.input.axes)
    image = _prepared(sample(volume, on=grid), manifest=manifest)
    mean = np.zeros((len(manifest.labels) + 1, *grid.shape), np.float32)
    votes = []
    for number, fold in enumerate(folds):
        progress(number / len(folds), "segmenting-organs")
        probabilities = _probabilities(fold.load()(image[None, None]), manifest=manifest)
        mean += probabilities
        votes.append(likeliest(probabilities))
        del probabilities  # 0.1 GB that would otherwise stay beside the next fold
    mean /= len(folds)
    return Opinion(grid=grid, probabilities=mean, agreement=_agreement(votes, mean=mean))


def likeliest(probabilities: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The first index with the highest value at each voxel: `argmax` of few large channels, made fast."""
    best = probabilities[0].copy()
    labels = np.zeros(best.shape, np.uint8)
    for label, channel in enumerate(probabilities[1:], start=1):
        labels[channel > best] = label
        np.maximum(best, channel, out=best)
    return labels


def dice(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> float:
    """Overlap of two masks, 0 to 1; 0 when both are empty, for nothing was found."""
    together = int(one.sum()) + int(other.sum())
    return 2 * int((one & other).sum()) / together if together else 0.0


def dices(one: NDArray[np.uint8], other: NDArray[np.uint8], *, count: int) -> tuple[float, ...]:
    """Dice of each label from 1 to `count` (at most 254), in one pass over both, which hold no other labels."""
    known = count + 1
    pairs = np.multiply(one, known, dtype=np.uint16) + other
    table = np.bincount(pairs.ravel(), minlength=known**2).reshape(known, known)
    sizes = table.sum(axis=0) + table.sum(axis=1)
    return tuple(
        2 * int(table[label, label]) / int(sizes[label]) if sizes[label] else 0.0
        for label in range(1, known)
    )


def _prepared(hu: NDArray[np.float32], *, manifest: NetworkManifest) -> NDArray[np.float32]:
    window = manifest.input.window_hu
    if window is None:
        return np.clip(hu, LOWEST_HU, HIGHEST_HU)
    low, high = window
    return np.asarray((np.clip(hu, low, high) - low) / (high - low), np.float32)


def _probabilities(
    output: NDArray[np.float32], *, manifest: NetworkManifest
) -> NDArray[np.float32]:
    expected = (1, len(manifest.labels) + 1, *manifest.input.size)
    if output.shape != expected or not np.isfinite(output).all():
        raise BadNetworkManifest(file=manifest.name)
    if manifest.output == "logits":
        return np.asarray(softmax(output[0], axis=0), np.float32)
    return np.asarray(output[0], np.float32)


def _agreement(votes: list[NDArray[np.uint8]], *, mean: NDArray[np.float32]) -> tuple[float, ...]:
    together = likeliest(mean)
    each = [dices(vote, together, count=len(mean) - 1) for vote in votes]
    return tuple(float(value) for value in np.mean(each, axis=0))
