"""Recalibrate a model for one site by the site's own labelled rows: a model of its own, with new weights only."""

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
from jindan.omics.answering import alike
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
"""Labelled patients of each class: with fewer, the shift is known to a factor of two in the odds at best, and no set
at the level of 95 % could leave a class out."""
FOLDS = 10
NAME = r"[a-z0-9]+(-[a-z0-9]+){0,7}"


@dataclass(frozen=True, kw_only=True)
class Site:
    """A site, and where the classes of its specimens stand.

    specimen: the column of the specimens' names in the table `labels`. words: the class that a word of `column` means;
    the names of the classes themselves are always understood.
    """

    name: str
    labels: Path
    column: str
    specimen: str
    words: Mapping[str, str]
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """Rows that have a label and that the model would answer: the scores of each view (rows × classes), and classes."""

    scores: Mapping[str, Floats]
    truth: Ints
    left_out: int


def recalibrate(
    workspace: Workspace, *, model: str, site: Site, orientation: Orientation = "auto"
) -> Manifest:
    """Write `<model>-<site>` into the outputs; gives its manifest.

    Views that the site's tables do not have are left out of it. Raises CannotRecalibrate, RecalibrationNoBetter,
    NotForRecalibration, BadRecipe, and the refusals of tables.
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
    known = {v: loaded.fusions[v].fused(rows.scores) for v in subsets(views)}
    folds = assign(rows.truth, np.arange(len(rows.truth)), count=FOLDS, seed=site.seed)
    fusions = {
        chosen: _refitted(loaded.fusions[chosen], scores, rows.truth, folds=folds)
        for chosen, scores in known.items()
    }
    figures = _figures(softmax(known[views]), fusions[views].calibration, rows.truth)
    made = OmicsModel(
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
    folder = workspace.outputs / made.manifest.name
    return storing.save(made, folder=folder, card=_card(made.manifest, of_model=card))


def _labelled(
    workspace: Workspace, model: OmicsModel, *, site: Site, orientation: Orientation
) -> Labelled:
    """The scores of every row that has a label, all views that the tables hold, and an answer."""
    label = _labels(site, classes=model.manifest.classes)
    panels = find_panels(
        dict(sorted(workspace.inputs.items())),
        views=model.manifest.views,
        orientation=orientation,
    )
    scores: list[dict[str, Floats]] = []
    truth: list[int] = []
    seen = 0
    for tables in blocks_of(panels, scratch=workspace.outputs):
        specimens = next(iter(tables.values())).specimens
        seen += len(specimens)
        for places, columns in alike(model, tables):
            if len(columns) < len(tables):
                continue
            parts = {name: tables[name].part(places.tolist()) for name in columns}
            is_told = np.array([specimens[place] in label for place in places])
            kept = asking.answerable(model, parts, columns) & is_told
            found = model.scores(columns)
            scores.append({name: each[kept] for name, each in found.items()})
            truth += [label[specimens[place]] for place in places[kept]]
    names = [*scores[0]] if scores else []
    return Labelled(
        scores={name: np.concatenate([each[name] for each in scores]) for name in names},
        truth=np.array(truth, dtype=np.int64),
        left_out=seen - len(truth),
    )


def _labels(site: Site, *, classes: Sequence[str]) -> dict[str, int]:
    """The class of each specimen that has one, by number."""
    told = read_columns(site.labels, specimen=site.specimen)
    if site.column not in told:
        raise BadRecipe(reason=f"no column {site.column}")
    if unknown := set(site.words.values()) - set(classes):
        raise BadRecipe(reason=f"{', '.join(sorted(unknown))}: not among {', '.join(classes)}")
    words = {name: name for name in classes} | dict(site.words)
    return {s: classes.index(words[w]) for s, w in told[site.column].items() if w in words}


def _refitted(fusion: Fusion, scores: Floats, truth: Ints, *, folds: Ints) -> Fusion:
    """The fusion with the slope in its weights and the shifts in its bias; every row is calibrated while left out."""
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
    """What recalibration changes on rows that it had not seen. Raises RecalibrationNoBetter."""
    losses = [log_loss(each, truth) for each in (before, after)]
    if losses[1] >= losses[0]:
        raise RecalibrationNoBetter(before=f"{losses[0]:.3f}", after=f"{losses[1]:.3f}")
    found = []
    for when, given in (("before", before), ("after", after)):
        missed = ((given - np.eye(given.shape[1])[truth]) ** 2).sum(axis=1)
        error = merits.calibration_error(truth, given, bins=5)
        spread = merits.bootstrap_sd(missed, seed=0)
        found += [
            _figure(f"brier-{when}", float(missed.mean()), spread),
            _figure(f"calibration-error-{when}", error, 0.0),
        ]
    return tuple(found)


def _figure(name: str, value: float, spread: float) -> Figure:
    return Figure(name=f"site/{name}", value=round(value, 4), sd=round(spread, 4), how="site-own")


def _described(
    workspace: Workspace, model: OmicsModel, rows: Labelled, *, site: Site
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
    """What the site's rows changed, above the card of the model."""
    told = manifest.recalibration
    assert told is not None  # noqa: S101  # it has just been written
    counts = ", ".join(f"{name} {count}" for name, count in told.per_class.items())
    lines = [
        f"- {each.name}: {each.value:.3f}" + (f" (SD {each.sd:.3f})" if each.sd else "")
        for each in manifest.figures
        if each.how == "site-own"
    ]
    template = Template(files(__package__).joinpath("site_card.md").read_text(encoding="utf-8"))
    return template.substitute(
        title=manifest.title_en,
        name=manifest.name,
        site=told.site,
        model=told.model,
        parameters=told.parameters_sha256,
        counts=counts,
        left_out=told.left_out,
        figures="\n".join(lines),
        limit=text("omics-limit-recalibrated", language="en"),
        card=of_model,
    )
