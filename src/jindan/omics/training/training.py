"""Training of a model by a recipe: cohort, traps, evaluation, a fit on all patients, files and card."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from jindan.analysis import Progress, silent
from jindan.omics.engine import storing
from jindan.omics.engine.model import OmicsModel
from jindan.omics.engine.scoring import Ints
from jindan.omics.manifest import Figure, Manifest, Training
from jindan.omics.training import merits
from jindan.omics.training.card import card
from jindan.omics.training.cohort import Cohort, labels_of, load
from jindan.omics.training.descriptions import (
    described_features,
    identity,
    training_of,
    view_of,
)
from jindan.omics.training.evaluating import Trial, figures, recalibration, trials
from jindan.omics.training.fitting import Fitted, Plan, fit
from jindan.omics.training.recipe import FeatureRecipe, Recipe, read_recipe
from jindan.omics.training.surviving import train_survival
from jindan.omics.training.traps import look_for_traps

REPLICAS = 25
"""Bootstrapped cohorts for intervals. Each is stored in the model."""


def train(path: Path, *, tables: Path, into: Path, progress: Progress = silent) -> Manifest:
    """Train by the recipe at `path` and return the manifest of the model, which is the folder `into`/<name>.

    tables: the folder above that of the recipe's tables. A model no better than chance is written as not usable.
    Raises BadRecipe, TrainingRefused, and the problems of tables.
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
    trials_of = _evaluate(recipe, cohort, plans=plans, progress=progress)
    progress(0.9, "omics-fitting")
    is_whole = all(cohort.has(view.name).all() for view in recipe.views)
    keeps_reference = recipe.keeps_reference and is_whole
    fitted = fit(
        cohort, plans=plans, seed=recipe.seed, replicas=REPLICAS, keeps_reference=keeps_reference
    )
    first = next(iter(trials_of.values()))[0]
    manifest = Manifest(
        **identity(recipe),
        task="classification",
        classes=classes_of(recipe),
        positive=recipe.positive or classes_of(recipe)[-1],
        views=tuple(view_of(plan.recipe, features=plan.features) for plan in plans),
        is_usable=beats_chance(first),
        figures=(*_figures(recipe, trials_of), *recipe.published),
        training=_training(recipe, sha256=sha256, folder=folder, cohort=cohort),
        parameters_sha256="",
    )
    model = _model(manifest, fitted=fitted, cohort=cohort, keeps_reference=keeps_reference)
    written = card(
        manifest,
        traps=traps,
        subgroups=_subgroups(recipe, cohort, first),
        sites=_sites(recipe, cohort, trials_of, site=labels.site),
    )
    return storing.save(model, folder=into / recipe.name, card=written)


def classes_of(recipe: Recipe) -> tuple[str, ...]:
    """Return the classes, in the order in which the recipe first names them."""
    return tuple(dict.fromkeys(labels_of(recipe).classes.values()))


def plans_of(
    recipe: Recipe, *, features: Mapping[str, Sequence[FeatureRecipe]], cohort: Cohort
) -> tuple[Plan, ...]:
    """Return the plan of each view, with the range of its features in the cohort."""
    return tuple(
        Plan(
            recipe=view,
            features=described_features(
                features[view.name], values=cohort.values[view.name], view=view
            ),
            classes=classes_of(recipe),
        )
        for view in recipe.views
    )


def beats_chance(trial: Trial) -> bool:
    """Return whether left-out rows were classified better than chance, by a lower bound of 97.5 %.

    Chance is an AUC of 0.5 with two classes, and the share of the most frequent class with more.
    """
    if trial.probabilities.shape[1] == 2:
        return merits.auc_lower_bound(trial.truth, trial.probabilities[:, 1]) > 0.5
    right = merits.accuracy(trial.truth, trial.probabilities)
    commonest = float(np.bincount(trial.truth).max() / len(trial.truth))
    return bool(right - 1.96 * np.sqrt(right * (1 - right) / len(trial.truth)) > commonest)


def _evaluate(
    recipe: Recipe, cohort: Cohort, *, plans: Sequence[Plan], progress: Progress
) -> dict[str, list[Trial]]:
    trials_of: dict[str, list[Trial]] = {}
    for number, evaluation in enumerate(recipe.evaluations):
        progress(0.05 + 0.85 * number / len(recipe.evaluations), "omics-evaluating")
        trials_of[evaluation.name] = list(
            trials(cohort, plans=plans, evaluation=evaluation, seed=recipe.seed)
        )
    return trials_of


def _figures(recipe: Recipe, trials_of: Mapping[str, list[Trial]]) -> list[Figure]:
    return [
        figure
        for evaluation in recipe.evaluations
        for figure in figures(trials_of[evaluation.name], evaluation=evaluation)
    ]


def _sites(
    recipe: Recipe, cohort: Cohort, trials_of: Mapping[str, list[Trial]], *, site: str
) -> dict[str, dict[str, float]]:
    """Return calibration at each left-out site, by site and name of the figure, of a model of two classes."""
    by_site = [evaluation for evaluation in recipe.evaluations if evaluation.by == site]
    if not site or not by_site or len(classes_of(recipe)) > 2:
        return {}
    selected = cohort.part(cohort.selected(by_site[0].keep))
    return recalibration(selected, trials_of[by_site[0].name][0], site=site, seed=recipe.seed)


def _subgroups(recipe: Recipe, cohort: Cohort, trial: Trial) -> dict[str, str]:
    """Return AUC or accuracy of the first evaluation within each group of patients."""
    selected = cohort.part(cohort.selected(recipe.evaluations[0].keep))
    merit_of: dict[str, str] = {}
    for column in recipe.subgroups:
        words = np.array(selected.columns[column])
        for word in np.unique(words):
            rows = np.flatnonzero(words == word)
            merit_of[f"{column} {word or '(empty)'}"] = _merit(trial, rows=rows)
    return merit_of


def _merit(trial: Trial, *, rows: Ints) -> str:
    truth, probabilities = trial.truth[rows], trial.probabilities[rows]
    if probabilities.shape[1] == 2 and len(np.unique(truth)) == 2:
        return f"AUC {merits.auc(truth, probabilities[:, 1]):.3f} ({len(rows)} patients)"
    return f"accuracy {merits.accuracy(truth, probabilities):.3f} ({len(rows)} patients; AUC cannot be computed)"


def _training(recipe: Recipe, *, sha256: str, folder: Path, cohort: Cohort) -> Training:
    counts = np.bincount(cohort.truth)
    per_class = {name: int(count) for name, count in zip(classes_of(recipe), counts, strict=True)}
    return training_of(
        recipe, sha256=sha256, folder=folder, patients=len(cohort), per_class=per_class
    )


def _model(
    manifest: Manifest, *, fitted: Fitted, cohort: Cohort, keeps_reference: bool
) -> OmicsModel:
    """Return the model, whose classes of the reference are empty where the reference is not stored."""
    truth = cohort.truth if keeps_reference else cohort.truth[:0]
    return OmicsModel(
        manifest=manifest,
        views=fitted.views,
        fusions=fitted.fusions,
        reference_truth=truth.astype(np.float64),
    )
