"""The omics-cohort computation: a model asked about every row, block by block, the answers written as CSV."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO

import numpy as np

from jindan.analysis import Progress, Remark, Workspace
from jindan.omics import asking, quality
from jindan.omics.asking import Asked
from jindan.omics.engine import storing
from jindan.omics.engine.conformal import p_values
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.scoring import Floats
from jindan.omics.errors import ModelNotUsable
from jindan.omics.findings import SCORES, CohortParams, CohortSummary
from jindan.omics.tables.reading import Found, find_panels
from jindan.omics.tables.table import FeatureTable, Layout

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet takes for a formula."""
MOST_REMARKS = 50
SHIFTED = 0.15
Answers = Iterator[tuple[str, Asked]]


@dataclass
class Tally:
    """What is counted along the way."""

    per_class: Counter[str] = field(default_factory=Counter)
    specimens: int = 0
    abstained: int = 0
    remarks: dict[str, Remark] = field(default_factory=dict)


def predict_cohort(workspace: Workspace, params: CohortParams) -> CohortSummary:
    """What the model says of every specimen, in `scores.csv`; memory does not grow with the rows of one table.

    Several tables are joined by the specimens' names, for which the features of the model are held in memory.
    Raises the refusals of `jindan.omics.errors`.
    """
    workspace.progress(0.0, "omics-reading")
    model = storing.load(params.model, assets=workspace.assets)
    if not (model.manifest.is_usable or params.overrides):
        raise ModelNotUsable(name=params.model)
    files = dict(sorted(workspace.inputs.items()))
    panels = find_panels(files, views=model.manifest.views, orientation=params.orientation)
    tally = Tally()
    partial = workspace.outputs / f".{SCORES}"
    with partial.open("w", encoding="utf-8-sig", newline="") as stream:
        _write(
            stream,
            _blocks(panels),
            model=model,
            params=params,
            tally=tally,
            progress=workspace.progress,
        )
    partial.replace(workspace.outputs / SCORES)
    return CohortSummary(
        model=asking.used(model.manifest),
        specimens=tally.specimens,
        abstained=tally.abstained,
        per_class=dict(tally.per_class),
        remarks=(*tally.remarks.values(), *_shift(model, tally)),
    )


def escaped(cell: str) -> str:
    """A word that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return (
        f"'{cell}" if cell.lstrip(" ").startswith(DANGEROUS) or cell.startswith(DANGEROUS) else cell
    )


def _write(
    stream: IO[str],
    blocks: Iterator[dict[str, FeatureTable]],
    *,
    model: OmicsModel,
    params: CohortParams,
    tally: Tally,
    progress: Progress,
) -> None:
    classes = model.manifest.classes
    writer = csv.writer(stream)
    heads = [f"p_{name}" for name in classes] + [f"possible_{name}" for name in classes]
    writer.writerow(["specimen", "row", "answer", *heads, "abstained", "why"])
    for block in blocks:
        for table in block.values():
            for remark in quality.remarks_on(table):
                if len(tally.remarks) < MOST_REMARKS:
                    tally.remarks.setdefault(
                        f"{remark.code}/{remark.values.get('feature', '')}", remark
                    )
        first = next(iter(block.values()))
        for row in range(len(first.specimens)):
            asked = Asked(model=model, tables=block, files=dict.fromkeys(block, 1), row=row)
            writer.writerow(_line(asked, level=params.level, tally=tally))
        progress(min(0.99, tally.specimens / (tally.specimens + 2000)), "omics-cohort")


def _line(asked: Asked, *, level: float, tally: Tally) -> list[str | int]:
    table = next(iter(asked.tables.values()))
    start: list[str | int] = [escaped(table.specimens[asked.row]), table.layout.rows[asked.row]]
    tally.specimens += 1
    columns = asked.usable()
    why_not = asking.abstentions(asked, columns)
    classes = asked.model.manifest.classes
    if why_not:
        tally.abstained += 1
        why = why_not[0].in_language("en")
        return [*start, "", *[""] * (2 * len(classes)), 1, escaped(why)]
    probabilities = asked.model.probabilities(columns)[0]
    fusion = asked.model.fusion(columns)
    ordinary = p_values(probabilities, calibration=fusion.calibration, truth=fusion.truth)
    answer = classes[int(probabilities.argmax())]
    tally.per_class[answer] += 1
    return [
        *start,
        escaped(answer),
        *_numbers(probabilities),
        *_flags(ordinary, level=level),
        0,
        "",
    ]


def _numbers(values: Floats) -> list[str]:
    return [f"{each:.6g}" for each in values]


def _flags(values: Floats, *, level: float) -> list[int]:
    return [int(each > 1 - level) for each in values]


def _blocks(panels: Sequence[Found]) -> Iterator[dict[str, FeatureTable]]:
    """Blocks of one table as they are read; of several, joined by specimen."""
    if len(panels) == 1:
        yield from panels[0].blocks()
        return
    whole = {name: table for panel in panels for name, table in _whole(panel).items()}
    order = list(dict.fromkeys(name for table in whole.values() for name in table.specimens))
    yield {name: _ordered(table, order) for name, table in whole.items()}


def _whole(panel: Found) -> dict[str, FeatureTable]:
    """All rows of a sheet, of the model's features only."""
    blocks = list(panel.blocks())
    return {name: _stacked([block[name] for block in blocks]) for name in blocks[0]}


def _stacked(parts: Sequence[FeatureTable]) -> FeatureTable:
    rows = tuple(row for part in parts for row in part.layout.rows)
    return FeatureTable(
        view=parts[0].view,
        specimens=tuple(name for part in parts for name in part.specimens),
        values=np.concatenate([part.values for part in parts]),
        layout=_with_rows(parts[0].layout, rows),
        remarks=parts[0].remarks,
    )


def _ordered(table: FeatureTable, order: Sequence[str]) -> FeatureTable:
    """The same specimens in this order; those that the table lacks are rows of NaN."""
    at: Mapping[str, int] = {name: n for n, name in enumerate(table.specimens)}
    values = np.full((len(order), table.values.shape[1]), np.nan)
    for number, name in enumerate(order):
        if name in at:
            values[number] = table.values[at[name]]
    rows = tuple(table.layout.rows[at[name]] if name in at else 0 for name in order)
    return FeatureTable(
        view=table.view,
        specimens=tuple(order),
        values=values,
        layout=_with_rows(table.layout, rows),
        remarks=table.remarks,
    )


def _with_rows(layout: Layout, rows: tuple[int, ...]) -> Layout:
    return Layout(
        rows=rows,
        columns=layout.columns,
        header_row=layout.header_row,
        is_transposed=layout.is_transposed,
    )


def _shift(model: OmicsModel, tally: Tally) -> tuple[Remark, ...]:
    """Say where the classes are given in other shares than in training."""
    answered = sum(tally.per_class.values())
    if answered < 50:
        return ()
    patients = model.manifest.training.per_class
    trained = patients.get(model.manifest.positive, 0) / sum(patients.values())
    found = tally.per_class[model.manifest.positive] / answered
    if abs(found - trained) < SHIFTED:
        return ()
    values = {"count": answered, "found": round(100 * found), "trained": round(100 * trained)}
    return (
        Remark(code="omics-prevalence-differs", values=values | {"class": model.manifest.positive}),
    )
