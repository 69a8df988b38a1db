"""Late fusion: views that are there are weighed together; the weights were fitted for each set of views."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from jindan.omics.engine.scoring import Floats, Ints, softmax

Views = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fusion:
    """How the scores of a set of views become probabilities.

    weights: one for each view, 0 or more; their size is the temperature. bias: one for each class.
    pull: the ridge that pulls the weights to their mean.
    calibration: probabilities (rows × classes) that rows got while they were left out; truth: their classes.
    """

    views: Views
    weights: Floats
    bias: Floats
    pull: float
    calibration: Floats
    truth: Ints

    def fused(self, scores: Mapping[str, Floats]) -> Floats:
        """The weighted sum of the views' scores; the last axis is the classes."""
        parts = (w * scores[view] for view, w in zip(self.views, self.weights, strict=True))
        found: Floats = np.sum([*parts], axis=0) + self.bias
        return found

    def probabilities(self, scores: Mapping[str, Floats]) -> Floats:
        """The probability of each class."""
        return softmax(self.fused(scores))


def subsets(views: Views) -> list[Views]:
    """Every set of views that a patient may come with, the whole first."""
    sizes = range(len(views), 0, -1)
    return [chosen for size in sizes for chosen in combinations(views, size)]
