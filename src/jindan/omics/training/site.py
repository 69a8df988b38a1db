"""Recalibration of a model with labelled rows of one site. The result is another model, with new weights only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from string import Template

import numpy as np

from jindan.analysis import Workspace
from jindan.assets import sha256_of
from jindan.catalogue import text
from jindan.omics import asking, installed
from jindan.omics.answering import grouped_by_panels
from jindan.omics.engine import storing
from jindan.omics.engine.fusing import Fusion, subsets
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.recalibrating import check_enough, fit_site, recalibrated
from jindan.omics.engine.scoring import Floats, Ints, softmax
from jindan.omics.errors import BadRecipe, NotForRecalibration, RecalibrationNoBetter
from jindan.omics.manifest import Figure, Manifest, Recalibration
from jindan.omics.tables.joining import blocks_of
from jindan.omics.tables.reading import Orientation, find_panels
from jindan.omics.training import merits
from jindan.omics.training.cohort import read_columns
from jindan.omics.training.fitting import rounded
from jindan.omics.training.folds import assign
from jindan.omics.training.weighing import log_loss

LEAST = 20
"""Labelled patients of each class. With fewer, the shift is known to a factor of two in the odds at best, and no set
at the level of 95 % could exclude a class."""
FOLDS = 10
NAME = r"[a-z0-9]+(-[a-z0-9]+){0,7}"


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site, and the table with the classes of its specimens.

    name: part of the name of the recalibrated model. labels: the table. specimen: its column of the specimens' names.
    column: its column of the classes. words: the class that each word of `column` means. The names of the classes
    themselves are always understood.
    """

    name: str
    labels: Path
    column: str
    specimen: str
    words: Mapping[str, str]
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class LabelledScores:
    """Rows that have a label and that the model answers.

    scores: of each view, rows × classes. truth: classes by number. left_out: how many other rows there are.
    """

    scores: Mapping[str, Floats]
    truth: Ints
    left_out: int


def recalibrate(
    workspace: Workspace, *, model: str, site: Site, orientation: Orientation = "auto"
) -> Manifest:
    """Write the model `<model>-<site>` into the outputs and return its manifest.

    Views that the site's tables do not have are left out. Raises CannotRecalibrate, RecalibrationNoBetter,
    NotForRecalibration, BadRecipe, and the problems of tables.
    """
    if not re.fullmatch(NAME, site.name):
        raise BadRecipe(reason=f"site: {NAME}")
    workspace.progress(0.0, "omics-reading")
    loaded = storing.load(model, assets=workspace.assets)
    manifest = loaded.manifest
    if manifest.task != "classification" or manifest.recalibration or not manifest.is_usable:
        raise NotForRecalibration(name=model)
    rows = _labelled(workspace, loaded, site=site, orientation=orientation)
    check_enough(rows.truth, classes=len(manifest.classes), least=LEAST)
    workspace.progress(0.5, "omics-fitting")
    views = tuple(view for view in loaded.views if view in rows.scores)
    fused = {v: loaded.fusions[v].fused(rows.scores) for v in subsets(views)}
    folds = assign(rows.truth, np.arange(len(rows.truth)), count=FOLDS, seed=site.seed)
    fusions = {
        chosen: _refitted(loaded.fusions[chosen], scores, rows.truth, folds=folds)
        for chosen, scores in fused.items()
    }
    figures = _figures(softmax(fused[views]), fusions[views].calibration, rows.truth)
    refitted = OmicsModel(
        manifest=manifest.model_copy(
            update={
                "name": f"{manifest.name}-{site.name}",
                "title_en": f"{manifest.title_en}, recalibrated for {site.name}",
                "title_ko": f"{manifest.title_ko} ({site.name} 재보정)",
                "views": tuple(view for view in manifest.views if view.name in views),
                "limits": (*manifest.limits, "recalibrated"),
                "figures": (*figures, *manifest.figures),
                "recalibration": _described(workspace, loaded, rows, site=site),
            }
        ),
        views={name: loaded.views[name] for name in views},
        fusions=fusions,
        reference_truth=loaded.reference_truth,
    )
    card = (installed.folder_of(model, assets=workspace.assets) / storing.CARD).read_text("utf-8")
    folder = workspace.outputs / refitted.manifest.name
    return storing.save(refitted, folder=folder, card=_card(refitted.manifest, of_model=card))


