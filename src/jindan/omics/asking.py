"""The answer of a model for one specimen: scores, interval, set, contributions, neighbours, or an abstention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jindan.analysis import Note
from jindan.omics.assessment import ClassScore, Contribution, ModelUsed, Neighbour, ViewQuality
from jindan.omics.engine.conformal import p_values
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.scoring import Flags, Floats, Linear
from jindan.omics.manifest import Manifest
from jindan.omics.tables.ranges import MANY, Ranges
from jindan.omics.tables.table import FeatureTable

STRANGE = 0.01
"""Likeness to the training below which the model does not answer."""
SHOWN = 15
"""Contributions that are listed one by one, as many as the report has room for."""
NEIGHBOURS = 10
Parts = Mapping[str, Floats] | None
"""What each feature of each view adds to the log-odds of each class, where that is known."""


@dataclass(frozen=True, kw_only=True)
class ModelInput:
    """One specimen as a model sees it.

    tables: of one row each, by view. files: the number of the file of each view, from 1.
    """

    model: OmicsModel
    tables: Mapping[str, FeatureTable]
    files: Mapping[str, int]

    def usable(self) -> dict[str, Floats]:
        """Return the standardised columns of each view that has enough features, one row each."""
        return {
            name: self.model.views[name].scaler.columns(table.values)
            for name, table in self.tables.items()
            if table.has_enough[0]
        }


def used(manifest: Manifest) -> ModelUsed:
    """Return the identity of the model that is stored with its answer."""
    return ModelUsed(
        name=manifest.name,
        version=manifest.version,
        parameters_sha256=manifest.parameters_sha256,
        licence=manifest.training.licence,
        citation=manifest.training.citation,
        limits=manifest.limits,
        is_usable=manifest.is_usable,
        patients=manifest.training.patients,
    )


def abstentions(model_input: ModelInput, columns: Mapping[str, Floats]) -> tuple[Note, ...]:
    """Return the reasons for which the model does not answer, empty where it does."""
    if not columns:
        return (*_not_enough(model_input, columns), Note(code="omics-nothing-left"))
    reasons: list[Note] = []
    for name, view_columns in columns.items():
        likeness = float(likenesses(model_input.model, name, view_columns)[0])
        impossible = _first_impossible(model_input, name)
        # An impossible value makes the specimen unlike the training too, and is the more useful reason.
        if impossible:
            reasons.append(impossible)
        elif likeness < STRANGE:
            values = {"view": name, "p": f"{likeness:.3f}"}
            reasons.append(Note(code="omics-not-like-training", values=values))
    return tuple(reasons)


def answerable(
    model: OmicsModel, tables: Mapping[str, FeatureTable], columns: Mapping[str, Floats]
) -> Flags:
    """Return which specimens of these tables `abstentions` would return no reason for."""
    strange = [likenesses(model, name, view) < STRANGE for name, view in columns.items()]
    impossible = [impossible_values(tables[name]).any(axis=1) for name in columns]
    return np.asarray(~np.any([*strange, *impossible], axis=0))


def likenesses(model: OmicsModel, view: str, columns: Floats) -> Floats:
    """Return how much each specimen is like the patients of the training, from 0 to 1."""
    fitted = model.views[view]
    return fitted.novelty.p_values(fitted.straight(columns))


def impossible_values(table: FeatureTable) -> Flags:
    """Return which values of a small panel lie far outside the range of the training.

    Always false for a panel of `MANY` features or more.
    """
    if len(table.view.features) >= MANY:
        return np.zeros(table.values.shape, dtype=bool)
    return Ranges.of(table.view).outside(table.values)


def notes(model_input: ModelInput, columns: Mapping[str, Floats]) -> tuple[Note, ...]:
    """Return warnings about the views: missing, incomplete, or with estimated contributions."""
    absent = [name for name in model_input.model.views if name not in model_input.tables]
    missing = [Note(code="omics-view-missing", values={"view": name}) for name in absent]
    views = model_input.model.views
    is_linear = all(isinstance(views[name].scorer, Linear) for name in columns)
    estimated = () if is_linear else (Note(code="omics-contributions-estimated"),)
    return (*missing, *_not_enough(model_input, columns), *estimated)


def scores(
    model: OmicsModel, columns: Mapping[str, Floats], *, level: float
) -> tuple[ClassScore, ...]:
    """Return every class with its probability, 95 % interval, and whether it is possible at the level."""
    probabilities = model.probabilities(columns)
    fusion = model.fusion(columns)
    conformal = p_values(probabilities, calibration=fusion.calibration, truth=fusion.truth)[0]
    interval = model.interval(columns)
    return tuple(
        ClassScore(
            name=name,
            probability=float(probabilities[0, k]),
            low=None if interval is None else float(interval[0][k]),
            high=None if interval is None else float(interval[1][k]),
            p_value=float(conformal[k]),
            is_possible=bool(conformal[k] > 1 - level),
        )
        for k, name in enumerate(model.manifest.classes)
    )


def contributions(
    model_input: ModelInput, columns: Mapping[str, Floats], *, parts: Parts, to: int
) -> tuple[tuple[Contribution, ...], float]:
    """Return the features that add most to the log-odds of a class, and the sum of all others.

    to: the class, by number. A feature that was not measured is never listed.
    """
    if parts is None:
        return (), 0.0
    ranked = sorted(
        ((name, n, float(row[to])) for name, part in parts.items() for n, row in enumerate(part)),
        key=lambda term: -abs(term[2]),
    )
    shown = [
        (name, number, amount)
        for name, number, amount in ranked[:SHOWN]
        if amount and not np.isnan(model_input.tables[name].values[0, number])
    ]
    listed = tuple(_contribution(model_input, columns, term=term) for term in shown)
    return listed, sum(term[2] for term in ranked) - sum(term[2] for term in shown)


def view_quality(
    model_input: ModelInput, columns: Mapping[str, Floats], *, parts: Parts, to: int
) -> tuple[ViewQuality, ...]:
    """Return how complete and how like the training each view is, and its weight.

    to: the class whose contributions are shared out, by number.
    """
    if not columns:
        return ()
    fusion = model_input.model.fusion(columns)
    sums = {name: float(np.abs(part[:, to]).sum()) for name, part in (parts or {}).items()}
    total = sum(sums.values()) or 1.0
    views: list[ViewQuality] = []
    for name, weight in zip(fusion.views, fusion.weights, strict=True):
        table = model_input.tables[name]
        measured = int(np.count_nonzero(~np.isnan(table.values[0])))
        views.append(
            ViewQuality(
                view=name,
                table=model_input.files[name],
                features=measured,
                expected=len(table.view.features),
                p_value=float(likenesses(model_input.model, name, columns[name])[0]),
                weight=float(weight),
                share=sums[name] / total if parts else None,
            )
        )
    return tuple(views)


def neighbours(model: OmicsModel, columns: Mapping[str, Floats]) -> tuple[Neighbour, ...]:
    """Return the nearest patients of the training, nearest first.

    Empty where the licence of the cohort does not let their coordinates be stored.
    """
    if not len(model.reference_truth) or not columns:
        return ()
    squares: Floats = np.zeros(len(model.reference_truth))
    count = 0
    for name, view_columns in columns.items():
        view = model.views[name]
        coordinates = view.novelty.coordinates(view.straight(view_columns)[0])
        squares = squares + ((view.novelty.reference - coordinates) ** 2).sum(axis=1)
        count += len(coordinates)
    # The root mean square, so that distances compare whichever views a patient comes with.
    distances = np.sqrt(squares / count)
    return tuple(
        Neighbour(
            name=model.manifest.classes[int(model.reference_truth[n])],
            distance=round(float(distances[n]), 3),
        )
        for n in np.argsort(distances, kind="stable")[:NEIGHBOURS]
    )


def undecided(classes: Sequence[ClassScore], *, level: float) -> tuple[Note, ...]:
    """Return a note where the prediction set holds more than one class."""
    if sum(score.is_possible for score in classes) < 2:
        return ()
    return (Note(code="omics-undecided", values={"level": round(100 * level)}),)


def _not_enough(model_input: ModelInput, columns: Mapping[str, Floats]) -> list[Note]:
    """Return a note for each view with too few features to be used."""
    return [
        Note(
            code="omics-view-not-enough",
            values={
                "view": name,
                "share": int(100 * table.coverage[0]),
                "needed": round(100 * table.view.min_coverage),
            },
        )
        for name, table in model_input.tables.items()
        if name not in columns
    ]


def _first_impossible(model_input: ModelInput, name: str) -> Note | None:
    """Return the first impossible value of a view with its place, or None."""
    table = model_input.tables[name]
    outside = impossible_values(table)[0]
    if not outside.any():
        return None
    number = int(np.flatnonzero(outside)[0])
    feature = table.view.features[number]
    expected = {"feature": feature.name, "low": f"{feature.low:.4g}", "high": f"{feature.high:.4g}"}
    return Note(code="omics-value-impossible", values=table.layout.place(0, number) | expected)


def _contribution(
    model_input: ModelInput, columns: Mapping[str, Floats], *, term: tuple[str, int, float]
) -> Contribution:
    """Return a term (view, feature by number, log-odds) with the value behind it and its place."""
    name, number, amount = term
    table, view = model_input.tables[name], model_input.model.views[name]
    feature = table.view.features[number]
    value = float(table.values[0, number])
    place = table.layout.place(0, number)
    return Contribution(
        view=name,
        feature=feature.name,
        value=value,
        word=next((word.upper() for word, code in feature.codes.items() if code == value), ""),
        unit=feature.unit,
        standardised=float(view.straight(columns[name])[0, number]),
        contribution=amount,
        table=model_input.files[name],
        row=int(place["row"]),
        column=str(place["column"]),
    )
