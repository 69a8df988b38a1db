"""The fit of a model: each view by itself, then the weights of the views on left-out scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jindan.omics.engine.estimating import Estimated
from jindan.omics.engine.fusing import Fusion, Views, subsets
from jindan.omics.engine.model import Estimator, FittedView
from jindan.omics.engine.novelty import Novelty, distances, principal
from jindan.omics.engine.scoring import Floats, Ints, Linear, Scaler, expand, softmax, transformed
from jindan.omics.manifest import Feature
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.estimators import STRENGTHS, fit_estimator, fit_linear
from jindan.omics.training.folds import assign
from jindan.omics.training.recipe import ViewRecipe
from jindan.omics.training.weighing import choose_pull, fit_weights, fuse_left_out, log_loss

FOLDS = 5
REPEATS = 2
"""Divisions into folds, each of which gives a left-out score of every row."""
DIGITS = 9
"""Significant digits of parameters."""
NOTHING = 1e-100
"""Below this size a number is rounded to 0."""


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """The fitted views, and the fusion of each set of them.

    strengths: the inverse ridge penalty of each view, 0 for estimators that are not linear.
    """

    views: Mapping[str, FittedView]
    fusions: Mapping[Views, Fusion]
    strengths: Mapping[str, float]

    def probabilities(self, values: Mapping[str, Floats]) -> Floats:
        """Return probabilities (specimens × classes) of specimens that all have these views."""
        columns = {name: self.views[name].scaler.columns(view) for name, view in values.items()}
        fusion = self.fusions[tuple(name for name in self.views if name in values)]
        return fusion.probabilities({n: self.views[n].scorer.scores(c) for n, c in columns.items()})


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The recipe, features and classes by which a view is fitted."""

    recipe: ViewRecipe
    features: tuple[Feature, ...]
    classes: tuple[str, ...]


def fit(
    cohort: Cohort,
    *,
    plans: Sequence[Plan],
    seed: int,
    replicas: int = 0,
    keeps_reference: bool = False,
) -> Fitted:
    """Fit on a whole cohort. Every choice is made by cross-validation inside it.

    replicas: how many bootstrapped cohorts the linear views are fitted on for intervals. keeps_reference: whether
    coordinates of the patients are part of the model.
    """
    folds = [
        assign(cohort.truth, cohort.groups, count=FOLDS, seed=seed + 1000 * r)
        for r in range(REPEATS)
    ]
    strengths: dict[str, float] = {}
    left_out: dict[str, Floats] = {}
    views: dict[str, FittedView] = {}
    for plan in plans:
        name = plan.recipe.name
        strengths[name], left_out[name] = _choose(cohort, plan, folds=folds, seed=seed)
        there = cohort.part(cohort.has(name))
        views[name] = _fit_view(
            there,
            plan,
            strength=strengths[name],
            seed=seed,
            replicas=replicas,
            keeps_reference=keeps_reference,
        )
    fusions = {
        chosen: _fuse(cohort, chosen, left_out=left_out, folds=folds)
        for chosen in subsets(tuple(plan.recipe.name for plan in plans))
    }
    return Fitted(views=views, fusions=fusions, strengths=strengths)


def _choose(
    cohort: Cohort, plan: Plan, *, folds: Sequence[Ints], seed: int
) -> tuple[float, Floats]:
    """Return the strength of least left-out log loss, and left-out scores (repeats × rows × classes).

    Scores of rows without the view are NaN.
    """
    if plan.recipe.estimator != "linear":
        return 0.0, np.stack(
            [_left_out(cohort, plan, fold=fold, strength=0.0, seed=seed) for fold in folds]
        )
    best: tuple[float, float, Floats] | None = None
    there = cohort.has(plan.recipe.name)
    for strength in STRENGTHS:
        scores = np.stack(
            [_left_out(cohort, plan, fold=f, strength=strength, seed=seed) for f in folds]
        )
        loss = float(
            np.mean([log_loss(softmax(run[there]), cohort.truth[there]) for run in scores])
        )
        if best is None or loss < best[0]:
            best = (loss, strength, scores)
        elif loss > best[0] * 1.05:
            break  # larger strengths overfit more
    assert best is not None  # noqa: S101  # there is at least one strength
    return best[1], best[2]


def _left_out(cohort: Cohort, plan: Plan, *, fold: Ints, strength: float, seed: int) -> Floats:
    """Return scores of rows (rows × classes) by a scaler and scorer that were fitted without them."""
    values, there = cohort.values[plan.recipe.name], cohort.has(plan.recipe.name)
    scores = np.full((len(cohort), len(plan.classes)), np.nan)
    for number in range(FOLDS):
        inside, outside = there & (fold != number), there & (fold == number)
        scaler = _fit_scaler(values[inside], plan)
        scorer = _fit_scorer(
            scaler.columns(values[inside]), cohort.truth[inside], plan, strength=strength, seed=seed
        )
        scores[outside] = scorer.scores(scaler.columns(values[outside]))
    return scores


