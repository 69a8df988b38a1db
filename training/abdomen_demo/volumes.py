"""Training volumes: synthetic abdomens, drawn straight into boxes as the network is given."""

import argparse
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.synthetic import abdomen

EDGE = 96
OVERVIEW_MM = 9.0
OVERVIEW_SHAPE = (60, 48, 78)
SKIN_HU = -300


@dataclass(frozen=True, kw_only=True)
class Example:
    """One box of 96³ voxels: int16 HU and uint8 labels, axes in LAI order."""

    voxels: NDArray[np.int16]
    labels: NDArray[np.uint8]


def example(seed: int) -> Example:
    """The person of a seed, in a box as the first pass (body) or the second (organs) chooses it."""
    overview, labels = abdomen(
        np.random.default_rng(seed),
        shape=OVERVIEW_SHAPE,
        spacing_mm=(OVERVIEW_MM,) * 3,
        centre_mm=(0, 0, 0),
    )
    choice = np.random.default_rng([seed, 1])
    trunk = ndimage.binary_opening(overview.voxels > SKIN_HU, np.ones((4, 4, 1)))  # no table
    body = _ends(trunk, overview.affine)
    low, high = _box(body, _ends(labels > 0, overview.affine), random=choice)
    spacing = (high - low) / EDGE
    volume, truth = abdomen(
        np.random.default_rng(seed),
        shape=(EDGE,) * 3,
        spacing_mm=tuple(spacing.tolist()),
        centre_mm=tuple(((low + high) / 2).tolist()),
    )
    voxels, truth = _cut_off(volume.voxels[::-1, :, ::-1], truth[::-1, :, ::-1], random=choice)
    return Example(voxels=voxels, labels=truth)


def _ends(mask: NDArray[np.bool_], affine: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lowest and highest corner of a mask in millimetres, 2 × 3."""
    places = np.argwhere(mask)
    corners = np.stack([places.min(0) - 0.5, places.max(0) + 0.5])
    return corners * np.diag(affine)[:3] + affine[:3, 3]


def _box(
    body: NDArray[np.float64], organs: NDArray[np.float64], *, random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Half the boxes hold a stretch of the whole body, half the organs with an uneven margin."""
    dome = min(organs[1, 2], 150.0)
    if random.random() < 0.5:
        low, high = body + random.normal(0, 4, (2, 3))
        middle, height = random.normal(20, 90), random.uniform(120, 290)
        low[2], high[2] = middle - height / 2, middle + height / 2
    else:
        margin = random.uniform(-4, 30, (2, 3))
        low, high = organs[0] - margin[0], organs[1] + margin[1]
        high[2] = random.uniform(dome - 50, dome + 40)
    return low, high


def _cut_off(
    voxels: NDArray[np.int16], labels: NDArray[np.uint8], *, random: np.random.Generator
) -> tuple[NDArray[np.int16], NDArray[np.uint8]]:
    """In one of eight boxes the scan ends before the box does: nothing but air there."""
    voxels, labels = voxels.copy(), labels.copy()
    if random.random() < 0.125:
        depth = int(random.integers(2, 20))
        end = slice(0, depth) if random.random() < 0.5 else slice(EDGE - depth, EDGE)
        voxels[:, :, end], labels[:, :, end] = -1000, 0
    return voxels, labels


def write(seed: int, *, folder: Path) -> None:
    """Keep the example of a seed as one array: HU, with the label in the last four bits."""
    drawn = example(seed)
    packed = np.clip(drawn.voxels, -1024, 1023).astype(np.int16) * 16 + drawn.labels
    np.save(folder / f"{seed}.npy", packed)


def read(path: Path) -> Example:
    """What `write` kept."""
    packed = np.load(path)
    return Example(voxels=packed >> 4, labels=(packed & 15).astype(np.uint8))


def main() -> None:
    """Draw `--count` examples from `--first-seed` on into a folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.count)
    with ProcessPoolExecutor(chosen.processes) as pool:
        list(pool.map(partial(write, folder=chosen.folder), seeds))


if __name__ == "__main__":
    main()
