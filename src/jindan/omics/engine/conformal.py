"""Prediction sets that have the true class at a chosen rate, class by class (Mondrian conformal prediction)."""

import numpy as np

from jindan.omics.engine.scoring import Flags, Floats, Ints


def p_values(probabilities: Floats, *, calibration: Floats, truth: Ints) -> Floats:
    """Return the conformal p-value of each class (columns) for each specimen (rows).

    It is the share of the left-out patients of a class whose probability of that class is not above the specimen's.
    The rank counts the specimen itself, so that a class with few patients is never excluded by chance.
    """
    shares = [
        _shares(probabilities[:, k], among=calibration[truth == k, k])
        for k in range(calibration.shape[1])
    ]
    return np.stack(shares, axis=1)


def prediction_sets(
    probabilities: Floats, *, calibration: Floats, truth: Ints, level: float
) -> Flags:
    """Return whether each class (columns) is in the set of each specimen (rows) at this level, 0 to 1."""
    return np.asarray(p_values(probabilities, calibration=calibration, truth=truth) > 1 - level)


def _shares(probabilities: Floats, *, among: Floats) -> Floats:
    no_more = np.searchsorted(np.sort(among), probabilities, side="right")
    return np.asarray((1 + no_more) / (1 + len(among)))
