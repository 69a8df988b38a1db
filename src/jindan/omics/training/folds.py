"""Divide rows into folds: classes evenly, and no patient in two of them."""

import numpy as np

from jindan.omics.engine.scoring import Ints


def assign(truth: Ints, groups: Ints, *, count: int, seed: int) -> Ints:
    """The fold of each row, from 0."""
    chance = np.random.default_rng(seed)
    patients, first, back = np.unique(groups, return_index=True, return_inverse=True)
    order = chance.permutation(len(patients))
    order = order[np.argsort(truth[first[order]], kind="stable")]
    fold = np.empty(len(patients), dtype=np.int64)
    fold[order] = np.arange(len(patients)) % count
    return fold[back]
