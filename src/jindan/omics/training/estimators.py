"""What may score a view: the linear default, and others of scikit-learn by name."""

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

STRENGTHS = tuple(float(f"{each:.6g}") for each in np.logspace(-4, 0.5, 10))
"""The inverse ridge penalties among which left-out log loss chooses."""
MOST_STEPS = 1000
NEWTON_STEPS, HALVINGS = 50, 20


def fit_linear(columns: Floats, truth: Ints, *, strength: float, classes: int) -> Floats:
    """Coefficients and, in the last row, intercepts of an L2 logistic regression: (columns + 1) × classes.

    They sum to 0 over the classes.
    """
    if classes == 2:
        found: Floats = _fit_two(columns, truth, strength=strength)[:, None]
        return np.hstack([-found / 2, found / 2])
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ConvergenceWarning
        )  # a fit not quite at its end is as good as at it
        fitted = LogisticRegression(C=strength, max_iter=MOST_STEPS).fit(columns, truth)
    found = np.vstack([fitted.coef_.T, fitted.intercept_])
    return np.asarray(found - found.mean(axis=1, keepdims=True))


def _fit_two(columns: Floats, truth: Ints, *, strength: float) -> Floats:
    """Newton's method on the same objective as scikit-learn's: exact in a few steps, and many times faster."""
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
    """An estimator of scikit-learn, fitted. Raises BadRecipe for parameters that it does not have."""
    made = _made(name, parameters, seed=seed)
    if name == "pls-da":
        return made.fit(columns, np.eye(int(truth.max()) + 1)[truth])
    return made.fit(columns, truth)


def _made(name: str, parameters: Mapping[str, float | int | str], *, seed: int) -> "BaseEstimator":
    try:
        match name:
            case "forest":
                made = RandomForestClassifier(300, random_state=seed)
            case "boosting":
                made = GradientBoostingClassifier(random_state=seed)
            case "svm":
                made = SVC(random_state=seed)
            case "stacking":
                parts = [
                    ("forest", RandomForestClassifier(300, random_state=seed)),
                    ("svm", SVC(random_state=seed)),
                ]
                made = StackingClassifier(parts, LogisticRegression())
            case _:
                made = PLSRegression(scale=False)
        return made.set_params(**parameters)
    except ValueError as error:
        raise BadRecipe(reason=f"parameters: {str(error).splitlines()[0]}") from None
