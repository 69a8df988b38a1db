"""Folds of rows, with classes divided evenly and no patient in two folds."""

import numpy as np

from jindan.omics.engine.scoring import Ints


def assign(truth: Ints, groups: Ints, *, count: int, seed: int) -> Ints:
    """Return the fold of each row, from 0.

    truth: classes by number. groups: the patient of each row.
    """
    generator = np.random.default_rng(seed)
    patients, first, back = np.unique(groups, return_index=True, return_inverse=True)
    order = generator.permutation(len(patients))
    order = order[np.argsort(truth[first[order]], kind="stable")]
    fold = np.empty(len(patients), dtype=np.int64)
    fold[order] = np.arange(len(patients)) % count
    return fold[back]
