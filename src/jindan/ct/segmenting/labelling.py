"""From an ensemble's probabilities in a box to labels on the volume's own grid."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from jindan.ct.segmenting.ensemble import WHOLE, Opinion
from jindan.ct.segmenting.grid import Grid, grid_of, resample
from jindan.ct.volume import Volume

SMALLEST_SHARE = 0.1
"""A part smaller than this share of the label's largest part is taken for a stray."""

SLAB, SLABS_AT_ONCE = 16, 2
"""Slices brought back together: probabilities of a whole volume would take gigabytes."""

Window = tuple[slice, slice, slice]


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """An opinion without stray parts. wholeness: for each label, the share its largest part had."""

    opinion: Opinion
    wholeness: tuple[float, ...]


def tidy(opinion: Opinion) -> Tidied:
    """Take away the small parts of each label that lie apart from its large ones."""
    labels = opinion.map.labels
    shares = opinion.shares.copy()
    places = ndimage.find_objects(labels, max_label=len(shares) - 1)
    wholeness = []
    for label, (where, channel) in enumerate(zip(places, shares[1:], strict=True), start=1):
        if where is None:
            wholeness.append(0.0)
            continue
        near = _grown(where)
        strays, share = _strays(labels[near] == label)
        # The rim goes too: between the voxels of a removed part its probability could still win.
        rim = ndimage.binary_dilation(strays) & ((labels[near] != label) | strays)
        channel[near][rim] = 0
        wholeness.append(share)
    tidied = Opinion(grid=opinion.grid, shares=shares, agreement=opinion.agreement)
    return Tidied(opinion=tidied, wholeness=tuple(wholeness))


def _grown(where: Window) -> Window:
    """One voxel more on each side, where there is one."""
    i, j, k = (slice(max(edge.start - 1, 0), edge.stop + 1) for edge in where)
    return i, j, k


def _strays(mask: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], float]:
    """The small parts of a mask that is not empty, and the share of its largest part."""
    parts, _ = ndimage.label(mask, np.ones((3, 3, 3)))
    sizes = np.bincount(parts.ravel())[1:]
    small = np.concatenate([[False], sizes < SMALLEST_SHARE * sizes.max()])
    return small[parts], float(sizes.max() / sizes.sum())


def label_volume(opinion: Opinion, *, volume: Volume) -> NDArray[np.uint8]:
    """The likeliest label of each voxel of the volume, 0 outside the box, slab by slab."""
    labels = np.zeros(volume.voxels.shape, np.uint8)
    grid = grid_of(volume)
    likely = _can_win(opinion.shares[1:].max(axis=0), among=len(opinion.shares))
    reach = _window(likely, source=opinion.grid, on=grid)

    def label(window: Window) -> None:
        labels[window] = _label_slab(opinion, on=_part(grid, window))

    with ThreadPoolExecutor(max_workers=SLABS_AT_ONCE) as pool:
        list(pool.map(label, _slabs(reach)))
    return labels


def _label_slab(opinion: Opinion, *, on: Grid) -> NDArray[np.uint8]:
    best = resample(opinion.shares[0], source=opinion.grid, on=on, outside=WHOLE)
    labels = np.zeros(on.shape, np.uint8)
    for label, channel in enumerate(opinion.shares[1:], start=1):
        likely = _can_win(channel, among=len(opinion.shares))
        window = _window(likely, source=opinion.grid, on=on)
        there = resample(channel, source=opinion.grid, on=_part(on, window), outside=0)
        wins = there > best[window]
        best[window][wins] = there[wins]
        labels[window][wins] = label
    return labels


def _can_win(share: NDArray[np.uint16], *, among: int) -> NDArray[np.bool_]:
    """Where a label has its even share: with less it cannot be the likeliest of all."""
    wins: NDArray[np.bool_] = share > WHOLE / among
    return wins


def _window(mask: NDArray[np.bool_], *, source: Grid, on: Grid) -> Window:
    """The voxels of `on` that a mask on `source` can reach by interpolation; may be empty."""
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


def _slabs(window: Window) -> Iterator[Window]:
    i, j, k = window
    for start in range(k.start, k.stop, SLAB):
        yield i, j, slice(start, min(start + SLAB, k.stop))


def _part(grid: Grid, window: Window) -> Grid:
    """The grid of an array's part."""
    affine = grid.affine.copy()
    affine[:3, 3] += affine[:3, :3] @ [part.start for part in window]
    i, j, k = (part.stop - part.start for part in window)
    return Grid(shape=(i, j, k), affine=affine)
