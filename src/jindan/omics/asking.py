"""Ask a model about one row of feature tables: scores, interval, set, contributions, neighbours, or an abstention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jindan.analysis import Remark
from jindan.omics.engine.conformal import p_values
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.scoring import Flags, Floats, Linear
from jindan.omics.findings import ClassScore, Contribution, ModelUsed, Neighbour, ViewQuality
from jindan.omics.manifest import Feature, Manifest
from jindan.omics.tables.ranges import MANY, Ranges
from jindan.omics.tables.table import FeatureTable

STRANGE = 0.01
"""Below this likeness to the training the model does not answer."""
SHOWN = 15
NEIGHBOURS = 10
Parts = Mapping[str, Floats] | None
"""What each feature of each view adds to the log-odds of each class, where that is known."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One specimen as a model sees it.

    tables: of one row each, by view. files: the number of the file of each.
    """

    model: OmicsModel
    tables: Mapping[str, FeatureTable]
    files: Mapping[str, int]

    def usable(self) -> dict[str, Floats]:
        """The standardised columns of each view that has enough features, one row each."""
        return {
            name: self.model.views[name].scaler.columns(table.values)
            for name, table in self.tables.items()
            if table.has_enough[0]
        }


def used(manifest: Manifest) -> ModelUsed:
    """What to remember of the model."""
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


def abstentions(asked: Asked, columns: Mapping[str, Floats]) -> tuple[Remark, ...]:
    """Why the model does not answer; nothing where it does."""
    if not columns:
        return (*_not_enough(asked, columns), Remark(code="omics-nothing-left"))
    found: list[Remark] = []
    for name, each in columns.items():
        likeness = float(likenesses(asked.model, name, each)[0])
        impossible = _impossible(asked, name)
        if impossible:
            found.append(impossible)
        elif likeness < STRANGE:
            values = {"view": name, "p": f"{likeness:.3f}"}
            found.append(Remark(code="omics-not-like-training", values=values))
    return tuple(found)


def answerable(
    model: OmicsModel, tables: Mapping[str, FeatureTable], columns: Mapping[str, Floats]
) -> Flags:
    """Which specimens of these tables `abstentions` has nothing against."""
    strange = [likenesses(model, name, each) < STRANGE for name, each in columns.items()]
    impossible = [impossible_values(tables[name]).any(axis=1) for name in columns]
    return np.asarray(~np.any([*strange, *impossible], axis=0))


def likenesses(model: OmicsModel, view: str, columns: Floats) -> Floats:
    """How much each specimen is like the patients of the training, from 0 to 1."""
    fitted = model.views[view]
    return fitted.novelty.p_values(fitted.straight(columns))


def impossible_values(table: FeatureTable) -> Flags:
    """Values of a small panel that lie far outside what training has seen."""
    if len(table.view.features) >= MANY:
        return np.zeros(table.values.shape, dtype=bool)
    return Ranges.of(table.view).outside(table.values)


def remarks(asked: Asked, columns: Mapping[str, Floats]) -> tuple[Remark, ...]:
    """What the reader must keep in mind about the views: missing, incomplete, or not linear."""
    absent = [name for name in asked.model.views if name not in asked.tables]
    missing = [Remark(code="omics-view-missing", values={"view": name}) for name in absent]
    is_linear = all(isinstance(asked.model.views[name].scorer, Linear) for name in columns)
    estimated = () if is_linear else (Remark(code="omics-contributions-estimated"),)
    return (*missing, *_not_enough(asked, columns), *estimated)


def scores(
    model: OmicsModel, columns: Mapping[str, Floats], *, level: float
) -> tuple[ClassScore, ...]:
    """Every class with its probability, interval, and whether it is possible at the level."""
    probabilities = model.probabilities(columns)
    fusion = model.fusion(columns)
    ordinary = p_values(probabilities, calibration=fusion.calibration, truth=fusion.truth)[0]
    interval = model.interval(columns)
    return tuple(
        ClassScore(
            name=name,
            probability=float(probabilities[0, k]),
            low=None if interval is None else float(interval[0][k]),
            high=None if interval is None else float(interval[1][k]),
            p_value=float(ordinary[k]),
            is_possible=bool(ordinary[k] > 1 - level),
        )
        for k, name in enumerate(model.manifest.classes)
    )


def contributions(
    asked: Asked, columns: Mapping[str, Floats], *, parts: Parts, to: int
) -> tuple[tuple[Contribution, ...], float]:
    """The features that add most to the log-odds of a class, and what all others add together."""
    if parts is None:
        return (), 0.0
    ranked = sorted(
        ((name, n, float(each[n, to])) for name, each in parts.items() for n in range(len(each))),
        key=lambda part: -abs(part[2]),
    )
    shown = [part for part in ranked[:SHOWN] if part[2] and _is_given(asked, part[0], part[1])]
    told = tuple(_contribution(asked, columns, part=part) for part in shown)
    return told, sum(part[2] for part in ranked) - sum(part[2] for part in shown)


def view_quality(
    asked: Asked, columns: Mapping[str, Floats], *, parts: Parts, to: int
) -> tuple[ViewQuality, ...]:
    """How complete and how familiar each view was, and what it weighed."""
    if not columns:
        return ()
    fusion = asked.model.fusion(columns)
    sums = {name: float(np.abs(each[:, to]).sum()) for name, each in (parts or {}).items()}
    total = sum(sums.values()) or 1.0
    found: list[ViewQuality] = []
    for name, weight in zip(fusion.views, fusion.weights, strict=True):
        table = asked.tables[name]
        measured = int(np.count_nonzero(~np.isnan(table.values[0])))
        found.append(
            ViewQuality(
                view=name,
                table=asked.files[name],
                features=measured,
                expected=len(table.view.features),
                p_value=float(likenesses(asked.model, name, columns[name])[0]),
                weight=float(weight),
                share=sums[name] / total if parts else None,
            )
        )
    return tuple(found)


def neighbours(model: OmicsModel, columns: Mapping[str, Floats]) -> tuple[Neighbour, ...]:
    """The nearest patients of the training, where its licence let their coordinates be kept."""
    if not len(model.reference_truth) or not columns:
        return ()
    squares: Floats = np.zeros(len(model.reference_truth))
    count = 0
    for name, each in columns.items():
        view = model.views[name]
        here = view.novelty.coordinates(view.straight(each)[0])
        squares = squares + ((view.novelty.reference - here) ** 2).sum(axis=1)
        count += len(here)
    apart = np.sqrt(squares / count)
    return tuple(
        Neighbour(
            name=model.manifest.classes[int(model.reference_truth[n])],
            distance=round(float(apart[n]), 3),
        )
        for n in np.argsort(apart, kind="stable")[:NEIGHBOURS]
    )


def undecided(found: Sequence[ClassScore], *, level: float) -> tuple[Remark, ...]:
    """A remark where the set holds more than one class."""
    if sum(each.is_possible for each in found) < 2:
        return ()
    return (Remark(code="omics-undecided", values={"level": round(100 * level)}),)


def _not_enough(asked: Asked, columns: Mapping[str, Floats]) -> list[Remark]:
    return [
        Remark(
            code="omics-view-not-enough",
            values={
                "view": name,
                "share": int(100 * table.coverage[0]),
                "needed": round(100 * table.view.min_coverage),
            },
        )
        for name, table in asked.tables.items()
        if name not in columns
    ]


def _impossible(asked: Asked, name: str) -> Remark | None:
    """The first of these values."""
    table = asked.tables[name]
    outside = impossible_values(table)[0]
    if not outside.any():
        return None
    number = int(np.flatnonzero(outside)[0])
    feature = table.view.features[number]
    words = {"feature": feature.name, "low": f"{feature.low:.4g}", "high": f"{feature.high:.4g}"}
    return Remark(code="omics-value-impossible", values=table.layout.place(0, number) | words)


def _is_given(asked: Asked, name: str, number: int) -> bool:
    return not bool(np.isnan(asked.tables[name].values[0, number]))


def _contribution(
    asked: Asked, columns: Mapping[str, Floats], *, part: tuple[str, int, float]
) -> Contribution:
    name, number, amount = part
    table, view = asked.tables[name], asked.model.views[name]
    feature = table.view.features[number]
    place = table.layout.place(0, number)
    return Contribution(
        view=name,
        feature=feature.name,
        value=float(table.values[0, number]),
        word=_word(feature, float(table.values[0, number])),
        unit=feature.unit,
        standardised=float(view.straight(columns[name])[0, number]),
        contribution=amount,
        table=asked.files[name],
        row=int(place["row"]),
        column=str(place["column"]),
    )


def _word(feature: Feature, value: float) -> str:
    """The first word that is coded as this value."""
    return next((word.upper() for word, code in feature.codes.items() if code == value), "")
