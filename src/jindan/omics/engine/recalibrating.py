"""Fit probabilities to a site by its own labelled patients: a shift and a slope of the log-odds."""

import numpy as np
from numpy.typing import NDArray

from jindan.omics.engine.scoring import Floats, logit
from jindan.omics.errors import CannotRecalibrate

LEAST = 5
SLOPE_PRIOR = 10.0
"""As if so many patients had shown that the slope is right: few labels move the shift, many the slope too."""
STEPS = 50


def fit_site(known: Floats, truth: NDArray[np.int64]) -> tuple[float, float]:
    """Slope and shift of the log-odds, from probabilities and classes (0, 1) of labelled patients of the site.

    Raises CannotRecalibrate with fewer than five patients of either class.
    """
    counts = [int(np.count_nonzero(truth == k)) for k in (0, 1)]
    if min(counts) < LEAST:
        raise CannotRecalibrate(least=LEAST, found=min(counts))
    odds = logit(known)
    point = np.array([1.0, 0.0])
    for _ in range(STEPS):
        fitted = 1 / (1 + np.exp(-(point[0] * odds + point[1])))
        weight = np.maximum(fitted * (1 - fitted), 1e-6)
        design = np.column_stack([odds, np.ones_like(odds)])
        gradient = design.T @ (truth - fitted) - np.array([SLOPE_PRIOR * (point[0] - 1), 0.0])
        curvature = design.T @ (design * weight[:, None]) + np.diag([SLOPE_PRIOR, 1e-6])
        point = point + np.clip(np.linalg.solve(curvature, gradient), -2, 2)
    return float(max(point[0], 0.05)), float(point[1])


def recalibrated(probability: Floats, *, known: Floats, truth: NDArray[np.int64]) -> Floats:
    """Probabilities of class 1 as the site's own labelled patients say they should be. Raises CannotRecalibrate."""
    slope, shift = fit_site(known, truth)
    found: Floats = 1 / (1 + np.exp(-(slope * logit(probability) + shift)))
    return found
