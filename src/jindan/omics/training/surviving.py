"""Train a survival model: published or seeded splits first, then one fit on everything."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from jindan.analysis import Progress
from jindan.omics.engine import storing
from jindan.omics.engine.fusing import Fusion, subsets
from jindan.omics.engine.model import FittedView, OmicsModel, expit
from jindan.omics.engine.novelty import Novelty
from jindan.omics.engine.scoring import Floats, Linear, Scaler
from jindan.omics.errors import BadRecipe
from jindan.omics.manifest import Feature, Figure, Manifest, View
from jindan.omics.training import described as descriptions
from jindan.omics.training import survival
from jindan.omics.training.card import card
from jindan.omics.training.cohort import features_of, read_columns, values_of
from jindan.omics.training.fitting import novelty_of, rounded
from jindan.omics.training.recipe import FeatureRecipe, Recipe, Survival, ViewRecipe

RUNS = 25
TEST_SHARE = 0.2


def train_survival(
    recipe: Recipe, *, sha256: str, folder: Path, into: Path, progress: Progress
) -> Manifest:
    """Train by a recipe of survival. Raises BadRecipe and the refusals of tables."""
    progress(0.0, "omics-reading")
    specimens, outcome, features, values = _load(recipe, folder=folder)
    progress(0.1, "omics-evaluating")
    concordances = evaluate(values, outcome, seed=recipe.seed)
    progress(0.8, "omics-fitting")
    described = {
        view.name: descriptions.described(features[view.name], values=values[view.name], view=view)
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
        views=tuple(_view(view, described[view.name]) for view in recipe.views),
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
    survival.Outcome,
    dict[str, tuple[FeatureRecipe, ...]],
    dict[str, Floats],
]:
    """Patients, outcome, and the features and numbers of each view."""
    told = _told(recipe)
    words = read_columns(folder / told.table, specimen=told.specimen)
    specimens = tuple(words[told.time])
    outcome = survival.Outcome(
        time=np.array([float(words[told.time][each]) for each in specimens]),
        event=np.array([int(float(words[told.event][each])) for each in specimens]),
    )
    features = {view.name: features_of(view, folder=folder) for view in recipe.views}
    values = {
        view.name: values_of(view, features[view.name], specimens, folder=folder, key=told.specimen)
        for view in recipe.views
    }
    return specimens, outcome, features, values


def evaluate(
    values: Mapping[str, Floats], outcome: survival.Outcome, *, seed: int
) -> dict[str, list[float]]:
    """Harrell's C of the views together and of each, on the test part of each split."""
    found: dict[str, list[float]] = {name: [] for name in ("fused", *values)}
    for test in survival.splits(len(outcome.time), events=outcome.event, seed=seed, runs=RUNS):
        train = np.setdiff1d(np.arange(len(outcome.time)), test)
        risk, parts = survival.fused_risk(
            {n: v[train] for n, v in values.items()},
            outcome.part(train),
            {n: v[test] for n, v in values.items()},
            seed=seed,
        )
        for name, each in {"fused": risk, **parts}.items():
            found[name].append(survival.concordance(outcome.part(test), each))
    return found


def _told(recipe: Recipe) -> Survival:
    if recipe.survival is None:
        raise BadRecipe(reason="survival")
    return recipe.survival


def _fit(
    features: Sequence[Feature], values: Floats, outcome: survival.Outcome, *, seed: int
) -> FittedView:
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
        novelty=_novelty(columns, outcome, seed=seed),
    )


def _novelty(columns: Floats, outcome: survival.Outcome, *, seed: int) -> Novelty:
    groups = np.arange(len(columns))
    return novelty_of(columns, truth=outcome.event, groups=groups, seed=seed, keeps_reference=False)


def _fusions(
    views: Mapping[str, FittedView], values: Mapping[str, Floats], outcome: survival.Outcome
) -> list[Fusion]:
    """Equal weights, and for the calibration those whose side of the median time is known.

    These probabilities are of patients the model was fitted on: another reason that it does not answer by itself.
    """
    middle = float(np.median(outcome.time))
    known = (outcome.event == 1) | (outcome.time > middle)
    truth = ((outcome.event == 1) & (outcome.time <= middle))[known].astype(np.int64)
    scores = {
        n: views[n].scorer.scores(views[n].scaler.columns(each)) for n, each in values.items()
    }
    found: list[Fusion] = []
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
        found.append(fusion)
    return found


def _view(recipe: ViewRecipe, features: tuple[Feature, ...]) -> View:
    return View(
        name=recipe.name, kind=recipe.kind, features=features, min_coverage=recipe.min_coverage
    )


def _figures(concordances: Mapping[str, list[float]]) -> list[Figure]:
    found = [
        Figure(
            name=f"{name}/concordance",
            value=round(float(np.mean(each)), 4),
            sd=round(float(np.std(each, ddof=1)), 4),
            how="random-splits",
        )
        for name, each in concordances.items()
    ]
    bound = survival.lower_bound(concordances["fused"], test_share=TEST_SHARE)
    return [
        *found,
        Figure(name="fused/lower-bound", value=round(bound, 4), sd=0.0, how="random-splits"),
    ]
