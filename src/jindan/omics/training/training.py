"""Train a model from a recipe: load, look for traps, evaluate, fit on everything, write files and card."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from jindan.analysis import Progress, silent
from jindan.omics.engine import storing
from jindan.omics.engine.model import OmicsModel
from jindan.omics.manifest import Figure, Manifest, Training, View
from jindan.omics.training import merits
from jindan.omics.training.card import card
from jindan.omics.training.cohort import Cohort, labels_of, load
from jindan.omics.training.described import described, identity, training_of
from jindan.omics.training.evaluating import Trial, figures, recalibration, trials
from jindan.omics.training.fitting import Fitted, Plan, fit
from jindan.omics.training.recipe import FeatureRecipe, Recipe, read_recipe
from jindan.omics.training.surviving import train_survival
from jindan.omics.training.traps import look_for_traps

REPLICAS = 25


def train(path: Path, *, tables: Path, into: Path, progress: Progress = silent) -> Manifest:
    """Train by the recipe at `path` on tables of the folder `tables`; writes the folder `into`/<name>.

    A model no better than chance is written, but as not usable. Raises BadRecipe, TrainingRefused, and the refusals of
    tables.
    """
    recipe, sha256 = read_recipe(path)
    folder = tables / recipe.folder
    if recipe.survival is not None:
        return train_survival(recipe, sha256=sha256, folder=folder, into=into, progress=progress)
    progress(0.0, "omics-reading")
    cohort, features = load(recipe, folder=folder)
    plans = plans_of(recipe, features=features, cohort=cohort)
    labels = labels_of(recipe)
    traps = look_for_traps(
        cohort,
        features={plan.recipe.name: plan.features for plan in plans},
        site=labels.site,
        batch=labels.batch,
        accepted=recipe.accepted_traps,
    )
    looked_at = _evaluate(recipe, cohort, plans=plans, progress=progress)
    progress(0.9, "omics-fitting")
    is_whole = all(cohort.has(view.name).all() for view in recipe.views)
    keeps_reference = recipe.keeps_reference and is_whole
    fitted = fit(
        cohort, plans=plans, seed=recipe.seed, replicas=REPLICAS, keeps_reference=keeps_reference
    )
    first = next(iter(looked_at.values()))[0]
    manifest = Manifest(
        **identity(recipe),
        task="classification",
        classes=classes_of(recipe),
        positive=recipe.positive or classes_of(recipe)[-1],
        views=tuple(_view(plan) for plan in plans),
        is_usable=beats_chance(first),
        figures=(*_figures(recipe, looked_at), *recipe.published),
        training=_training(recipe, sha256=sha256, folder=folder, cohort=cohort),
        parameters_sha256="",
    )
    model = _model(manifest, fitted=fitted, cohort=cohort, keeps_reference=keeps_reference)
    written = card(
        manifest,
        traps=traps,
        subgroups=_subgroups(recipe, cohort, first),
        sites=_sites(recipe, cohort, looked_at, site=labels.site),
    )
    return storing.save(model, folder=into / recipe.name, card=written)


def classes_of(recipe: Recipe) -> tuple[str, ...]:
    """The classes, in the order in which the recipe first names them."""
    return tuple(dict.fromkeys(labels_of(recipe).classes.values()))


def plans_of(
    recipe: Recipe, *, features: Mapping[str, Sequence[FeatureRecipe]], cohort: Cohort
) -> tuple[Plan, ...]:
    """How each view is fitted."""
    return tuple(
        Plan(
            recipe=view,
            features=described(features[view.name], values=cohort.values[view.name], view=view),
            classes=classes_of(recipe),
        )
        for view in recipe.views
    )


def beats_chance(found: Trial) -> bool:
    """Whether rows that were left out were told apart better than chance, at the lower end of what they allow."""
    if found.probabilities.shape[1] == 2:
        return merits.auc_lower_bound(found.truth, found.probabilities[:, 1]) > 0.5
    right = merits.accuracy(found.truth, found.probabilities)
    commonest = float(np.bincount(found.truth).max() / len(found.truth))
    return bool(right - 1.96 * np.sqrt(right * (1 - right) / len(found.truth)) > commonest)


def _evaluate(
    recipe: Recipe, cohort: Cohort, *, plans: Sequence[Plan], progress: Progress
) -> dict[str, list[Trial]]:
    found: dict[str, list[Trial]] = {}
    for number, evaluation in enumerate(recipe.evaluations):
        progress(0.05 + 0.85 * number / len(recipe.evaluations), "omics-evaluating")
        found[evaluation.name] = list(
            trials(cohort, plans=plans, evaluation=evaluation, seed=recipe.seed)
        )
    return found


def _figures(recipe: Recipe, looked_at: Mapping[str, list[Trial]]) -> list[Figure]:
    return [
        each
        for evaluation in recipe.evaluations
        for each in figures(looked_at[evaluation.name], evaluation=evaluation)
    ]


def _sites(
    recipe: Recipe, cohort: Cohort, looked_at: Mapping[str, list[Trial]], *, site: str
) -> dict[str, dict[str, float]]:
    """Calibration at each site that was left out, of a model of two classes."""
    by_site = [each for each in recipe.evaluations if each.by and each.by == site]
    if not by_site or len(classes_of(recipe)) > 2:
        return {}
    kept = cohort.part(cohort.kept(by_site[0].keep))
    return recalibration(kept, looked_at[by_site[0].name][0], site=site, seed=recipe.seed)


def _subgroups(recipe: Recipe, cohort: Cohort, found: Trial) -> dict[str, str]:
    """AUC or accuracy of the first evaluation within groups of patients."""
    kept = cohort.part(cohort.kept(recipe.evaluations[0].keep))
    told: dict[str, str] = {}
    for column in recipe.subgroups:
        words = np.array(kept.columns[column])
        for word in np.unique(words):
            rows = words == word
            told[f"{column} {word or '(empty)'}"] = _merit(found, rows=np.flatnonzero(rows))
    return told


def _merit(found: Trial, *, rows: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> str:
    truth, probabilities = found.truth[rows], found.probabilities[rows]
    if probabilities.shape[1] == 2 and len(np.unique(truth)) == 2:
        return f"AUC {merits.auc(truth, probabilities[:, 1]):.3f} ({len(rows)} patients)"
    return f"accuracy {merits.accuracy(truth, probabilities):.3f} ({len(rows)} patients; AUC cannot be computed)"


def _view(plan: Plan) -> View:
    recipe = plan.recipe
    return View(
        name=recipe.name, kind=recipe.kind, features=plan.features, min_coverage=recipe.min_coverage
    )


def _training(recipe: Recipe, *, sha256: str, folder: Path, cohort: Cohort) -> Training:
    counts = np.bincount(cohort.truth)
    per_class = {name: int(count) for name, count in zip(classes_of(recipe), counts, strict=True)}
    return training_of(
        recipe, sha256=sha256, folder=folder, patients=len(cohort), per_class=per_class
    )


def _model(
    manifest: Manifest, *, fitted: Fitted, cohort: Cohort, keeps_reference: bool
) -> OmicsModel:
    """The model with its reference, which needs every patient to have every view."""
    truth = cohort.truth if keeps_reference else cohort.truth[:0]
    return OmicsModel(
        manifest=manifest,
        views=fitted.views,
        fusions=fitted.fusions,
        reference_truth=truth.astype(np.float64),
    )
