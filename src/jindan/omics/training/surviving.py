"""Training of a survival model: evaluation on seeded splits, then one fit on all patients."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from jindan.analysis import Progress
from jindan.omics.engine import storing
from jindan.omics.engine.fusing import Fusion, subsets
from jindan.omics.engine.model import FittedView, OmicsModel, expit
from jindan.omics.engine.scoring import Floats, Linear, Scaler
from jindan.omics.errors import BadRecipe
from jindan.omics.manifest import Feature, Figure, Manifest
from jindan.omics.training import descriptions, survival
from jindan.omics.training.card import card
from jindan.omics.training.cohort import features_of, read_columns, values_of
from jindan.omics.training.fitting import novelty_of, rounded
from jindan.omics.training.recipe import FeatureRecipe, Recipe

RUNS = 25
"""Splits of the evaluation."""
TEST_SHARE = 0.2


def train_survival(
    recipe: Recipe, *, sha256: str, folder: Path, into: Path, progress: Progress
) -> Manifest:
    """Train by a recipe of survival and return the manifest of the model, which is the folder `into`/<name>.

    sha256: of the recipe. folder: of its tables. Raises BadRecipe and the problems of tables.
    """
    progress(0.0, "omics-reading")
    specimens, outcome, features, values = _load(recipe, folder=folder)
    progress(0.1, "omics-evaluating")
    concordances = evaluate(values, outcome, seed=recipe.seed)
    progress(0.8, "omics-fitting")
    described = {
        view.name: descriptions.described_features(
            features[view.name], values=values[view.name], view=view
        )
        for view in recipe.views
    }
    views = {
        view.name: _fit(described[view.name], values[view.name], outcome, seed=recipe.seed)
        for view in recipe.views
    }
    manifest = Manifest(
        **descriptions.identity(recipe),
        task="survival",
        classes=survival.CLASSES,
        positive=survival.CLASSES[1],
        views=tuple(
            descriptions.view_of(view, features=described[view.name]) for view in recipe.views
        ),
        is_usable=survival.lower_bound(concordances["fused"], test_share=TEST_SHARE) > 0.5,
        figures=(*_figures(concordances), *recipe.published),
        training=descriptions.training_of(
            recipe,
            sha256=sha256,
            folder=folder,
            patients=len(specimens),
            per_class={
                "events": int(outcome.event.sum()),
                "censored": int((1 - outcome.event).sum()),
            },
        ),
        parameters_sha256="",
    )
    model = OmicsModel(
        manifest=manifest,
        views=views,
        fusions={fusion.views: fusion for fusion in _fusions(views, values, outcome)},
        reference_truth=np.zeros(0),
    )
    written = card(manifest, traps=(), subgroups={}, sites={})
    return storing.save(model, folder=into / recipe.name, card=written)


def _load(
    recipe: Recipe, *, folder: Path
) -> tuple[
    tuple[str, ...],
    survival.SurvivalOutcome,
    dict[str, tuple[FeatureRecipe, ...]],
    dict[str, Floats],
]:
    """Return patients, outcome, and the features and numbers of each view."""
    if recipe.survival is None:
        raise BadRecipe(reason="survival")
    columns = read_columns(folder / recipe.survival.table, specimen=recipe.survival.specimen)
    time, event = columns[recipe.survival.time], columns[recipe.survival.event]
    specimens = tuple(time)
    outcome = survival.SurvivalOutcome(
        time=np.array([float(time[specimen]) for specimen in specimens]),
        event=np.array([int(float(event[specimen])) for specimen in specimens]),
    )
    features = {view.name: features_of(view, folder=folder) for view in recipe.views}
    values = {
        view.name: values_of(
            view, features[view.name], specimens, folder=folder, key=recipe.survival.specimen
        )
        for view in recipe.views
    }
    return specimens, outcome, features, values


def evaluate(
    values: Mapping[str, Floats], outcome: survival.SurvivalOutcome, *, seed: int
) -> dict[str, list[float]]:
    """Return Harrell's C of the fused risk and of each view's, on the test part of each split."""
    concordances: dict[str, list[float]] = {name: [] for name in ("fused", *values)}
    for test in survival.splits(len(outcome.time), events=outcome.event, seed=seed, runs=RUNS):
        train = np.setdiff1d(np.arange(len(outcome.time)), test)
        risk, parts = survival.fused_risk(
            {n: v[train] for n, v in values.items()},
            outcome.part(train),
            {n: v[test] for n, v in values.items()},
            seed=seed,
        )
        for name, view_risk in {"fused": risk, **parts}.items():
            concordances[name].append(survival.concordance(outcome.part(test), view_risk))
    return concordances


def _fit(
    features: Sequence[Feature], values: Floats, outcome: survival.SurvivalOutcome, *, seed: int
) -> FittedView:
    """Return a view whose log-odds of `earlier` is 0 for the median patient."""
    spread = values.std(axis=0)
    scaler = Scaler(
        features=tuple(features),
        knots=((),) * len(features),
        centre=rounded(values.mean(axis=0)),
        scale=rounded(np.where(spread > 1e-9, spread, 1.0)),
    )
    columns = scaler.columns(values)
    penalty = survival.choose_penalty(columns, outcome, seed=seed)
    coefficients = survival.fit_cox(columns, outcome, penalty=penalty)
    both = rounded(np.stack([-coefficients / 2, coefficients / 2], axis=1))
    middle = np.median(columns @ both, axis=0)
    return FittedView(
        scaler=scaler,
        scorer=Linear(
            coefficients=both,
            intercept=rounded(-middle),
            replicas=np.zeros((0, len(features) + 1, 2)),
        ),
        novelty=novelty_of(
            columns,
            truth=outcome.event,
            groups=np.arange(len(columns)),
            seed=seed,
            keeps_reference=False,
        ),
    )


def _fusions(
    views: Mapping[str, FittedView], values: Mapping[str, Floats], outcome: survival.SurvivalOutcome
) -> list[Fusion]:
    """Return fusions of equal weights, calibrated on patients who are known to be before or after the median time.

    The calibration is by patients that the model was fitted on, so that it looks better than it is.
    """
    middle = float(np.median(outcome.time))
    known = (outcome.event == 1) | (outcome.time > middle)
    truth = ((outcome.event == 1) & (outcome.time <= middle))[known].astype(np.int64)
    scores = {
        n: views[n].scorer.scores(views[n].scaler.columns(view)) for n, view in values.items()
    }
    fusions: list[Fusion] = []
    for chosen in subsets(tuple(views)):
        weights = np.full(len(chosen), 1 / len(chosen))
        risk = np.mean([scores[name][:, 1] - scores[name][:, 0] for name in chosen], axis=0)
        later = rounded(expit(-risk[known]), digits=6)
        calibration = np.stack([later, 1 - later], axis=1)
        fusion = Fusion(
            views=chosen,
            weights=weights,
            bias=np.zeros(2),
            pull=0.0,
            calibration=calibration,
            truth=truth,
        )
        fusions.append(fusion)
    return fusions


def _figures(concordances: Mapping[str, list[float]]) -> list[Figure]:
    figures = [
        Figure(
            name=f"{name}/concordance",
            value=round(float(np.mean(over_splits)), 4),
            sd=round(float(np.std(over_splits, ddof=1)), 4),
            how="random-splits",
        )
        for name, over_splits in concordances.items()
    ]
    bound = survival.lower_bound(concordances["fused"], test_share=TEST_SHARE)
    return [
        *figures,
        Figure(name="fused/lower-bound", value=round(bound, 4), sd=0.0, how="random-splits"),
    ]
