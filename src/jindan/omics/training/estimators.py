"""Scorers of a view: the linear default, and others of scikit-learn by name."""

import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from sklearn.cross_decomposition import PLSRegression
from sklearn.ensemble import (
    GradientBoostingClassifier,
    RandomForestClassifier,
    StackingClassifier,
)
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from jindan.omics.engine.scoring import Floats, Ints
from jindan.omics.errors import BadRecipe

if TYPE_CHECKING:
    from sklearn.base import BaseEstimator

STRENGTHS = tuple(float(f"{strength:.6g}") for strength in np.logspace(-4, 0.5, 10))
"""Inverse ridge penalties, of which the one with the least left-out log loss is chosen."""
MOST_STEPS = 1000
NEWTON_STEPS, HALVINGS = 50, 20
"""At most so many steps, and halvings of a step that does not lower the loss."""


def fit_linear(columns: Floats, truth: Ints, *, strength: float, classes: int) -> Floats:
    """Fit an L2 logistic regression and return coefficients with intercepts in the last row.

    The shape is (columns + 1) × classes, and the sum over the classes is 0.
    """
    if classes == 2:
        log_odds: Floats = _fit_two(columns, truth, strength=strength)[:, None]
        return np.hstack([-log_odds / 2, log_odds / 2])
    with warnings.catch_warnings():
        # A fit that is close to its optimum predicts as well as one at it.
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = LogisticRegression(C=strength, max_iter=MOST_STEPS).fit(columns, truth)
    point = np.vstack([fitted.coef_.T, fitted.intercept_])
    return np.asarray(point - point.mean(axis=1, keepdims=True))


def _fit_two(columns: Floats, truth: Ints, *, strength: float) -> Floats:
    """Return coefficients and intercept by Newton's method on the objective of scikit-learn, many times faster."""
    design = np.column_stack([columns, np.ones(len(columns))])
    ridge = np.append(np.ones(columns.shape[1]), 1e-8) / strength
    share = float(truth.mean())
    point = np.append(np.zeros(columns.shape[1]), np.log(share / (1 - share)))
    loss = _loss(design @ point, truth) + 0.5 * float(ridge @ point**2)
    for _ in range(NEWTON_STEPS):
        fitted = 1 / (1 + np.exp(-design @ point))
        gradient = design.T @ (fitted - truth) + ridge * point
        if np.abs(gradient).max() < 1e-8 * len(truth):
            break
        weighted = design * (fitted * (1 - fitted))[:, None]
        step = np.linalg.solve(design.T @ weighted + np.diag(ridge), gradient)
        for _ in range(HALVINGS):
            further = _loss(design @ (point - step), truth) + 0.5 * float(
                ridge @ (point - step) ** 2
            )
            if further <= loss:
                break
            step = step / 2
        point, loss = point - step, further
    return point


def _loss(odds: Floats, truth: Ints) -> float:
    return float(np.logaddexp(0, odds).sum() - odds @ truth)


def fit_estimator(
    name: str,
    columns: Floats,
    truth: Ints,
    *,
    parameters: Mapping[str, float | int | str],
    seed: int,
) -> "BaseEstimator":
    """Return a fitted estimator of scikit-learn. Raises BadRecipe for parameters that it does not have."""
    estimator = _estimator(name, parameters, seed=seed)
    if name == "pls-da":
        return estimator.fit(columns, np.eye(int(truth.max()) + 1)[truth])
    return estimator.fit(columns, truth)


def _estimator(
    name: str, parameters: Mapping[str, float | int | str], *, seed: int
) -> "BaseEstimator":
    """Return an estimator that is not fitted. Raises BadRecipe."""
    try:
        match name:
            case "forest":
                estimator = RandomForestClassifier(300, random_state=seed)
            case "boosting":
                estimator = GradientBoostingClassifier(random_state=seed)
            case "svm":
                estimator = SVC(random_state=seed)
            case "stacking":
                parts = [
                    ("forest", RandomForestClassifier(300, random_state=seed)),
                    ("svm", SVC(random_state=seed)),
                ]
                estimator = StackingClassifier(parts, LogisticRegression())
            case _:
                estimator = PLSRegression(scale=False)
        return estimator.set_params(**parameters)
    except ValueError as error:
        raise BadRecipe(reason=f"parameters: {str(error).splitlines()[0]}") from None
