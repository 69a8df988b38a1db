"""What each feature adds to scores that are not linear: Shapley values against the mean patient of the training.

With a linear scorer they are its contributions, so that all scorers speak of the same thing.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from jindan.omics.engine.scoring import Floats

ORDERS = 16
"""Orders in which the features are brought in, half of them the other half turned round."""
MOST_FEATURES = 2000
SEED = 0


def shapley(
    scores: Callable[[Floats], Floats], columns: Floats, *, owners: NDArray[np.intp]
) -> Floats | None:
    """What each feature adds to the score of each class (features × classes), for one specimen.

    The mean over some orders of what changes as one feature after the other takes its own value instead of the mean.
    Their sum is exact; how it is shared is an estimate. None with too many features for that.
    """
    features = int(owners.max()) + 1
    if features > MOST_FEATURES:
        return None
    chance = np.random.default_rng(SEED)
    drawn = [chance.permutation(features) for _ in range(ORDERS // 2)]
    orders = [*drawn, *(order[::-1] for order in drawn)]
    added = [_added(scores, columns, order=order, owners=owners) for order in orders]
    return np.asarray(np.mean(added, axis=0))


def _added(
    scores: Callable[[Floats], Floats],
    columns: Floats,
    *,
    order: NDArray[np.intp],
    owners: NDArray[np.intp],
) -> Floats:
    """What each feature adds when the features come in in this order."""
    turns = np.argsort(order)[owners]
    is_in = turns[None] < np.arange(len(order) + 1)[:, None]
    found = np.empty((len(order), scores(columns).shape[1]))
    found[order] = np.diff(scores(np.where(is_in, columns, 0.0)), axis=0)
    return found
