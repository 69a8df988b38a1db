"""The omics-cohort computation: a model asked about every row, block by block, the answers written as CSV."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jindan.analysis import Remark, Workspace
from jindan.omics import asking
from jindan.omics.answering import Answer, answers
from jindan.omics.engine import storing
from jindan.omics.engine.model import OmicsModel
from jindan.omics.errors import ModelNotUsable
from jindan.omics.findings import SCORES, CohortParams, CohortSummary
from jindan.omics.quality import Survey
from jindan.omics.tables.joining import Block, blocks_of
from jindan.omics.tables.reading import find_panels

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a cell begins that a spreadsheet takes for a formula."""
SHIFTED = 0.15
ENOUGH = 50
"""Answers below which the shares of the classes say nothing."""
HALF_WAY = 2000
"""Specimens after which the progress stands at a half; how many there are is known at the end only."""


@dataclass
class Tally:
    """What is counted along the way."""

    per_class: Counter[str] = field(default_factory=Counter)
    specimens: int = 0
    abstained: int = 0
    surveys: dict[str, Survey] = field(default_factory=dict)
    table_remarks: dict[str, Remark] = field(default_factory=dict)

    def add(self, block: Block) -> None:
        """Look at the numbers of a block. Raises WrongScale."""
        for name, table in block.items():
            survey = self.surveys.setdefault(name, Survey(table.view, layout=table.layout))
            survey.add(table)
            self.table_remarks |= {each.code: each for each in table.remarks}

    def remarks(self) -> tuple[Remark, ...]:
        """The report on all rows of all tables."""
        found = (each for survey in self.surveys.values() for each in survey.remarks())
        return (*self.table_remarks.values(), *found)


def predict_cohort(workspace: Workspace, params: CohortParams) -> CohortSummary:
    """What the model says of every specimen, in `scores.csv`.

    Memory holds one block of rows and the specimens' names, however many rows there are. Raises the refusals of
    `jindan.omics.errors`, and then leaves nothing.
    """
    workspace.progress(0.0, "omics-reading")
    model = storing.load(params.model, assets=workspace.assets)
    if not (model.manifest.is_usable or params.overrides):
        raise ModelNotUsable(name=params.model)
    files = dict(sorted(workspace.inputs.items()))
    panels = find_panels(files, views=model.manifest.views, orientation=params.orientation)
    tally = Tally()
    partial = workspace.outputs / f".{SCORES}"
    try:
        with partial.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(_heads(model.manifest.classes))
            for block in blocks_of(panels, scratch=workspace.outputs):
                tally.add(block)
                writer.writerows(_lines(block, model=model, level=params.level, tally=tally))
                done = tally.specimens / (tally.specimens + HALF_WAY)
                workspace.progress(min(0.99, done), "omics-cohort")
        partial.replace(workspace.outputs / SCORES)
    finally:
        partial.unlink(missing_ok=True)
    return CohortSummary(
        model=asking.used(model.manifest),
        specimens=tally.specimens,
        abstained=tally.abstained,
        per_class=dict(tally.per_class),
        remarks=(*_overridden(model), *tally.remarks(), *_shift(model, tally)),
    )


def escaped(cell: str) -> str:
    """A word that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return (
        f"'{cell}" if cell.lstrip(" ").startswith(DANGEROUS) or cell.startswith(DANGEROUS) else cell
    )


def _heads(classes: Sequence[str]) -> list[str]:
    each = [f"{what}_{name}" for what in ("p", "possible") for name in classes]
    return ["specimen", "row", "answer", *map(escaped, each), "abstained", "why"]


def _lines(
    block: Block, *, model: OmicsModel, level: float, tally: Tally
) -> Iterator[list[str | int]]:
    tables = [*block.values()]
    for place, answer in enumerate(answers(model, block, level=level)):
        rows = (table.layout.rows[place] for table in tables)
        name, row = escaped(tables[0].specimens[place]), next(row for row in rows if row)
        yield [name, row, *_told(answer, classes=model.manifest.classes, tally=tally)]


def _told(answer: Answer, *, classes: Sequence[str], tally: Tally) -> list[str | int]:
    """The cells of an answer: the likeliest class, numbers and marks; or only why there is none."""
    tally.specimens += 1
    if answer.abstention is not None:
        tally.abstained += 1
        why = answer.abstention.in_language("en")
        return [*[""] * (1 + 2 * len(classes)), 1, escaped(why)]
    likeliest = classes[int(answer.probabilities.argmax())]
    tally.per_class[likeliest] += 1
    numbers = [f"{each:.6g}" for each in answer.probabilities]
    marks = [int(each) for each in answer.is_possible]
    return [escaped(likeliest), *numbers, *marks, 0, ""]


def _overridden(model: OmicsModel) -> tuple[Remark, ...]:
    return () if model.manifest.is_usable else (Remark(code="omics-overridden"),)


def _shift(model: OmicsModel, tally: Tally) -> tuple[Remark, ...]:
    """Say where the classes are given in other shares than in training."""
    answered = sum(tally.per_class.values())
    if answered < ENOUGH:
        return ()
    trained = model.manifest.share_of_positive
    found = tally.per_class[model.manifest.positive] / answered
    if abs(found - trained) < SHIFTED:
        return ()
    values = {"count": answered, "found": round(100 * found), "trained": round(100 * trained)}
    return (
        Remark(code="omics-prevalence-differs", values=values | {"class": model.manifest.positive}),
    )
