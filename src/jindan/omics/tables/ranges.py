"""The ranges of the features of a panel in training, and values that are impossible for the model."""

from dataclasses import dataclass

import numpy as np

from jindan.omics.engine.scoring import Flags, Floats
from jindan.omics.errors import WrongScale
from jindan.omics.manifest import View
from jindan.omics.tables.table import FeatureTable

MANY = 10
"""Features below which another scale cannot be distinguished from an unusual patient."""


@dataclass(frozen=True, kw_only=True)
class Ranges:
    """The range of each feature of a panel in training, and the limits of possible values.

    low, high: the range in training. least, most: a value beyond these is impossible for the model.
    """

    low: Floats
    high: Floats
    least: Floats
    most: Floats

    @classmethod
    def of(cls, view: View) -> "Ranges":
        """Return the ranges of a panel.

        The limits are half of the range further, or a factor of 3 where the model takes logarithms.
        """
        low = np.array([feature.low for feature in view.features])
        high = np.array([feature.high for feature in view.features])
        is_log = np.array([feature.transform == "log" for feature in view.features])
        room = np.where(is_log, 0.0, (high - low) / 2)
        least = np.where(is_log, np.minimum(low, 0.0), low - room)
        most = np.where(is_log, high * 3, high + room)
        return cls(low=low, high=high, least=least, most=most)

    def outside(self, values: Floats) -> Flags:
        """Return whether each value (specimens × features) is impossible for the model."""
        with np.errstate(invalid="ignore"):
            return np.asarray((values < self.least) | (values > self.most))

    def check_scale(self, table: FeatureTable, outside: Flags) -> None:
        """Raise WrongScale where most values are impossible: raw instead of logarithms, or in another unit.

        outside: which values are impossible, specimens × features.
        """
        measured = int(np.count_nonzero(~np.isnan(table.values)))
        if len(self.low) < MANY or not measured or outside.sum() <= measured / 2:
            return
        specimen, feature = np.argwhere(outside)[0]
        hint = "raw" if self._fit_logarithms(table.values) else "unit"
        raise WrongScale(**table.layout.place(int(specimen), int(feature)), hint=hint)

    def _fit_logarithms(self, values: Floats) -> bool:
        """Return whether log2(value + 1) is in the range of training for most values."""
        with np.errstate(invalid="ignore"):
            logarithms = np.log2(np.maximum(values, 0) + 1)
            inside = (logarithms >= self.low) & (logarithms <= self.high)
        return bool(inside.sum() > np.count_nonzero(~np.isnan(values)) / 2)
