"""Contributions of features to scores that are not linear: Shapley values against the mean patient of the training.

For a linear scorer Shapley values are its contributions, so that contributions of all scorers mean the same.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from jindan.omics.engine.scoring import Floats

ORDERS = 16
"""Orders in which features are added. Half of them are the reverse of the other half, which lowers the variance."""
MOST_FEATURES = 2000
"""Features above which the estimate takes too long for one answer."""
SEED = 0


def shapley(
    scores: Callable[[Floats], Floats], columns: Floats, *, owners: NDArray[np.intp]
) -> Floats | None:
    """Return what each feature of one specimen adds to the score of each class, features × classes.

    It is the mean, over some orders of the features, of the change as each takes its own value instead of the mean.
    The sum is exact, and its division an estimate. None with more than `MOST_FEATURES` features.
    """
    features = int(owners.max()) + 1
    if features > MOST_FEATURES:
        return None
    generator = np.random.default_rng(SEED)
    drawn = [generator.permutation(features) for _ in range(ORDERS // 2)]
    orders = [*drawn, *(order[::-1] for order in drawn)]
    changes = [_changes(scores, columns, order=order, owners=owners) for order in orders]
    return np.asarray(np.mean(changes, axis=0))


def _changes(
    scores: Callable[[Floats], Floats],
    columns: Floats,
    *,
    order: NDArray[np.intp],
    owners: NDArray[np.intp],
) -> Floats:
    """Return what each feature adds when the features are added in this order."""
    turns = np.argsort(order)[owners]
    # Row k has the first k features of the order, so that differences of its scores are what each adds.
    is_added = turns[None] < np.arange(len(order) + 1)[:, None]
    added = np.empty((len(order), scores(columns).shape[1]))
    added[order] = np.diff(scores(np.where(is_added, columns, 0.0)), axis=0)
    return added