def _labelled(
    workspace: Workspace, model: OmicsModel, *, site: Site, orientation: Orientation
) -> LabelledScores:
    """Return the scores of rows with a label, every view that the tables have, and an answer."""
    label = _labels(site, classes=model.manifest.classes)
    panels = find_panels(
        dict(sorted(workspace.inputs.items())),
        views=model.manifest.views,
        orientation=orientation,
    )
    scores: list[dict[str, Floats]] = []
    truth: list[int] = []
    rows = 0
    for tables in blocks_of(panels, scratch=workspace.outputs):
        specimens = next(iter(tables.values())).specimens
        rows += len(specimens)
        for places, columns in grouped_by_panels(model, tables):
            if len(columns) < len(tables):
                continue
            parts = {name: tables[name].part(places.tolist()) for name in columns}
            has_label = np.array([specimens[place] in label for place in places])
            usable = asking.answerable(model, parts, columns) & has_label
            scored = model.scores(columns)
            scores.append({name: of_view[usable] for name, of_view in scored.items()})
            truth += [label[specimens[place]] for place in places[usable]]
    names = [*scores[0]] if scores else []
    return LabelledScores(
        scores={name: np.concatenate([block[name] for block in scores]) for name in names},
        truth=np.array(truth, dtype=np.int64),
        left_out=rows - len(truth),
    )


def _labels(site: Site, *, classes: Sequence[str]) -> dict[str, int]:
    """Return the class of each specimen that has one, by number. Raises BadRecipe."""
    columns = read_columns(site.labels, specimen=site.specimen)
    if site.column not in columns:
        raise BadRecipe(reason=f"no column {site.column}")
    if unknown := set(site.words.values()) - set(classes):
        raise BadRecipe(reason=f"{', '.join(sorted(unknown))}: not among {', '.join(classes)}")
    words = {name: name for name in classes} | dict(site.words)
    return {s: classes.index(words[w]) for s, w in columns[site.column].items() if w in words}


def _refitted(fusion: Fusion, scores: Floats, truth: Ints, *, folds: Ints) -> Fusion:
    """Return the fusion with the slope in its weights and the shifts in its bias.

    The calibration of each row is by slope and shifts that were fitted without it.
    """
    slope, shifts = fit_site(scores, truth)
    calibration = np.zeros(scores.shape)
    for fold in np.unique(folds):
        out = folds == fold
        inner = fit_site(scores[~out], truth[~out])
        calibration[out] = recalibrated(scores[out], slope=inner[0], shifts=inner[1])
    return replace(
        fusion,
        weights=rounded(slope * fusion.weights),
        bias=rounded(slope * fusion.bias + shifts),
        calibration=rounded(calibration, digits=6),
        truth=truth,
    )


def _figures(before: Floats, after: Floats, truth: Ints) -> tuple[Figure, ...]:
    """Return Brier score and calibration error before and after, on left-out rows. Raises RecalibrationNoBetter."""
    losses = [log_loss(probabilities, truth) for probabilities in (before, after)]
    if losses[1] >= losses[0]:
        raise RecalibrationNoBetter(before=f"{losses[0]:.3f}", after=f"{losses[1]:.3f}")
    figures = []
    for when, probabilities in (("before", before), ("after", after)):
        missed = ((probabilities - np.eye(probabilities.shape[1])[truth]) ** 2).sum(axis=1)
        error = merits.calibration_error(truth, probabilities, bins=5)
        spread = merits.bootstrap_sd(missed, seed=0)
        figures += [
            _figure(f"brier-{when}", float(missed.mean()), spread),
            _figure(f"calibration-error-{when}", error, 0.0),
        ]
    return tuple(figures)


def _figure(name: str, value: float, spread: float) -> Figure:
    return Figure(name=f"site/{name}", value=round(value, 4), sd=round(spread, 4), how="site-own")


def _described(
    workspace: Workspace, model: OmicsModel, rows: LabelledScores, *, site: Site
) -> Recalibration:
    paths = [*workspace.inputs.values(), site.labels]
    counts = np.bincount(rows.truth, minlength=len(model.manifest.classes))
    return Recalibration(
        site=site.name,
        model=model.manifest.name,
        parameters_sha256=model.manifest.parameters_sha256,
        per_class=dict(zip(model.manifest.classes, counts.tolist(), strict=True)),
        left_out=rows.left_out,
        tables_sha256=tuple(dict.fromkeys(sha256_of(path) for path in paths)),
    )


def _card(manifest: Manifest, *, of_model: str) -> str:
    """Return what the site's rows changed, followed by the card of the model."""
    recalibration = manifest.recalibration
    assert recalibration is not None  # noqa: S101  # it has just been written
    counts = ", ".join(f"{name} {count}" for name, count in recalibration.per_class.items())
    lines = [
        f"- {figure.name}: {figure.value:.3f}" + (f" (SD {figure.sd:.3f})" if figure.sd else "")
        for figure in manifest.figures
        if figure.how == "site-own"
    ]
    template = Template(files(__package__).joinpath("site_card.md").read_text(encoding="utf-8"))
    return template.substitute(
        title=manifest.title_en,
        name=manifest.name,
        site=recalibration.site,
        model=recalibration.model,
        parameters=recalibration.parameters_sha256,
        counts=counts,
        left_out=recalibration.left_out,
        figures="\n".join(lines),
        limit=text("omics-limit-recalibrated", language="en"),
        card=of_model,
    )
