"""What a model says of many specimens at once: those that come with the same panels are asked together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from jindan.analysis import Remark
from jindan.omics import asking
from jindan.omics.asking import Asked
from jindan.omics.engine.conformal import prediction_sets
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.scoring import Flags, Floats, Ints
from jindan.omics.tables.table import FeatureTable

Tables = Mapping[str, FeatureTable]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Probabilities of the classes and which are possible, or why the model does not answer."""

    probabilities: Floats
    is_possible: Flags
    abstention: Remark | None = None


def answers(model: OmicsModel, tables: Tables, *, level: float) -> list[Answer]:
    """One for each specimen of these tables, in their order."""
    found: dict[int, Answer] = {}
    for places, columns in alike(model, tables):
        parts = {name: tables[name].part(places.tolist()) for name in columns}
        answered = asking.answerable(model, parts, columns)
        found |= _of_these(model, columns, places=places[answered], rows=answered, level=level)
    specimens = len(next(iter(tables.values())).specimens)
    return [found.get(place) or _abstention(model, tables, place) for place in range(specimens)]


def alike(model: OmicsModel, tables: Tables) -> Iterator[tuple[Ints, dict[str, Floats]]]:
    """Where specimens stand that have enough of the same panels, and the columns of these."""
    enough = np.stack([table.has_enough for table in tables.values()])
    for pattern in np.unique(enough, axis=1).T:
        if pattern.any():
            places = np.flatnonzero((enough == pattern[:, None]).all(axis=0))
            there = [name for name, is_there in zip(tables, pattern, strict=True) if is_there]
            scalers = {name: model.views[name].scaler for name in there}
            yield places, {n: s.columns(tables[n].values[places]) for n, s in scalers.items()}


def _of_these(
    model: OmicsModel, columns: Mapping[str, Floats], *, places: Ints, rows: Flags, level: float
) -> dict[int, Answer]:
    fusion = model.fusion(columns)
    probabilities = model.probabilities(columns)[rows]
    sets = prediction_sets(
        probabilities, calibration=fusion.calibration, truth=fusion.truth, level=level
    )
    return {
        place: Answer(probabilities=probabilities[n], is_possible=sets[n])
        for n, place in enumerate(places.tolist())
    }


def _abstention(model: OmicsModel, tables: Tables, place: int) -> Answer:
    """The first reason, looked for as it is for a single patient."""
    one = {name: table.part([place]) for name, table in tables.items()}
    asked = Asked(model=model, tables=one, files={})
    why = asking.abstentions(asked, asked.usable())[0]
    return Answer(probabilities=np.zeros(0), is_possible=np.zeros(0, dtype=bool), abstention=why)
