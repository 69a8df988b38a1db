"""Ask the folds of a network about one box of the patient, and see how far they agree."""

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
"""What 12 bits hold. Scanners store −2000 and less outside the circle they measured: no tissue."""

WHOLE = 65_535
"""Certainty, in the parts that the mean of the folds is kept in: half of single precision's memory (decision 0026)."""

BLOCK = 4
"""Slices of a fold's answer taken at once, so that they stay in the processor's cache."""

ROUNDING = 1e-3
"""What a network's arithmetic may add to a probability of one, or take from one of nothing."""


@dataclass(frozen=True, kw_only=True)
class LabelMap:
    """The likeliest label of each voxel of a grid. count: how many labels the network knows."""

    grid: Grid
    labels: NDArray[np.uint8]
    count: int


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What an ensemble sees in one box.

    grid: where its voxels lie. shares: uint16 [labels with background, i, j, k], the mean probability
    of the folds in parts of WHOLE. agreement: for each label, background left out, the mean Dice of
    each fold with the ensemble.
    """

    grid: Grid
    shares: NDArray[np.uint16]
    agreement: tuple[float, ...]

    @property
    def map(self) -> LabelMap:
        """The likeliest label of each voxel."""
        return LabelMap(grid=self.grid, labels=likeliest(self.shares), count=len(self.shares) - 1)


class Seat:
    """Room for one fold in memory. Who was asked last stays: to open a fold takes half as long as to ask it."""

    def __init__(self) -> None:
        self._fold: Fold | None = None
        self._network: Network | None = None

    def in_order(self, folds: tuple[Fold, ...]) -> list[Fold]:
        """The folds, the one that is open first."""
        return sorted(folds, key=lambda fold: fold is not self._fold)

    def opened(self, fold: Fold) -> Network:
        """The fold, ready to be asked."""
        if self._network is None or fold is not self._fold:
            self._network = None  # 0.7 GB that would otherwise stay beside the next fold
            self._network, self._fold = fold.load(), fold
        return self._network


def ask(
    network: LoadedNetwork,
    *,
    volume: Volume,
    box: Box,
    folds: tuple[Fold, ...],
    seat: Seat,
    progress: Progress = silent,
) -> Opinion:
    """The mean of the named folds in a box of the volume, one fold in memory at a time.
    Raises BadNetworkManifest when the network's output is not what its manifest says.
    """
    manifest = network.manifest
    grid = grid_in(box, shape=manifest.input.size, axes=manifest.input.axes)
    image = _prepared(sample(volume, on=grid), manifest=manifest)
    shares = np.zeros((len(manifest.labels) + 1, *grid.shape), np.uint16)
    votes = []
    for number, fold in enumerate(seat.in_order(folds)):
        progress(number / len(folds), "segmenting-organs")
        probabilities = _probabilities(seat.opened(fold)(image[None, None]), manifest=manifest)
        votes.append(_count_in(probabilities, to=shares, most=WHOLE // len(folds)))
        del probabilities  # a view that would keep 0.1 GB of this fold beside the next
    return Opinion(grid=grid, shares=shares, agreement=_agreement(votes, shares=shares))


def likeliest(values: NDArray[np.float32] | NDArray[np.uint16]) -> NDArray[np.uint8]:
    """The first index with the highest value at each voxel: `argmax` of few large channels, made fast."""
    best = values[0]
    labels = np.zeros(best.shape, np.uint8)
    for label, channel in enumerate(values[1:], start=1):
        np.maximum(labels, (channel > best) * np.uint8(label), out=labels)
        best = np.maximum(best, channel)
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
    if output.shape != expected:
        raise BadNetworkManifest(file=manifest.name)
    probabilities: NDArray[np.float32] = output[0]
    if manifest.output == "logits":
        probabilities = np.asarray(softmax(probabilities, axis=0), np.float32)
    if not (probabilities.min() >= -ROUNDING and probabilities.max() <= 1 + ROUNDING):
        raise BadNetworkManifest(file=manifest.name)  # out of range, or not a number
    return probabilities


def _count_in(
    probabilities: NDArray[np.float32], *, to: NDArray[np.uint16], most: int
) -> NDArray[np.uint8]:
    """Add a fold's probabilities to the shares, in parts of `most`, and give its own vote at each voxel."""
    votes = np.empty(to.shape[1:], np.uint8)
    for start in range(0, len(votes), BLOCK):
        block = slice(start, start + BLOCK)
        certain = np.clip(probabilities[:, block], 0, 1)
        to[:, block] += (certain * np.float32(most) + np.float32(0.5)).astype(np.uint16)
        votes[block] = likeliest(certain)
    return votes


def _agreement(votes: list[NDArray[np.uint8]], *, shares: NDArray[np.uint16]) -> tuple[float, ...]:
    together = likeliest(shares)
    each = [dices(vote, together, count=len(shares) - 1) for vote in votes]
    return tuple(float(value) for value in np.mean(each, axis=0))
