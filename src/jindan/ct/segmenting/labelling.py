"""Labels on the volume's own grid from an ensemble's probabilities in a box."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.segmenting.ensemble import WHOLE, Prediction
from jindan.ct.segmenting.grid import Grid, grid_of, resample
from jindan.ct.volume import Volume

SMALLEST_SHARE = 0.1
"""A part smaller than this share of the label's largest part is removed as stray."""

SLAB, SLABS_AT_ONCE = 16, 2
"""Slices labelled at once: probabilities of a whole volume would take gigabytes."""

Window = tuple[slice, slice, slice]


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """A prediction without stray parts. wholeness: for each label, the share of its largest part."""

    prediction: Prediction
    wholeness: tuple[float, ...]


def tidy(prediction: Prediction) -> Tidied:
    """Return a prediction without the small parts of each label apart from its large ones."""
    labels = prediction.label_map.labels
    shares = prediction.shares.copy()
    places = ndimage.find_objects(labels, max_label=len(shares) - 1)
    wholeness = []
    for label, (where, channel) in enumerate(zip(places, shares[1:], strict=True), start=1):
        if where is None:
            wholeness.append(0.0)
            continue
        # One voxel more on each side, for the rim.
        near = tuple(slice(max(edge.start - 1, 0), edge.stop + 1) for edge in where)
        strays, share = _strays(labels[near] == label)
        # The rim goes too: between the voxels of a removed part its probability could still win.
        rim = ndimage.binary_dilation(strays) & ((labels[near] != label) | strays)
        channel[near][rim] = 0
        wholeness.append(share)
    tidied = Prediction(grid=prediction.grid, shares=shares, agreement=prediction.agreement)
    return Tidied(prediction=tidied, wholeness=tuple(wholeness))


def _strays(mask: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], float]:
    """Return the small parts of a mask that is not empty, and the share of its largest part."""
    parts, _ = ndimage.label(mask, np.ones((3, 3, 3)))
    sizes = np.bincount(parts.ravel())[1:]
    small = np.concatenate([[False], sizes < SMALLEST_SHARE * sizes.max()])
    return small[parts], float(sizes.max() / sizes.sum())


def label_volume(prediction: Prediction, *, volume: Volume) -> NDArray[np.uint8]:
    """Return the likeliest label of each voxel of the volume, 0 outside the box."""
    labels = np.zeros(volume.voxels.shape, np.uint8)
    grid = grid_of(volume)
    likely = _can_win(prediction.shares[1:].max(axis=0), among=len(prediction.shares))
    reach = _window(likely, source=prediction.grid, on=grid)

    def label_slab(start: int) -> None:
        window = (*reach[:2], slice(start, min(start + SLAB, reach[2].stop)))
        labels[window] = _labels_on(_part(grid, window), prediction=prediction)

    # Interpolation releases the GIL.
    with ThreadPoolExecutor(max_workers=SLABS_AT_ONCE) as pool:
        list(pool.map(label_slab, range(reach[2].start, reach[2].stop, SLAB)))
    return labels


def _labels_on(on: Grid, *, prediction: Prediction) -> NDArray[np.uint8]:
    """Return the likeliest label of each voxel of a grid, resampling a label only where it can win."""
    best = resample(prediction.shares[0], source=prediction.grid, on=on, outside=WHOLE)
    labels = np.zeros(on.shape, np.uint8)
    for label, channel in enumerate(prediction.shares[1:], start=1):
        likely = _can_win(channel, among=len(prediction.shares))
        window = _window(likely, source=prediction.grid, on=on)
        share = resample(channel, source=prediction.grid, on=_part(on, window), outside=0)
        wins = share > best[window]
        best[window][wins] = share[wins]
        labels[window][wins] = label
    return labels


def _can_win(share: NDArray[np.uint16], *, among: int) -> NDArray[np.bool_]:
    """Return where a label has more than 1 / `among`: with less it cannot be the likeliest of all."""
    wins: NDArray[np.bool_] = share > WHOLE / among
    return wins


def _window(mask: NDArray[np.bool_], *, source: Grid, on: Grid) -> Window:
    """Return the voxels of `on` that a mask on `source` can reach by interpolation, maybe none."""
    where = ndimage.find_objects(mask.astype(np.uint8))
    if not where:
        return slice(0, 0), slice(0, 0), slice(0, 0)
    ends = np.array([(edge.start - 1, edge.stop) for edge in where[0]])
    corners = np.stack(np.meshgrid(*ends, indexing="ij"), axis=-1).reshape(-1, 3)
    there = np.linalg.inv(on.affine) @ source.affine
    places = corners @ there[:3, :3].T + there[:3, 3]
    low = np.clip(np.floor(places.min(axis=0)), 0, on.shape).astype(int)
    high = np.clip(np.ceil(places.max(axis=0)) + 1, 0, on.shape).astype(int)
    i, j, k = (slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    return i, j, k


def _part(grid: Grid, window: Window) -> Grid:
    """Return the grid of a window of an array."""
    affine = grid.affine.copy()
    affine[:3, 3] += affine[:3, :3] @ [part.start for part in window]
    i, j, k = (part.stop - part.start for part in window)
    return Grid(shape=(i, j, k), affine=affine)
