"""The omics-cohort computation: the answers of a model for every row, block by block, written as CSV."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jindan.analysis import Note, Workspace
from jindan.omics import asking
from jindan.omics.answering import RowAnswer, answers
from jindan.omics.assessment import SCORES, CohortParams, CohortSummary
from jindan.omics.engine import storing
from jindan.omics.engine.model import OmicsModel
from jindan.omics.errors import ModelNotUsable
from jindan.omics.quality import Survey
from jindan.omics.tables.joining import Block, blocks_of
from jindan.omics.tables.reading import find_panels

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters of a cell that a spreadsheet runs as a formula."""
SHIFTED = 0.15
"""Difference to the share in training from which a note is written."""
ENOUGH = 50
"""Answers below which the share of a class varies too much to be compared."""
HALF_WAY = 2000
"""Specimens after which the progress is a half. How many there are is known only at the end."""


@dataclass
class AnswerTally:
    """Counts and notes over all blocks so far."""

    per_class: Counter[str] = field(default_factory=Counter)
    specimens: int = 0
    withheld: int = 0
    surveys: dict[str, Survey] = field(default_factory=dict)
    table_notes: dict[str, Note] = field(default_factory=dict)

    def add(self, block: Block) -> None:
        """Count the values of a block. Raises WrongScale."""
        for name, table in block.items():
            survey = self.surveys.setdefault(name, Survey(table.view, layout=table.layout))
            survey.add(table)
            self.table_notes |= {note.code: note for note in table.notes}

    def notes(self) -> tuple[Note, ...]:
        """Return the report on all rows of all tables."""
        surveyed = (note for survey in self.surveys.values() for note in survey.notes())
        return (*self.table_notes.values(), *surveyed)


def predict_cohort(workspace: Workspace, params: CohortParams) -> CohortSummary:
    """Write the answer for every specimen to `scores.csv` and return a summary.

    Memory holds one block of rows and the specimens' names, however many rows there are. Raises the problems of
    `jindan.omics.errors`, and then no file is left.
    """
    workspace.progress(0.0, "omics-reading")
    model = storing.load(params.model, assets=workspace.assets)
    if not (model.manifest.is_usable or params.overrides):
        raise ModelNotUsable(name=params.model)
    files = dict(sorted(workspace.inputs.items()))
    panels = find_panels(files, views=model.manifest.views, orientation=params.orientation)
    tally = AnswerTally()
    partial = workspace.outputs / f".{SCORES}"
    try:
        with partial.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(_header(model.manifest.classes))
            for block in blocks_of(panels, scratch=workspace.outputs):
                tally.add(block)
                writer.writerows(_lines(block, model=model, level=params.level, tally=tally))
                done = tally.specimens / (tally.specimens + HALF_WAY)
                workspace.progress(min(0.99, done), "omics-cohort")
        partial.replace(workspace.outputs / SCORES)
    finally:
        partial.unlink(missing_ok=True)
    overridden = () if model.manifest.is_usable else (Note(code="omics-overridden"),)
    return CohortSummary(
        model=asking.used(model.manifest),
        specimens=tally.specimens,
        withheld=tally.withheld,
        per_class=dict(tally.per_class),
        notes=(*overridden, *tally.notes(), *_shift(model, tally)),
    )


def escaped(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would run it as a formula."""
    is_formula = cell.lstrip(" ").startswith(DANGEROUS) or cell.startswith(DANGEROUS)
    return f"'{cell}" if is_formula else cell


def _header(classes: Sequence[str]) -> list[str]:
    columns = [f"{prefix}_{name}" for prefix in ("p", "possible") for name in classes]
    return ["specimen", "row", "answer", *map(escaped, columns), "withheld", "why"]


def _lines(
    block: Block, *, model: OmicsModel, level: float, tally: AnswerTally
) -> Iterator[list[str | int]]:
    tables = [*block.values()]
    for place, answer in enumerate(answers(model, block, level=level)):
        rows = (table.layout.rows[place] for table in tables)
        # Row 0 is that of a table without the specimen. The first table that has it gives the row.
        name, row = escaped(tables[0].specimens[place]), next(row for row in rows if row)
        yield [name, row, *_cells(answer, classes=model.manifest.classes, tally=tally)]


def _cells(answer: RowAnswer, *, classes: Sequence[str], tally: AnswerTally) -> list[str | int]:
    """Count an answer and return its cells: likeliest class, probabilities and marks, or the abstention."""
    tally.specimens += 1
    if answer.abstention is not None:
        tally.withheld += 1
        reason = answer.abstention.in_language("en")
        return [*[""] * (1 + 2 * len(classes)), 1, escaped(reason)]
    likeliest = classes[int(answer.probabilities.argmax())]
    tally.per_class[likeliest] += 1
    numbers = [f"{probability:.6g}" for probability in answer.probabilities]
    marks = [int(is_possible) for is_possible in answer.is_possible]
    return [escaped(likeliest), *numbers, *marks, 0, ""]


def _shift(model: OmicsModel, tally: AnswerTally) -> tuple[Note, ...]:
    """Return a note where the share of the positive class differs from that in training."""
    answered = sum(tally.per_class.values())
    if answered < ENOUGH:
        return ()
    trained = model.manifest.share_of_positive
    share = tally.per_class[model.manifest.positive] / answered
    if abs(share - trained) < SHIFTED:
        return ()
    values = {"count": answered, "found": round(100 * share), "trained": round(100 * trained)}
    return (
        Note(code="omics-prevalence-differs", values=values | {"class": model.manifest.positive}),
    )
