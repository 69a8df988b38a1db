"""The omics-risk computation: the answer of a model for the tables of one specimen, with charts."""

from collections.abc import Sequence

from jindan.analysis import Note, Progress, Workspace, silent
from jindan.omics import asking
from jindan.omics.asking import ModelInput
from jindan.omics.assessment import Assessment, RiskParams
from jindan.omics.drawing.charts import draw
from jindan.omics.engine import storing
from jindan.omics.engine.model import OmicsModel
from jindan.omics.errors import (
    ModelNotUsable,
    SeveralSpecimens,
    SpecimensDiffer,
    UnknownSpecimen,
)
from jindan.omics.quality import notes_on
from jindan.omics.tables.reading import FoundPanels, find_panels
from jindan.omics.tables.table import FeatureTable


def predict(workspace: Workspace, params: RiskParams) -> Assessment:
    """Return the answer of the model `params.model` for the inputs, in the order of their names.

    Writes charts as SVG and PNG in both languages. Raises the problems of `jindan.omics.errors`.
    """
    workspace.progress(0.0, "omics-reading")
    model = storing.load(params.model, assets=workspace.assets)
    assessment = assess(workspace, params, model=model, progress=workspace.progress)
    workspace.progress(0.4, "omics-drawing")
    charts = draw(model, assessment, into=workspace.outputs)
    return assessment.model_copy(update={"charts": charts})


def assess(
    workspace: Workspace, params: RiskParams, *, model: OmicsModel, progress: Progress = silent
) -> Assessment:
    """Return the answer of a model that is already in memory, without charts."""
    if not (model.manifest.is_usable or params.overrides):
        raise ModelNotUsable(name=params.model)
    files = dict(sorted(workspace.inputs.items()))
    panels = find_panels(files, views=model.manifest.views, orientation=params.orientation)
    tables, numbers, notes = _tables(panels, specimen=params.specimen, order=list(files))
    model_input = ModelInput(model=model, tables=tables, files=numbers)
    progress(0.3, "omics-scoring")
    overridden = () if model.manifest.is_usable else (Note(code="omics-overridden"),)
    return _answer(model_input, level=params.level, notes=(*overridden, *notes))


def _answer(model_input: ModelInput, *, level: float, notes: tuple[Note, ...]) -> Assessment:
    model, columns = model_input.model, model_input.usable()
    abstentions = asking.abstentions(model_input, columns)
    scores = () if abstentions else asking.scores(model, columns, level=level)
    likeliest = max(range(len(scores)), key=lambda k: scores[k].probability) if scores else 0
    parts = model.contributions(columns) if scores else None
    contributions, others = asking.contributions(model_input, columns, parts=parts, to=likeliest)
    undecided = asking.undecided(scores, level=level)
    return Assessment(
        model=asking.used(model.manifest),
        specimen=next(iter(model_input.tables.values())).specimens[0],
        positive=model.manifest.positive,
        scores=scores,
        level=level,
        abstentions=abstentions,
        contributions=contributions,
        others=others,
        views=asking.view_quality(model_input, columns, parts=parts, to=likeliest),
        neighbours=asking.neighbours(model, columns) if scores else (),
        notes=(*notes, *asking.notes(model_input, columns), *undecided),
        charts=(),
    )


def _tables(
    panels: Sequence[FoundPanels], *, specimen: str, order: Sequence[str]
) -> tuple[dict[str, FeatureTable], dict[str, int], tuple[Note, ...]]:
    """Return the one row of each view, the number of its file from 1, and the row-level report.

    Raises SpecimensDiffer, and what `_one_row` raises.
    """
    tables: dict[str, FeatureTable] = {}
    numbers: dict[str, int] = {}
    notes: list[Note] = []
    for panel in panels:
        views = _one_row(panel, specimen=specimen)
        tables |= views
        numbers |= dict.fromkeys(views, order.index(panel.file) + 1)
    first = next(iter(tables.values()))
    for table in tables.values():
        if table.specimens != first.specimens:
            raise SpecimensDiffer(row=table.layout.rows[0], column="A")
    for table in tables.values():
        notes += [note for note in notes_on(table) if note not in notes]
    return tables, numbers, tuple(notes)


def _one_row(panel: FoundPanels, *, specimen: str) -> dict[str, FeatureTable]:
    """Return the row of the specimen in each view of a sheet.

    Without a name the sheet must have one specimen. Raises SeveralSpecimens and UnknownSpecimen.
    """
    row_of: dict[str, FeatureTable] | None = None
    label = panel.matches[0].label or 0
    for block in panel.blocks():
        first = next(iter(block.values()))
        if not specimen and (row_of is not None or len(first.specimens) > 1):
            second = 0 if row_of is not None else 1
            count = sum(len(next(iter(tables.values())).specimens) for tables in panel.blocks())
            row = first.layout.rows[second]
            raise SeveralSpecimens(row=row, column="A", count=count)
        # Reading goes on after the specimen is there, so that a name in two rows is refused.
        if not specimen:
            row_of = block
        elif specimen in first.specimens:
            place = first.specimens.index(specimen)
            row_of = {name: table.part([place]) for name, table in block.items()}
    if row_of is None:
        raise UnknownSpecimen(row=panel.sheet.header_row + 1, column=chr(65 + min(label, 25)))
    return row_of
