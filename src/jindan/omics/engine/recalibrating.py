"""Recalibration by labelled patients of a site: one slope of the scores, and a shift for each class."""

import numpy as np

from jindan.omics.engine.scoring import Floats, Ints, softmax
from jindan.omics.errors import CannotRecalibrate

LEAST = 5
"""Patients of each class."""
SLOPE_PRIOR = 10.0
"""Prior strength of a slope of 1, in patients. Few labels then move the shifts, and many the slope too."""
SHIFT_PRIOR = 1e-6
"""Only as strong as it needs to be for a unique solution."""
STEPS = 50
"""Steps of Newton's method."""


def check_enough(truth: Ints, *, classes: int, least: int = LEAST) -> None:
    """Raise CannotRecalibrate where there are fewer than `least` patients of a class."""
    fewest = int(np.bincount(truth, minlength=classes).min())
    if fewest < least:
        raise CannotRecalibrate(least=least, found=fewest)


def fit_site(scores: Floats, truth: Ints) -> tuple[float, Floats]:
    """Return slope and shifts of log-odds (specimens × classes), fitted to the true classes by number.

    The shifts sum to 0. Raises CannotRecalibrate with fewer than five patients of any class.
    """
    classes = scores.shape[1]
    check_enough(truth, classes=classes)
    centred = scores - scores.mean(axis=1, keepdims=True)
    is_class = np.eye(classes)[truth]
    point = np.append(1.0, np.zeros(classes))
    for _ in range(STEPS):
        gradient, curvature = _derivatives(point, centred, is_class)
        # Newton steps are bounded, because the first may overshoot where classes are separable.
        point += np.clip(np.linalg.solve(curvature, gradient), -2, 2)
    return float(max(point[0], 0.05)), np.asarray(point[1:] - point[1:].mean())


def recalibrated(scores: Floats, *, slope: float, shifts: Floats) -> Floats:
    """Return the probabilities of scores (specimens × classes) after slope and shifts."""
    return softmax(slope * scores + shifts)


def _derivatives(point: Floats, scores: Floats, is_class: Floats) -> tuple[Floats, Floats]:
    """Return the gradient of the penalised log likelihood by slope and shifts, and its negative curvature."""
    fitted = softmax(point[0] * scores + point[1:])
    residual = is_class - fitted
    slope_part = float((scores * residual).sum()) - SLOPE_PRIOR * (point[0] - 1)
    gradient = np.append(slope_part, residual.sum(axis=0) - SHIFT_PRIOR * point[1:])
    around = scores - (fitted * scores).sum(axis=1, keepdims=True)
    curvature = np.empty((len(point), len(point)))
    curvature[0, 0] = float((fitted * around**2).sum()) + SLOPE_PRIOR
    curvature[0, 1:] = curvature[1:, 0] = (fitted * around).sum(axis=0)
    shifts = np.diag(fitted.sum(axis=0) + SHIFT_PRIOR)
    curvature[1:, 1:] = shifts - fitted.T @ fitted
    return gradient, curvature
