"""A model in memory: its manifest, its views, and the fusion of their scores."""

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
"""Standard deviations from the mean to an end of the 95 % interval."""


class Estimator(Protocol):
    """A scorer that is not linear in the columns, such as a forest or a support vector machine."""

    def scores(self, columns: Floats) -> Floats:
        """Return log-odds up to a constant, specimens × classes."""


@dataclass(frozen=True, kw_only=True)
class FittedView:
    """One view: the scaler of its columns, their scorer, and the measure of likeness to the training."""

    scaler: Scaler
    scorer: Linear | Estimator
    novelty: Novelty

    def straight(self, columns: Floats) -> Floats:
        """Return the columns of the features alone, without those of their knots."""
        features: Floats = columns[:, self.scaler.straight]
        return features

    def contributions(self, columns: Floats) -> Floats | None:
        """Return what each feature of one specimen adds to the score of each class, features × classes.

        None where an estimator that is not linear has too many features.
        """
        owners = self.scaler.owners
        if isinstance(self.scorer, Linear):
            return self.scorer.contributions(columns[0], owners=owners)
        return shapley(self.scorer.scores, columns, owners=owners)


@dataclass(frozen=True, kw_only=True)
class OmicsModel:
    """A model that can answer with any of its views missing.

    fusions: one for each set of views. reference_truth: the class of each patient of `Novelty.reference`.
    """

    manifest: Manifest
    views: Mapping[str, FittedView]
    fusions: Mapping[Views, Fusion]
    reference_truth: Floats

    def fusion(self, columns: Mapping[str, Floats]) -> Fusion:
        """Return the fusion of the views that have columns."""
        return self.fusions[tuple(view for view in self.views if view in columns)]

    def scores(self, columns: Mapping[str, Floats]) -> dict[str, Floats]:
        """Return the scores of each view that has columns, specimens × classes."""
        return {name: self.views[name].scorer.scores(view) for name, view in columns.items()}

    def probabilities(self, columns: Mapping[str, Floats]) -> Floats:
        """Return the probability of each class, specimens × classes, from the views that have columns."""
        return self.fusion(columns).probabilities(self.scores(columns))

    def interval(self, columns: Mapping[str, Floats]) -> tuple[Floats, Floats] | None:
        """Return the ends of the 95 % interval of each probability of one specimen.

        It shows how the probability varies with the patients of the training, by the spread of the bootstrap replicas.
        None where a view has no replicas.
        """
        scorers = {name: self.views[name].scorer for name in columns}
        linear = {name: scorer for name, scorer in scorers.items() if isinstance(scorer, Linear)}
        has_replicas = all(len(scorer.replicas) for scorer in linear.values())
        if len(linear) < len(scorers) or not has_replicas:
            return None
        fusion = self.fusion(columns)
        replicas = {name: s.replica_scores(columns[name]) for name, s in linear.items()}
        spread = logit(fusion.probabilities(replicas)[:, 0]).std(axis=0, ddof=1)
        middle = logit(self.probabilities(columns)[0])
        reach = NORMAL_95 * spread
        return expit(middle - reach), expit(middle + reach)

    def contributions(self, columns: Mapping[str, Floats]) -> dict[str, Floats] | None:
        """Return what each feature of each view of one specimen adds to the log-odds of each class, features × classes.

        Together with the log-odds of the mean patient they sum to those of the specimen. In views that are not linear
        the sum is exact and its division an estimate. None where such a view has too many features.
        """
        fusion = self.fusion(columns)
        added: dict[str, Floats] = {}
        for name, weight in zip(fusion.views, fusion.weights, strict=True):
            parts = self.views[name].contributions(columns[name])
            if parts is None:
                return None
            added[name] = weight * one_versus_rest(parts)
        return added


def one_versus_rest(scores: Floats) -> Floats:
    """Return the score of each class less the mean score of the others. With two classes it is the log-odds."""
    classes = scores.shape[-1]
    others = (scores.sum(axis=-1, keepdims=True) - scores) / (classes - 1)
    differences: Floats = scores - others
    return differences


def expit(log_odds: Floats) -> Floats:
    """Return the probabilities of log-odds."""
    probabilities: Floats = 1 / (1 + np.exp(-log_odds))
    return probabilities
