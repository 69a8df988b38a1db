"""Notes about the values of a panel, counted block by block, each with its row and column."""

from collections.abc import Sequence

import numpy as np

from jindan.analysis import Note
from jindan.catalogue import Scalar
from jindan.omics.engine.scoring import Flags, Floats, Ints
from jindan.omics.manifest import Feature, View
from jindan.omics.tables.ranges import Ranges
from jindan.omics.tables.table import FeatureTable, Layout

REPEATED = 0.2
"""Share of the specimens from which a recurring value is noted."""
AT_LEAST = 20
"""Values below which nothing can be said to recur."""
NAMED = 5
"""Features that are named in notes of one kind."""
SAMPLE = 256
"""Specimens, evenly spread, in which recurring values are looked for."""


def notes_on(table: FeatureTable) -> tuple[Note, ...]:
    """Return the row-level report of a table. Raises WrongScale."""
    survey = Survey(table.view, layout=table.layout)
    survey.add(table)
    return (*table.notes, *survey.notes())


class Counted:
    """How often an observation was made in each feature, and in which row first (0: in none)."""

    def __init__(self, features: int) -> None:
        self.counts: Ints = np.zeros(features, dtype=np.int64)
        self.first: Ints = np.zeros(features, dtype=np.int64)

    def add(self, is_observed: Flags, rows: Sequence[int]) -> None:
        """Count the observations in these rows (rows × features)."""
        counts = is_observed.sum(axis=0)
        fresh = np.flatnonzero((counts > 0) & (self.counts == 0))
        self.first[fresh] = np.asarray(rows)[is_observed[:, fresh].argmax(axis=0)]
        self.counts += counts


class EvenSample:
    """At most `most` rows, evenly spread over all that come. When there are more, every other one is dropped."""

    def __init__(self, most: int) -> None:
        self._most, self._every, self._seen = most, 1, 0
        self.values: list[Floats] = []
        self.rows: list[int] = []

    def add(self, values: Floats, rows: Sequence[int]) -> None:
        """Add those of these rows that the sample takes."""
        for place, row in enumerate(rows, start=self._seen):
            if place % self._every == 0:
                self.values.append(values[place - self._seen].copy())
                self.rows.append(row)
            if len(self.rows) > self._most:
                self.values, self.rows = self.values[::2], self.rows[::2]
                self._every *= 2
        self._seen += len(rows)


class Survey:
    """The notes about the rows of one panel. Memory does not grow with the rows."""

    def __init__(self, view: View, *, layout: Layout) -> None:
        self._view, self._layout = view, layout
        self._ranges = Ranges.of(view)
        self._has_column: Flags = np.array(layout.columns) >= 0
        self._missing, self._outside = Counted(len(view.features)), Counted(len(view.features))
        self._sample = EvenSample(SAMPLE)

    def add(self, table: FeatureTable) -> None:
        """Count more rows. Raises WrongScale."""
        outside = self._ranges.outside(table.values)
        self._ranges.check_scale(table, outside)
        self._missing.add(np.isnan(table.values) & self._has_column, table.layout.rows)
        self._outside.add(outside, table.layout.rows)
        self._sample.add(table.values, table.layout.rows)

    def notes(self) -> tuple[Note, ...]:
        """Return the row-level report of all rows so far."""
        return (*self._empty(), *self._absent(), *self._beyond(), *self._repeated())

    def _empty(self) -> list[Note]:
        """Note cells without a number in columns that are there, with the place of the topmost."""
        gaps = np.flatnonzero(self._missing.counts)
        if not len(gaps):
            return []
        number = int(gaps[self._missing.first[gaps].argmin()])
        values = self._place(int(self._missing.first[number]), number)
        count = {"count": int(self._missing.counts.sum())}
        return [Note(code="omics-cells-missing", values=values | count)]

    def _absent(self) -> list[Note]:
        """Note features without a column."""
        absent = [self._view.features[n].name for n in np.flatnonzero(~self._has_column)]
        if not absent:
            return []
        values = {"view": self._view.name, "count": len(absent), "first": ", ".join(absent[:3])}
        return [Note(code="omics-features-absent", values=values)]

    def _beyond(self) -> list[Note]:
        """Note the features with most values far outside the range of the training."""
        counts, first = self._outside.counts, self._outside.first
        notes: list[Note] = []
        for number in _most_frequent(counts):
            feature = self._view.features[number]
            trained = {"low": f"{feature.low:.4g}", "high": f"{feature.high:.4g}"}
            values = self._place(int(first[number]), number) | trained
            count = {"count": int(counts[number])}
            notes.append(Note(code="omics-out-of-range", values=values | count))
        return notes

    def _repeated(self) -> list[Note]:
        """Note values that recur: a detection limit or a plate's constant rather than a measurement."""
        if len(self._sample.rows) < AT_LEAST:
            return []
        table = np.sort(np.stack(self._sample.values), axis=0)
        # Equal neighbours in sorted columns are at least as many as repeats of any one value, less
        # one. This spares most features the counting of every value.
        equal = np.count_nonzero(np.diff(table, axis=0) == 0, axis=0)
        suspects = np.flatnonzero(equal >= REPEATED * len(table) - 1).tolist()
        recurring = {n: _recurring(table[:, n], self._view.features[n]) for n in suspects}
        counts = np.zeros(len(self._view.features), dtype=np.int64)
        for number, (_, count) in recurring.items():
            counts[number] = count
        return [
            self._repeated_note(number, *recurring[number]) for number in _most_frequent(counts)
        ]

    def _repeated_note(self, number: int, value: float, count: int) -> Note:
        column = [row[number] for row in self._sample.values]
        place = self._place(self._sample.rows[column.index(value)], number)
        recurrence = {"value": f"{value:.4g}", "count": count, "looked": len(column)}
        return Note(code="omics-value-repeated", values=place | recurrence)

    def _place(self, row: int, number: int) -> dict[str, Scalar]:
        feature = self._view.features[number].name
        return self._layout.place_in(row, number) | {"feature": feature}


def _recurring(column: Floats, feature: Feature) -> tuple[float, int]:
    """Return the value that recurs most in a measured feature and how often, 0 times if below `REPEATED`."""
    column = column[~np.isnan(column)]
    values, counts = np.unique(column, return_counts=True)
    if feature.codes or len(column) < AT_LEAST or len(values) < AT_LEAST:
        return 0.0, 0
    most = int(counts.argmax())
    is_often = counts[most] > REPEATED * len(column)
    return float(values[most]), int(counts[most]) if is_often else 0


def _most_frequent(counts: Ints) -> list[int]:
    """Return the features with the highest counts, none without any."""
    order = np.argsort(-counts, kind="stable")[:NAMED]
    return [int(number) for number in order if counts[number]]
