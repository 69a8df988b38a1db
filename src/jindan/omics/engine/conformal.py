"""Prediction sets that hold the true class as often as was chosen, class by class (Mondrian conformal prediction)."""

import numpy as np

from jindan.omics.engine.scoring import Flags, Floats, Ints


def p_values(probabilities: Floats, *, calibration: Floats, truth: Ints) -> Floats:
    """How ordinary each specimen (rows) would be in each class (columns).

    Among the left-out patients of a class, it is the share that was given no more probability of that class than this
    specimen is. The rank counts the specimen itself, so that a class with few patients is never excluded by chance.
    """
    shares = [
        _shares(probabilities[:, k], among=calibration[truth == k, k])
        for k in range(calibration.shape[1])
    ]
    return np.stack(shares, axis=1)


def prediction_sets(
    probabilities: Floats, *, calibration: Floats, truth: Ints, level: float
) -> Flags:
    """Whether each class (columns) is in the set of each specimen (rows) at this level."""
    return np.asarray(p_values(probabilities, calibration=calibration, truth=truth) > 1 - level)


def _shares(probabilities: Floats, *, among: Floats) -> Floats:
    no_more = np.searchsorted(np.sort(among), probabilities, side="right")
    return np.asarray((1 + no_more) / (1 + len(among)))
