"""What the numbers of a feature table lead one to doubt, each doubt with the row and column it is about."""

from collections import Counter

import numpy as np

from jindan.analysis import Remark
from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import WrongScale
from jindan.omics.tables.table import FeatureTable

MANY = 10
"""With fewer features than this a shared scale cannot be told from an unusual patient."""
REPEATED = 0.2
AT_LEAST = 20


def remarks_on(table: FeatureTable) -> tuple[Remark, ...]:
    """The row-level report of a table. Raises WrongScale."""
    outside = out_of_range(table)
    check_scale(table, outside)
    return (*table.remarks, *_missing(table), *_out_of_range(table, outside), *_repeated(table))


def out_of_range(table: FeatureTable) -> Floats:
    """Whether each value lies outside what training has seen, by more than half of that range."""
    low = np.array([feature.low for feature in table.view.features])
    high = np.array([feature.high for feature in table.view.features])
    is_log = np.array([feature.transform == "log" for feature in table.view.features])
    room = np.where(is_log, 0.0, (high - low) / 2)
    with np.errstate(invalid="ignore"):
        below = table.values < np.where(is_log, np.minimum(low, 0.0), low - room)
        above = table.values > np.where(is_log, high * 3, high + room)
    return np.asarray(below | above)


def check_scale(table: FeatureTable, outside: Floats) -> None:
    """Refuse a table most of whose values are impossible for the model: raw for logarithms, or another unit.

    Raises WrongScale, saying whether base-2 logarithms would fit.
    """
    measured = ~np.isnan(table.values)
    if len(table.view.features) < MANY or not measured.any():
        return
    if outside.sum() <= measured.sum() / 2:
        return
    specimen, feature = np.argwhere(outside)[0]
    hint = "raw" if _fits_as_logarithm(table) else "unit"
    raise WrongScale(**table.layout.place(int(specimen), int(feature)), hint=hint)


def _fits_as_logarithm(table: FeatureTable) -> bool:
    with np.errstate(invalid="ignore"):
        values = np.log2(np.maximum(table.values, 0) + 1)
    low = np.array([feature.low for feature in table.view.features])
    high = np.array([feature.high for feature in table.view.features])
    inside = (values >= low) & (values <= high)
    return bool(inside.sum() > (~np.isnan(values)).sum() / 2)


def _missing(table: FeatureTable) -> tuple[Remark, ...]:
    """Cells without a number in columns that are there, and features without a column."""
    has_column = np.array(table.has_column)
    empty = np.argwhere(np.isnan(table.values) & has_column)
    found: list[Remark] = []
    if len(empty):
        specimen, feature = (int(each) for each in empty[0])
        place = table.layout.place(specimen, feature)
        name = table.view.features[feature].name
        found.append(
            Remark(
                code="omics-cells-missing", values=place | {"feature": name, "count": len(empty)}
            )
        )
    absent = [
        f.name for f, is_there in zip(table.view.features, has_column, strict=True) if not is_there
    ]
    if absent:
        values = {"view": table.view.name, "count": len(absent), "first": ", ".join(absent[:3])}
        found.append(Remark(code="omics-features-absent", values=values))
    return tuple(found)


def _out_of_range(table: FeatureTable, outside: Floats) -> tuple[Remark, ...]:
    found: list[Remark] = []
    for feature in np.flatnonzero(outside.any(axis=0))[:5]:
        specimen = int(np.flatnonzero(outside[:, feature])[0])
        known = table.view.features[feature]
        place = table.layout.place(specimen, int(feature))
        values = {"feature": known.name, "low": _short(known.low), "high": _short(known.high)}
        count = {"count": int(outside[:, feature].sum())}
        found.append(Remark(code="omics-out-of-range", values=place | values | count))
    return tuple(found)


def _repeated(table: FeatureTable) -> tuple[Remark, ...]:
    """One number in many rows is a detection limit or a plate's constant rather than a measurement."""
    found: list[Remark] = []
    alike = (np.diff(np.sort(table.values, axis=0), axis=0) == 0).sum(axis=0)
    for number in np.flatnonzero(alike >= REPEATED * len(table.values) - 1).tolist():
        feature = table.view.features[number]
        column = table.values[:, number]
        column = column[~np.isnan(column)]
        if feature.codes or len(column) < AT_LEAST or len(np.unique(column)) < AT_LEAST:
            continue
        value, count = Counter(column.tolist()).most_common(1)[0]
        if count > REPEATED * len(column):
            specimen = int(np.flatnonzero(table.values[:, number] == value)[0])
            place = table.layout.place(specimen, number)
            values = {"feature": feature.name, "value": _short(value), "count": count}
            found.append(Remark(code="omics-value-repeated", values=place | values))
    return tuple(found)


def _short(value: float) -> str:
    return f"{value:.4g}"
