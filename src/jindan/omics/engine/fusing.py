"""Late fusion: the weighted scores of the available views. Each set of views has its own weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from jindan.omics.engine.scoring import Floats, Ints, softmax

Views = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fusion:
    """The weights that turn scores of a set of views into probabilities.

    weights: one for each view, 0 or more, whose size is the temperature. bias: one for each class.
    pull: the ridge penalty on the differences of the weights from their mean.
    calibration: probabilities (rows × classes) of rows by weights that were fitted without them. truth: their classes.
    """

    views: Views
    weights: Floats
    bias: Floats
    pull: float
    calibration: Floats
    truth: Ints

    def fused(self, scores: Mapping[str, Floats]) -> Floats:
        """Return the weighted sum of the views' scores, whose last axis is the classes."""
        parts = (w * scores[view] for view, w in zip(self.views, self.weights, strict=True))
        fused: Floats = np.sum([*parts], axis=0) + self.bias
        return fused

    def probabilities(self, scores: Mapping[str, Floats]) -> Floats:
        """Return the probability of each class along the last axis."""
        return softmax(self.fused(scores))


def subsets(views: Views) -> list[Views]:
    """Return every set of views that a patient may have, the largest first."""
    sizes = range(len(views), 0, -1)
    return [chosen for size in sizes for chosen in combinations(views, size)]
