"""The weights of late fusion, fitted on scores of rows that the views were not fitted on."""

import numpy as np
from scipy.optimize import minimize

from jindan.omics.engine.scoring import Floats, Ints, softmax

PULLS = (0.1, 1.0, 10.0)
"""Ridge penalties on unequal weights, of which the one with the least left-out log loss is chosen."""


def fit_weights(scores: Floats, truth: Ints, *, pull: float) -> tuple[Floats, Floats]:
    """Return weights and bias of least log loss on left-out scores (views × rows × classes).

    truth: the classes of the rows, by number.
    """
    views, _, classes = scores.shape
    start = np.concatenate([np.ones(views), np.zeros(classes)])
    bounds = [(0.0, None)] * views + [(None, None)] * classes
    optimum = minimize(
        _loss, start, args=(scores, truth.astype(int), pull), jac=True, bounds=bounds, method="L-BFGS-B",
        options={"maxiter": 500, "ftol": 1e-12, "gtol": 1e-9},
    )  # fmt: skip
    bias = optimum.x[views:]
    return optimum.x[:views], bias - bias.mean()


def choose_pull(scores: Floats, truth: Ints, *, folds: Ints) -> float:
    """Return the penalty of least log loss on rows that the weights were not fitted on."""
    if len(scores) == 1:
        return PULLS[1]

    def left_out_loss(pull: float) -> float:
        return log_loss(fuse_left_out(scores, truth, folds=folds, pull=pull), truth)

    return min(PULLS, key=left_out_loss)


def fuse_left_out(scores: Floats, truth: Ints, *, folds: Ints, pull: float) -> Floats:
    """Return probabilities of rows (rows × classes) by weights that were fitted without them."""
    probabilities = np.zeros(scores.shape[1:])
    for fold in np.unique(folds):
        out = folds == fold
        weights, bias = fit_weights(scores[:, ~out], truth[~out], pull=pull)
        probabilities[out] = softmax(np.tensordot(weights, scores[:, out], axes=1) + bias)
    return probabilities


def log_loss(probabilities: Floats, truth: Ints) -> float:
    """Return the mean negative logarithm of the probability of the true class."""
    of_truth = probabilities[np.arange(len(truth)), truth.astype(int)]
    return float(-np.log(np.clip(of_truth, 1e-12, 1.0)).mean())


def _loss(point: Floats, scores: Floats, truth: Ints, pull: float) -> tuple[float, Floats]:
    """Return the penalised log loss and its gradient. The arguments are positional, as scipy passes them."""
    views, rows, _ = scores.shape
    weights, bias = point[:views], point[views:]
    probabilities = softmax(np.tensordot(weights, scores, axes=1) + bias)
    spread = weights - weights.mean()
    loss = (
        log_loss(probabilities, truth) + pull * float(spread @ spread) + 1e-6 * float(bias @ bias)
    )
    error = probabilities.copy()
    error[np.arange(rows), truth] -= 1
    error /= rows
    to_weights = np.einsum("vrk,rk->v", scores, error) + 2 * pull * spread
    return loss, np.concatenate([to_weights, error.sum(axis=0) + 2e-6 * bias])
