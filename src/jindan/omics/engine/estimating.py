"""Scores of an estimator of scikit-learn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from jindan.omics.engine.scoring import Floats

LEAST = 1e-3
"""Lowest probability. Forests give 0, whose logarithm would outweigh every other view."""


@runtime_checkable
class Deciding(Protocol):
    """An estimator with a decision boundary, such as a support vector machine."""

    def decision_function(self, columns: Floats) -> Floats:
        """Return signed distances from the boundary."""


@runtime_checkable
class Voting(Protocol):
    """An estimator with probabilities, such as a forest."""

    def predict_proba(self, columns: Floats) -> Floats:
        """Return the share of votes for each class, specimens × classes."""


@runtime_checkable
class Regressing(Protocol):
    """An estimator with a regression for each class, such as PLS-DA."""

    def predict(self, columns: Floats) -> Floats:
        """Return a number for each class, specimens × classes."""


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """An estimator of scikit-learn as the scorer of a view."""

    estimator: Deciding | Voting | Regressing
    classes: Sequence[str]

    def scores(self, columns: Floats) -> Floats:
        """Return log-odds up to a constant, specimens × classes."""
        if isinstance(self.estimator, Deciding):
            scores = np.asarray(self.estimator.decision_function(columns))
        elif isinstance(self.estimator, Voting):
            scores = np.log(np.clip(self.estimator.predict_proba(columns), LEAST, 1.0))
        else:
            scores = np.asarray(self.estimator.predict(columns))
        if scores.ndim == 1:
            scores = np.stack([-scores / 2, scores / 2], axis=1)
        return np.asarray(scores - scores.mean(axis=1, keepdims=True))
