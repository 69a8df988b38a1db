"""Prediction sets that hold the true class as often as was chosen, class by class (Mondrian conformal prediction)."""

import numpy as np

from jindan.omics.engine.scoring import Flags, Floats, Ints


def p_values(probabilities: Floats, *, calibration: Floats, truth: Ints) -> Floats:
    """For one specimen, how ordinary each class would be: among the left-out patients of a class, the share that was
    given no more probability of that class than this specimen is.

    The rank counts the specimen itself, so that a class with few patients is never excluded by chance.
    """
    classes = range(calibration.shape[1])
    return np.array(
        [_p_value(float(probabilities[k]), among=calibration[truth == k, k]) for k in classes]
    )


def prediction_sets(
    probabilities: Floats, *, calibration: Floats, truth: Ints, level: float
) -> Flags:
    """Whether each class (columns) is in the set of each specimen (rows) at this level."""
    found = [p_values(row, calibration=calibration, truth=truth) for row in probabilities]
    return np.asarray(np.array(found) > 1 - level)


def _p_value(probability: float, *, among: Floats) -> float:
    return float((1 + np.count_nonzero(among <= probability)) / (1 + len(among)))
