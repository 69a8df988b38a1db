"""A model in memory: what it says about itself, its views, and how they are weighed together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jindan.omics.engine.fusing import Fusion, Views
from jindan.omics.engine.novelty import Novelty
from jindan.omics.engine.scoring import Floats, Linear, Scaler, logit
from jindan.omics.engine.shapley import shapley
from jindan.omics.manifest import Manifest

NORMAL_95 = 1.959964


class Estimator(Protocol):
    """Scores that are not linear in the columns: a forest, a support vector machine."""

    def scores(self, columns: Floats) -> Floats:
        """Log-odds up to a constant, specimens × classes."""


@dataclass(frozen=True, kw_only=True)
class FittedView:
    """One view: how its columns are made, what scores them, and how far from the training they may lie."""

    scaler: Scaler
    scorer: Linear | Estimator
    novelty: Novelty

    def straight(self, columns: Floats) -> Floats:
        """The standardised features alone, without their bends."""
        found: Floats = columns[:, self.scaler.straight]
        return found

    def contributions(self, columns: Floats) -> Floats | None:
        """What each feature adds to the score of each class, for one specimen; None where that is not known."""
        owners = self.scaler.owners
        if isinstance(self.scorer, Linear):
            return self.scorer.contributions(columns[0], owners=owners)
        return shapley(self.scorer.scores, columns, owners=owners)


@dataclass(frozen=True, kw_only=True)
class OmicsModel:
    """A model that answers with any of its views missing.

    fusions: one for each set of views. reference_truth: the class of each patient of `Novelty.reference`.
    """

    manifest: Manifest
    views: Mapping[str, FittedView]
    fusions: Mapping[Views, Fusion]
    reference_truth: Floats

    def fusion(self, columns: Mapping[str, Floats]) -> Fusion:
        """How the views that are given are weighed."""
        return self.fusions[tuple(view for view in self.views if view in columns)]

    def scores(self, columns: Mapping[str, Floats]) -> dict[str, Floats]:
        """The scores of each view that is given, specimens × classes."""
        return {name: self.views[name].scorer.scores(each) for name, each in columns.items()}

    def probabilities(self, columns: Mapping[str, Floats]) -> Floats:
        """The probability of each class, from the views that are given."""
        return self.fusion(columns).probabilities(self.scores(columns))

    def interval(self, columns: Mapping[str, Floats]) -> tuple[Floats, Floats] | None:
        """Ends of the 95 % interval of each probability of one specimen, had other patients been in the cohort.

        None where a view has no bootstrap replicas.
        """
        scorers = {name: self.views[name].scorer for name in columns}
        linear = {name: each for name, each in scorers.items() if isinstance(each, Linear)}
        if len(linear) < len(scorers) or any(not len(each.replicas) for each in linear.values()):
            return None
        fusion = self.fusion(columns)
        replicas = {name: each.replica_scores(columns[name]) for name, each in linear.items()}
        spread = logit(fusion.probabilities(replicas)[:, 0]).std(axis=0, ddof=1)
        middle = logit(self.probabilities(columns)[0])
        reach = NORMAL_95 * spread
        return expit(middle - reach), expit(middle + reach)

    def contributions(self, columns: Mapping[str, Floats]) -> dict[str, Floats] | None:
        """For one specimen, what each feature of each view adds to the log-odds of each class (features × classes).

        With what the mean patient has they add up to the log-odds exactly; of views that are not linear, how the sum is
        shared is an estimate. None where such a view has too many features.
        """
        fusion = self.fusion(columns)
        found: dict[str, Floats] = {}
        for name, weight in zip(fusion.views, fusion.weights, strict=True):
            parts = self.views[name].contributions(columns[name])
            if parts is None:
                return None
            found[name] = weight * against_the_rest(parts)
        return found


def against_the_rest(scores: Floats) -> Floats:
    """Scores of each class less the mean score of the others: with two classes, the log-odds."""
    classes = scores.shape[-1]
    others = (scores.sum(axis=-1, keepdims=True) - scores) / (classes - 1)
    found: Floats = scores - others
    return found


def expit(log_odds: Floats) -> Floats:
    """Probabilities of log-odds."""
    found: Floats = 1 / (1 + np.exp(-log_odds))
    return found
