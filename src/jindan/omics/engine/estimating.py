"""Scores of an estimator that was read from a skops file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from jindan.omics.engine.scoring import Floats

LEAST = 1e-3
"""Forests give probabilities of 0, whose logarithm would outvote every other view."""


@runtime_checkable
class Deciding(Protocol):
    """Such as a support vector machine."""

    def decision_function(self, columns: Floats) -> Floats:
        """Signed distances from the boundary."""


@runtime_checkable
class Voting(Protocol):
    """Such as a forest."""

    def predict_proba(self, columns: Floats) -> Floats:
        """A share of votes for each class."""


@runtime_checkable
class Regressing(Protocol):
    """Such as PLS-DA."""

    def predict(self, columns: Floats) -> Floats:
        """A number for each class."""


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """An estimator of scikit-learn as the scorer of a view."""

    estimator: Deciding | Voting | Regressing
    classes: Sequence[str]

    def scores(self, columns: Floats) -> Floats:
        """Log-odds up to a constant, specimens × classes."""
        if isinstance(self.estimator, Deciding):
            found = np.asarray(self.estimator.decision_function(columns))
        elif isinstance(self.estimator, Voting):
            found = np.log(np.clip(self.estimator.predict_proba(columns), LEAST, 1.0))
        else:
            found = np.asarray(self.estimator.predict(columns))
        if found.ndim == 1:
            found = np.stack([-found / 2, found / 2], axis=1)
        return np.asarray(found - found.mean(axis=1, keepdims=True))
