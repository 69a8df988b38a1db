"""Figures of merit: discrimination, calibration, coverage, and their uncertainty."""

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import rankdata

from jindan.omics.engine.scoring import Floats, Ints, logit


def auc(truth: Ints, score: Floats) -> float:
    """Return the share of pairs (one of class 1, one of class 0) in the right order, where ties count half.

    NaN where a class has no rows.
    """
    positive = truth == 1
    count, others = int(positive.sum()), int((~positive).sum())
    if not count or not others:
        return float("nan")
    ranks = rankdata(score)
    return float((ranks[positive].sum() - count * (count + 1) / 2) / (count * others))


def accuracy(truth: Ints, probabilities: Floats) -> float:
    """Return the share of rows whose likeliest class is the true one."""
    return float((probabilities.argmax(axis=1) == truth).mean())


def balanced_error(truth: Ints, probabilities: Floats) -> float:
    """Return the mean over the classes of the share of rows that are classified as another."""
    wrong = probabilities.argmax(axis=1) != truth
    return float(np.mean([wrong[truth == k].mean() for k in np.unique(truth)]))


def f1(truth: Ints, probabilities: Floats) -> float:
    """Return the harmonic mean of precision and recall of class 1."""
    positive = probabilities.argmax(axis=1) == 1
    right = float((positive & (truth == 1)).sum())
    return 2 * right / max(1.0, float(positive.sum() + (truth == 1).sum()))


def calibration_error(truth: Ints, probabilities: Floats, *, bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest class.

    It is the mean difference of confidence and accuracy over bins of equal counts.
    """
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    parts = np.array_split(np.argsort(confidence, kind="stable"), bins)
    gaps = [abs(confidence[p].mean() - right[p].mean()) * len(p) for p in parts if len(p)]
    return float(np.sum(gaps) / len(truth))


def slope_and_shift(truth: Ints, probability: Floats) -> tuple[float, float]:
    """Return calibration slope and intercept, ideally 1 and 0.

    They are the logistic regression of the truth on the log-odds of the probability.
    """
    design = np.column_stack([logit(probability), np.ones(len(truth))])
    point = np.array([1.0, 0.0])
    for _ in range(25):
        fitted = 1 / (1 + np.exp(-np.clip(design @ point, -50, 50)))
        weight = np.maximum(fitted * (1 - fitted), 1e-9)
        curved = design.T @ (design * weight[:, None]) + 1e-6 * np.eye(2)
        point = point + np.linalg.solve(curved, design.T @ (truth - fitted))
    return float(point[0]), float(point[1])


def sensitivity_at(truth: Ints, score: Floats, *, specificity: float) -> float:
    """Return the sensitivity at the threshold of this specificity."""
    threshold = np.quantile(score[truth == 0], specificity)
    return float((score[truth == 1] > threshold).mean())


def coverage(truth: Ints, sets: Floats) -> float:
    """Return the share of rows whose set (rows × classes) has the true class."""
    return float(sets[np.arange(len(truth)), truth].mean())


def bootstrap_sd(values: Floats, *, seed: int, runs: int = 1000) -> float:
    """Return the standard deviation of a mean over bootstrapped rows."""
    generator = np.random.default_rng(seed)
    draws = generator.integers(0, len(values), (runs, len(values)))
    return float(values[draws].mean(axis=1).std(ddof=1))


def auc_lower_bound(truth: Ints, score: Floats, *, level: float = 0.975) -> float:
    """Return a one-sided lower bound of the AUC by DeLong's variance."""
    positive, negative = score[truth == 1], score[truth == 0]
    wins = (positive[:, None] > negative[None]) + 0.5 * (positive[:, None] == negative[None])
    spread = np.sqrt(
        wins.mean(axis=1).var(ddof=1) / len(positive)
        + wins.mean(axis=0).var(ddof=1) / len(negative)
    )
    return float(wins.mean() - ndtri(level) * spread)


def delong_p(truth: Ints, first: Floats, second: Floats) -> float:
    """Return the two-sided p-value of equal AUC of two scores of the same rows (DeLong's paired test)."""
    parts = []
    for score in (first, second):
        positive, negative = score[truth == 1], score[truth == 0]
        wins = (positive[:, None] > negative[None]) + 0.5 * (positive[:, None] == negative[None])
        parts.append((wins.mean(axis=1), wins.mean(axis=0), wins.mean()))
    rows = parts[0][0] - parts[1][0]
    columns = parts[0][1] - parts[1][1]
    variance = rows.var(ddof=1) / len(rows) + columns.var(ddof=1) / len(columns)
    z = (parts[0][2] - parts[1][2]) / np.sqrt(max(variance, 1e-12))
    return float(2 * ndtr(-abs(z)))
