"""The omics-risk computation: the tables of one specimen in, what a model says of it out, with charts."""

from collections.abc import Mapping, Sequence

from jindan.analysis import Progress, Remark, Workspace, silent
from jindan.omics import asking
from jindan.omics.asking import Asked
from jindan.omics.drawing.charts import draw
from jindan.omics.engine import storing
from jindan.omics.engine.model import OmicsModel
from jindan.omics.errors import (
    ModelNotUsable,
    SeveralSpecimens,
    SpecimensDiffer,
    UnknownSpecimen,
)
from jindan.omics.findings import Assessment, RiskParams
from jindan.omics.quality import remarks_on
from jindan.omics.tables.reading import Found, find_panels
from jindan.omics.tables.table import FeatureTable


def predict(workspace: Workspace, params: RiskParams) -> Assessment:
    """What the model `params.model` says of the tables that are the inputs, in the order of their names.

    Leaves charts as SVG and PNG in both languages. Raises the refusals of `jindan.omics.errors`.
    """
    workspace.progress(0.0, "omics-reading")
    model = storing.load(params.model, assets=workspace.assets)
    found = assess(workspace, params, model=model, progress=workspace.progress)
    workspace.progress(0.4, "omics-drawing")
    return found.model_copy(update={"charts": draw(model, found, into=workspace.outputs)})


def assess(
    workspace: Workspace, params: RiskParams, *, model: OmicsModel, progress: Progress = silent
) -> Assessment:
    """The same without charts, by a model that is in memory already."""
    if not (model.manifest.is_usable or params.overrides):
        raise ModelNotUsable(name=params.model)
    files = dict(sorted(workspace.inputs.items()))
    panels = find_panels(files, views=model.manifest.views, orientation=params.orientation)
    tables, numbers, remarks = _tables(panels, specimen=params.specimen, order=list(files))
    asked = Asked(model=model, tables=tables, files=numbers)
    progress(0.3, "omics-scoring")
    overridden = () if model.manifest.is_usable else (Remark(code="omics-overridden"),)
    return _answer(asked, level=params.level, remarks=(*overridden, *remarks))


def _answer(asked: Asked, *, level: float, remarks: tuple[Remark, ...]) -> Assessment:
    columns = asked.usable()
    why_not = asking.abstentions(asked, columns)
    scores = () if why_not else asking.scores(asked.model, columns, level=level)
    likeliest = max(range(len(scores)), key=lambda k: scores[k].probability) if scores else 0
    parts = asked.model.contributions(columns) if scores else None
    told, others = asking.contributions(asked, columns, parts=parts, to=likeliest)
    return Assessment(
        model=asking.used(asked.model.manifest),
        specimen=next(iter(asked.tables.values())).specimens[0],
        positive=asked.model.manifest.positive,
        scores=scores,
        level=level,
        abstentions=why_not,
        contributions=told,
        others=others,
        views=asking.view_quality(asked, columns, parts=parts, to=likeliest),
        neighbours=asking.neighbours(asked.model, columns) if scores else (),
        remarks=(*remarks, *asking.remarks(asked, columns), *asking.undecided(scores, level=level)),
        charts=(),
    )


def _tables(
    panels: Sequence[Found], *, specimen: str, order: Sequence[str]
) -> tuple[dict[str, FeatureTable], dict[str, int], tuple[Remark, ...]]:
    """The one row of each view, the file of each, and the row-level report."""
    tables: dict[str, FeatureTable] = {}
    numbers: dict[str, int] = {}
    remarks: list[Remark] = []
    for panel in panels:
        of_sheet = _one_row(panel, specimen=specimen)
        tables |= of_sheet
        numbers |= dict.fromkeys(of_sheet, order.index(panel.file) + 1)
    _check_same(tables)
    for table in tables.values():
        remarks += [each for each in remarks_on(table) if each not in remarks]
    return tables, numbers, tuple(remarks)


def _one_row(panel: Found, *, specimen: str) -> dict[str, FeatureTable]:
    """The row of the specimen in each view of a sheet. Raises SeveralSpecimens and UnknownSpecimen."""
    kept: dict[str, FeatureTable] | None = None
    label = panel.matches[0].label or 0
    for block in panel.blocks():
        first = next(iter(block.values()))
        if not specimen and (kept is not None or len(first.specimens) > 1):
            second = 0 if kept is not None else 1
            count = sum(len(next(iter(each.values())).specimens) for each in panel.blocks())
            row = first.layout.rows[second]
            raise SeveralSpecimens(row=row, column="A", count=count)
        at = first.specimens.index(specimen) if specimen in first.specimens else None
        if not specimen:
            kept = block
        elif at is not None:
            kept = {name: table.part([at]) for name, table in block.items()}
    if kept is None:
        raise UnknownSpecimen(row=panel.sheet.header_row + 1, column=chr(65 + min(label, 25)))
    return kept


def _check_same(tables: Mapping[str, FeatureTable]) -> None:
    """Refuse tables of different specimens. Raises SpecimensDiffer."""
    first = next(iter(tables.values()))
    for table in tables.values():
        if table.specimens != first.specimens:
            raise SpecimensDiffer(row=table.layout.rows[0], column="A")
