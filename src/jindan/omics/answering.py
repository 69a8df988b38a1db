"""Answers of a model for many specimens at once, where specimens with the same panels are scored together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from jindan.analysis import Note
from jindan.omics import asking
from jindan.omics.asking import ModelInput
from jindan.omics.engine.conformal import prediction_sets
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.scoring import Flags, Floats, Ints
from jindan.omics.tables.table import FeatureTable

Tables = Mapping[str, FeatureTable]


@dataclass(frozen=True, kw_only=True)
class RowAnswer:
    """Probabilities of the classes and which are possible, or why the model does not answer."""

    probabilities: Floats
    is_possible: Flags
    abstention: Note | None = None


def answers(model: OmicsModel, tables: Tables, *, level: float) -> list[RowAnswer]:
    """Return one answer for each specimen of these tables, in their order."""
    answered: dict[int, RowAnswer] = {}
    for places, columns in grouped_by_panels(model, tables):
        parts = {name: tables[name].part(places.tolist()) for name in columns}
        rows = asking.answerable(model, parts, columns)
        fusion = model.fusion(columns)
        probabilities = model.probabilities(columns)[rows]
        sets = prediction_sets(
            probabilities, calibration=fusion.calibration, truth=fusion.truth, level=level
        )
        for n, place in enumerate(places[rows].tolist()):
            answered[place] = RowAnswer(probabilities=probabilities[n], is_possible=sets[n])
    specimens = len(next(iter(tables.values())).specimens)
    return [answered.get(place) or _abstention(model, tables, place) for place in range(specimens)]


def grouped_by_panels(
    model: OmicsModel, tables: Tables
) -> Iterator[tuple[Ints, dict[str, Floats]]]:
    """Yield the places of specimens whose usable panels are the same, and the columns of these panels.

    Specimens without any usable panel are in no group.
    """
    has_enough = np.stack([table.has_enough for table in tables.values()])
    for pattern in np.unique(has_enough, axis=1).T:
        if pattern.any():
            places = np.flatnonzero((has_enough == pattern[:, None]).all(axis=0))
            usable = [name for name, is_usable in zip(tables, pattern, strict=True) if is_usable]
            scalers = {name: model.views[name].scaler for name in usable}
            yield places, {n: s.columns(tables[n].values[places]) for n, s in scalers.items()}


def _abstention(model: OmicsModel, tables: Tables, place: int) -> RowAnswer:
    """Return the first reason, looked for as it is for a single patient."""
    row = {name: table.part([place]) for name, table in tables.items()}
    model_input = ModelInput(model=model, tables=row, files={})
    reason = asking.abstentions(model_input, model_input.usable())[0]
    return RowAnswer(
        probabilities=np.zeros(0), is_possible=np.zeros(0, dtype=bool), abstention=reason
    )