def _fit_view(
    cohort: Cohort, plan: Plan, *, strength: float, seed: int, replicas: int, keeps_reference: bool
) -> FittedView:
    values = cohort.values[plan.recipe.name]
    scaler = _fit_scaler(values, plan)
    columns = scaler.columns(values)
    scorer = _fit_scorer(columns, cohort.truth, plan, strength=strength, seed=seed)
    if isinstance(scorer, Linear) and replicas:
        drawn = _replicas(columns, cohort, plan, strength=strength, seed=seed, count=replicas)
        scorer = Linear(
            coefficients=scorer.coefficients, intercept=scorer.intercept, replicas=drawn
        )
    straight = columns[:, scaler.straight]
    novelty = novelty_of(
        straight,
        truth=cohort.truth,
        groups=cohort.groups,
        seed=seed,
        keeps_reference=keeps_reference,
    )
    return FittedView(scaler=scaler, scorer=scorer, novelty=novelty)


def _fit_scaler(values: Floats, plan: Plan) -> Scaler:
    scaled = transformed(values, features=plan.features)
    knots = tuple(
        _knots(scaled[:, n], feature, count=plan.recipe.knots)
        for n, feature in enumerate(plan.features)
    )
    columns = expand(scaled, knots=knots)
    scale = np.nanstd(columns, axis=0)
    return Scaler(
        features=plan.features,
        knots=knots,
        centre=rounded(np.nanmean(columns, axis=0)),
        scale=rounded(np.where(scale > 1e-12, scale, 1.0)),
    )


def _knots(column: Floats, feature: Feature, *, count: int) -> tuple[float, ...]:
    """Return evenly spaced quantiles, ends included, or none for a feature with few values."""
    known = column[~np.isnan(column)]
    if count < 2 or feature.codes or len(np.unique(known)) < 2 * count:
        return ()
    quantiles = rounded(np.quantile(known, np.linspace(0, 1, count)))
    return tuple(np.unique(quantiles).tolist())


def _fit_scorer(
    columns: Floats, truth: Ints, plan: Plan, *, strength: float, seed: int
) -> Linear | Estimator:
    classes = len(plan.classes)
    if plan.recipe.estimator != "linear":
        estimator = fit_estimator(
            plan.recipe.estimator, columns, truth, parameters=plan.recipe.parameters, seed=seed
        )
        return Estimated(estimator=estimator, classes=plan.classes)
    point = rounded(fit_linear(columns, truth, strength=strength, classes=classes))
    return Linear(
        coefficients=point[:-1], intercept=point[-1], replicas=np.zeros((0, *point.shape))
    )


def _replicas(
    columns: Floats, cohort: Cohort, plan: Plan, *, strength: float, seed: int, count: int
) -> Floats:
    """Return fits on cohorts bootstrapped within each class, runs × (columns + 1) × classes."""
    replicas: list[Floats] = []
    for run in range(count):
        generator = np.random.default_rng([seed, run])
        rows = np.concatenate(
            [generator.choice(np.flatnonzero(cohort.truth == k), np.count_nonzero(cohort.truth == k))
             for k in range(len(plan.classes))]
        )  # fmt: skip
        fitted = fit_linear(
            columns[rows], cohort.truth[rows], strength=strength, classes=len(plan.classes)
        )
        replicas.append(rounded(fitted, digits=5))
    return np.stack(replicas)


def novelty_of(
    straight: Floats, *, truth: Ints, groups: Ints, seed: int, keeps_reference: bool
) -> Novelty:
    """Return the principal directions of standardised features, and the distances of left-out patients."""
    directions, spread = map(rounded, principal(straight))
    fold = assign(truth, groups, count=FOLDS, seed=seed)
    within, off = np.zeros(len(straight)), np.zeros(len(straight))
    for number in range(FOLDS):
        out = fold == number
        inner = principal(straight[~out])
        within[out], off[out] = distances(straight[out], directions=inner[0], spread=inner[1])
    coordinates = rounded(straight @ directions.T / spread, digits=4)
    return Novelty(
        directions=directions,
        spread=spread,
        within=rounded(within, digits=6),
        off=rounded(off, digits=6),
        reference=coordinates if keeps_reference else coordinates[:0],
    )


def _fuse(
    cohort: Cohort, chosen: Views, *, left_out: Mapping[str, Floats], folds: Sequence[Ints]
) -> Fusion:
    """Return the fusion of a set of views, fitted on the patients that have all of them."""
    there = np.all([cohort.has(name) for name in chosen], axis=0)
    scores = np.stack([np.concatenate(left_out[name][:, there]) for name in chosen])
    truth = np.tile(cohort.truth[there], len(folds))
    outer = np.concatenate([fold[there] for fold in folds])
    pull = choose_pull(scores, truth, folds=outer)
    weights, bias = fit_weights(scores, truth, pull=pull)
    first = np.arange(np.count_nonzero(there))
    calibration = fuse_left_out(scores[:, first], truth[first], folds=outer[first], pull=pull)
    return Fusion(
        views=chosen,
        weights=rounded(weights),
        bias=rounded(bias),
        pull=pull,
        calibration=rounded(calibration, digits=6),
        truth=truth[first],
    )


def rounded(values: Floats, *, digits: int = DIGITS) -> Floats:
    """Return values to `digits` significant digits.

    The numbers in a file are then those that were evaluated, and the same on every machine.
    """
    sizes = np.where(np.abs(values) < NOTHING, 1.0, np.abs(values))
    factor = 10.0 ** (digits - 1 - np.floor(np.log10(sizes)))
    return np.asarray(np.where(np.abs(values) < NOTHING, 0.0, np.round(values * factor) / factor))
