"""Distance of a specimen from the patients of the training: along their principal directions, and off them."""

from dataclasses import dataclass

import numpy as np

from jindan.omics.engine.scoring import Floats

DIRECTIONS = 5
"""Principal directions at most."""


@dataclass(frozen=True, kw_only=True)
class Novelty:
    """Principal directions of a view's standardised features, and the distances of left-out training patients.

    directions: count × features. spread: standard deviation along each.
    within, off: Hotelling's T² and the squared residual of patients, by directions that were fitted without them.
    reference: coordinates of training patients along the directions, in units of the spread. Empty where the licence
    of the cohort does not permit these to be stored.
    """

    directions: Floats
    spread: Floats
    within: Floats
    off: Floats
    reference: Floats

    def coordinates(self, features: Floats) -> Floats:
        """Return the places of specimens along the directions, in units of the spread."""
        coordinates: Floats = features @ self.directions.T / self.spread
        return coordinates

    def p_values(self, features: Floats) -> Floats:
        """Return how much each specimen is like the patients of the training, from 0 to 1.

        It is twice the smaller of two shares: of left-out patients at least as far along, and off, the directions.
        """
        within, off = distances(features, directions=self.directions, spread=self.spread)
        smaller = np.minimum(_shares(self.within, within), _shares(self.off, off))
        return np.asarray(np.minimum(1.0, 2 * smaller))


def principal(features: Floats) -> tuple[Floats, Floats]:
    """Return up to five principal directions of the columns, and the spread along each.

    features: patients × features, here centred. There is at most one direction for ten patients.
    """
    _, singular, directions = np.linalg.svd(features - features.mean(axis=0), full_matrices=False)
    count = min(DIRECTIONS, features.shape[1], max(1, len(features) // 10))
    first = directions[:count]
    # The sign of a singular vector is arbitrary and differs between machines.
    signs = np.sign(first[np.arange(count), np.abs(first).argmax(axis=1)])
    return first * signs[:, None], np.maximum(singular[:count] / np.sqrt(len(features)), 1e-9)


def distances(features: Floats, *, directions: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Return the squared distance along the directions in units of the spread, and the squared residual."""
    along = features @ directions.T
    within = ((along / spread) ** 2).sum(axis=1)
    rest = (features**2).sum(axis=1) - (along**2).sum(axis=1)
    return within, np.maximum(rest, 0.0)


def _shares(among: Floats, squared: Floats) -> Floats:
    """Return the share of left-out patients that are at least as far, with the specimen itself among them."""
    nearer = np.searchsorted(np.sort(among), squared - 1e-9, side="left")
    return np.asarray((1 + len(among) - nearer) / (1 + len(among)))
