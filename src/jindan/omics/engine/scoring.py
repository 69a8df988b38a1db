"""The linear part of a view: standardised columns of values, scores, and exact contributions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jindan.omics.manifest import Feature

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Knots = Sequence[Sequence[float]]


@dataclass(frozen=True, kw_only=True)
class Scaler:
    """Standardises the columns of a view: one for each feature, followed by one for each of its knots.

    knots: for each feature, the values between which its effect is linear (none: linear throughout).
    centre, scale: mean and standard deviation of each column in training.
    """

    features: tuple[Feature, ...]
    knots: tuple[tuple[float, ...], ...]
    centre: Floats
    scale: Floats

    @property
    def owners(self) -> NDArray[np.intp]:
        """The feature that each column belongs to, by number."""
        return np.repeat(np.arange(len(self.features)), [1 + len(knots) for knots in self.knots])

    @property
    def straight(self) -> NDArray[np.intp]:
        """The column of each feature itself, without those of its knots."""
        widths = [1 + len(knots) for knots in self.knots]
        return np.cumsum([0, *widths[:-1]])

    def columns(self, values: Floats) -> Floats:
        """Return values (specimens × features) as standardised columns. Missing ones are 0, the mean of training."""
        columns = expand(transformed(values, features=self.features), knots=self.knots)
        columns -= self.centre  # in place, because a block of a cohort is large
        columns /= self.scale
        columns[np.isnan(columns)] = 0.0
        return columns


@dataclass(frozen=True, kw_only=True)
class Linear:
    """Scores that are linear in the columns.

    coefficients: columns × classes. intercept: classes. replicas: fits on bootstrapped cohorts, runs × (columns + 1) ×
    classes, with the intercept in the last row.
    """

    coefficients: Floats
    intercept: Floats
    replicas: Floats

    def scores(self, columns: Floats) -> Floats:
        """Return log-odds up to a constant, specimens × classes."""
        scores: Floats = columns @ self.coefficients + self.intercept
        return scores

    def replica_scores(self, columns: Floats) -> Floats:
        """Return the scores by each replica, runs × specimens × classes."""
        scores: Floats = columns @ self.replicas[:, :-1, :] + self.replicas[:, -1:, :]
        return scores

    def contributions(self, columns: Floats, *, owners: NDArray[np.intp]) -> Floats:
        """Return what each feature of one specimen adds to the score of each class, features × classes.

        columns: of the specimen. owners: the feature of each column.
        """
        parts = columns[:, None] * self.coefficients
        summed = np.zeros((int(owners.max()) + 1, parts.shape[1]))
        np.add.at(summed, owners, parts)
        return summed


def transformed(values: Floats, *, features: Sequence[Feature]) -> Floats:
    """Return a copy of values (specimens × features) on the scale that the model uses."""
    scaled = values.astype(np.float64, copy=True)
    for number, feature in enumerate(features):
        if feature.transform == "log":
            scaled[:, number] = np.log(np.maximum(scaled[:, number], feature.floor))
    return scaled


def expand(values: Floats, *, knots: Knots) -> Floats:
    """Return each feature followed by its tent functions, each of which is 1 at one knot and 0 at the others."""
    if not any(knots):
        return values
    columns: list[Floats] = []
    for number, places in enumerate(knots):
        column = values[:, number]
        columns.append(column)
        columns += [np.interp(column, places, tent) for tent in np.eye(len(places))]
    return np.column_stack(columns)


def softmax(scores: Floats) -> Floats:
    """Return probabilities, which sum to 1 over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    probabilities: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return probabilities


def logit(probability: Floats) -> Floats:
    """Return log-odds of probabilities, which are first kept 1e-9 away from 0 and 1."""
    inside = np.clip(probability, 1e-9, 1 - 1e-9)
    log_odds: Floats = np.log(inside / (1 - inside))
    return log_odds
