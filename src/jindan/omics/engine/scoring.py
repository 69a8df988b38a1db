"""The linear part of a view: from values as written to standardised columns, scores and exact contributions."""

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
    """Standardised columns of a view: one for each feature, and one for each of its knots where it bends.

    knots: for each feature, the places between which its effect is a straight line (none: straight throughout).
    centre, scale: of each column, in training.
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
        """The column of each feature that is the feature itself."""
        widths = [1 + len(knots) for knots in self.knots]
        return np.cumsum([0, *widths[:-1]])

    def columns(self, values: Floats) -> Floats:
        """Values (specimens × features) as standardised columns; what is missing is 0, the mean of training."""
        found = expand(transformed(values, features=self.features), knots=self.knots)
        found -= self.centre  # in place: a block of a cohort is large
        found /= self.scale
        found[np.isnan(found)] = 0.0
        return found


@dataclass(frozen=True, kw_only=True)
class Linear:
    """Scores that are linear in the columns; `replicas` are the same from bootstrapped cohorts.

    coefficients: columns × classes. intercept: classes. replicas: runs × (columns + 1) × classes, the last row being
    the intercept.
    """

    coefficients: Floats
    intercept: Floats
    replicas: Floats

    def scores(self, columns: Floats) -> Floats:
        """Log-odds up to a constant, specimens × classes."""
        found: Floats = columns @ self.coefficients + self.intercept
        return found

    def replica_scores(self, columns: Floats) -> Floats:
        """The same by each replica: runs × specimens × classes."""
        found: Floats = columns @ self.replicas[:, :-1, :] + self.replicas[:, -1:, :]
        return found

    def contributions(self, columns: Floats, *, owners: NDArray[np.intp]) -> Floats:
        """What each feature adds to the score of each class: features × classes, for one specimen."""
        parts = columns[:, None] * self.coefficients
        summed = np.zeros((int(owners.max()) + 1, parts.shape[1]))
        np.add.at(summed, owners, parts)
        return summed


def transformed(values: Floats, *, features: Sequence[Feature]) -> Floats:
    """Values on the scale that the model works on, as new ones."""
    found = values.astype(np.float64, copy=True)
    for number, feature in enumerate(features):
        if feature.transform == "log":
            found[:, number] = np.log(np.maximum(found[:, number], feature.floor))
    return found


def expand(values: Floats, *, knots: Knots) -> Floats:
    """Each feature, followed by its tent functions on the knots: 1 at one knot, 0 at the others."""
    if not any(knots):
        return values
    columns: list[Floats] = []
    for number, places in enumerate(knots):
        column = values[:, number]
        columns.append(column)
        columns += [np.interp(column, places, tent) for tent in np.eye(len(places))]
    return np.column_stack(columns)


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    found: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return found


def logit(probability: Floats) -> Floats:
    """Log-odds of probabilities kept off 0 and 1."""
    inside = np.clip(probability, 1e-9, 1 - 1e-9)
    found: Floats = np.log(inside / (1 - inside))
    return found
