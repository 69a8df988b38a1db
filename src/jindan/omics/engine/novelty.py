"""How far a specimen lies from the patients of the training: within their main directions, and off them."""

from dataclasses import dataclass

import numpy as np

from jindan.omics.engine.scoring import Floats

DIRECTIONS = 5


@dataclass(frozen=True, kw_only=True)
class Novelty:
    """Principal directions of a view's standardised features, and the distances of left-out training patients.

    directions: count × features. spread: standard deviation along each.
    within, off: Hotelling's T² and the squared residual of patients while they were left out.
    reference: coordinates of training patients along the directions, in units of the spread; empty where the licence
    of the cohort does not let even these be kept.
    """

    directions: Floats
    spread: Floats
    within: Floats
    off: Floats
    reference: Floats

    def coordinates(self, features: Floats) -> Floats:
        """Where specimens lie along the directions, in units of the spread."""
        found: Floats = features @ self.directions.T / self.spread
        return found

    def p_values(self, features: Floats) -> Floats:
        """How ordinary each specimen is: twice the smaller of two shares of left-out patients that lie as far."""
        within, off = distances(features, directions=self.directions, spread=self.spread)
        smaller = np.minimum(_shares(self.within, within), _shares(self.off, off))
        return np.asarray(np.minimum(1.0, 2 * smaller))


def principal(features: Floats) -> tuple[Floats, Floats]:
    """Up to five principal directions of centred columns, signs fixed, and the spread along each."""
    _, singular, directions = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    count = min(DIRECTIONS, features.shape[1], max(1, len(features) // 10))
    kept = directions[:count]
    signs = np.sign(kept[np.arange(count), np.abs(kept).argmax(axis=1)])
    return kept * signs[:, None], np.maximum(singular[:count] / np.sqrt(len(features)), 1e-9)


def distances(features: Floats, *, directions: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Squared distance along the directions in units of the spread, and the squared rest."""
    along = features @ directions.T
    within = ((along / spread) ** 2).sum(axis=1)
    rest = (features**2).sum(axis=1) - (along**2).sum(axis=1)
    return within, np.maximum(rest, 0.0)


def _shares(among: Floats, found: Floats) -> Floats:
    """The share of left-out patients that lie as far, which counts the specimen itself."""
    nearer = np.searchsorted(np.sort(among), found - 1e-9, side="left")
    return np.asarray((1 + len(among) - nearer) / (1 + len(among)))
