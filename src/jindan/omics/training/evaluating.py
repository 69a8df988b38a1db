"""Evaluation of a recipe by cross-validation: fitted in every fold without the rows that are predicted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jindan.omics.engine.conformal import prediction_sets
from jindan.omics.engine.recalibrating import fit_site, recalibrated
from jindan.omics.engine.scoring import Floats, Ints
from jindan.omics.manifest import Figure
from jindan.omics.training import merits
from jindan.omics.training.cohort import Cohort
from jindan.omics.training.fitting import Plan, fit
from jindan.omics.training.folds import assign
from jindan.omics.training.recipe import Evaluation

LEVEL = 0.9
"""Level of the prediction sets."""
LABELLED = 0.3
"""Share of a site's patients whose labels are used to recalibrate."""
LEAST = 20
"""Patients of each class, below which a site is left out."""
LOWEST = 1e-9
"""Lowest probability whose logarithm is taken."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One division into folds, in which every row is predicted by a model that was fitted without it.

    probabilities: rows × classes. sets: 1 where the prediction set has the class. truth: classes by number.
    """

    probabilities: Floats
    sets: Floats
    truth: Ints


def trials(
    cohort: Cohort, *, plans: Sequence[Plan], evaluation: Evaluation, seed: int
) -> Iterator[Trial]:
    """Yield one trial for each seed, of the selected rows."""
    for number in range(evaluation.seeds):
        yield nth_trial(cohort, plans=plans, evaluation=evaluation, seed=seed, number=number)


def nth_trial(
    cohort: Cohort, *, plans: Sequence[Plan], evaluation: Evaluation, seed: int, number: int
) -> Trial:
    """Return the trial of this number, from 0."""
    selected = cohort.part(cohort.selected(evaluation.keep))
    own_seed = seed + 7919 * number
    folds = _folds(selected, evaluation, seed=own_seed)
    return trial(selected, plans=plans, folds=folds, seed=own_seed)


def trial(cohort: Cohort, *, plans: Sequence[Plan], folds: Ints, seed: int) -> Trial:
    """Return the trial in which every fold is predicted by a fit on the others."""
    classes = len(plans[0].classes)
    probabilities, sets = np.zeros((len(cohort), classes)), np.zeros((len(cohort), classes))
    for fold in np.unique(folds):
        out = folds == fold
        fitted = fit(cohort.part(~out), plans=plans, seed=seed)
        probabilities[out] = fitted.probabilities(cohort.part(out).values)
        fusion = next(iter(fitted.fusions.values()))
        sets[out] = prediction_sets(
            probabilities[out], calibration=fusion.calibration, truth=fusion.truth, level=LEVEL
        )
    return Trial(probabilities=probabilities, sets=sets, truth=cohort.truth)


def figures(trials: Sequence[Trial], *, evaluation: Evaluation) -> list[Figure]:
    """Return mean and standard deviation over the trials of each figure of merit."""
    measured = [_merits(trial) for trial in trials]
    how = "site-left-out" if evaluation.by else "cross-validation"
    return [
        Figure(
            name=f"{evaluation.name}/{name}",
            value=_short(float(np.mean([values[name] for values in measured]))),
            sd=_short(float(np.std([values[name] for values in measured]))),
            how=how,
        )
        for name in measured[0]
    ]


def recalibration(
    cohort: Cohort, trial: Trial, *, site: str, seed: int
) -> dict[str, dict[str, float]]:
    """Return AUC and calibration at each left-out site, before and after recalibration with some of its labels.

    Sites with fewer than 20 patients of either class are left out.
    """
    sites = np.array(cohort.columns[site])
    by_site: dict[str, dict[str, float]] = {}
    for place in np.unique(sites):
        here = np.flatnonzero(sites == place)
        truth, probability = trial.truth[here], trial.probabilities[here, 1]
        if min(np.count_nonzero(truth == k) for k in (0, 1)) < LEAST:
            continue
        own = assign(truth, np.arange(len(here)), count=10, seed=seed) < round(10 * LABELLED)
        scores = np.log(np.clip(trial.probabilities[here], LOWEST, 1.0))
        slope, shifts = fit_site(scores[own], truth[own])
        after = recalibrated(scores[~own], slope=slope, shifts=shifts)[:, 1]
        by_site[str(place)] = {
            "auc": merits.auc(truth, probability),
            **_calibration("before", truth[~own], probability[~own]),
            **_calibration("after", truth[~own], after),
        }
    return by_site


def _calibration(when: str, truth: Ints, probability: Floats) -> dict[str, float]:
    both = np.column_stack([1 - probability, probability])
    brier = float(((probability - truth) ** 2).mean())
    return {f"error-{when}": merits.calibration_error(truth, both, bins=5), f"brier-{when}": brier}


def _folds(cohort: Cohort, evaluation: Evaluation, *, seed: int) -> Ints:
    if not evaluation.by:
        return assign(cohort.truth, cohort.groups, count=evaluation.folds, seed=seed)
    words = {word: n for n, word in enumerate(sorted(set(cohort.columns[evaluation.by])))}
    return np.array([words[word] for word in cohort.columns[evaluation.by]])


def _merits(trial: Trial) -> Mapping[str, float]:
    truth, probabilities = trial.truth, trial.probabilities
    of_any_classes = {
        "accuracy": merits.accuracy(truth, probabilities),
        "balanced-error": merits.balanced_error(truth, probabilities),
        "calibration-error": merits.calibration_error(truth, probabilities),
        "coverage-90": merits.coverage(truth, trial.sets),
        "set-size-90": float(trial.sets.sum(axis=1).mean()),
    }
    if probabilities.shape[1] > 2:
        aucs = [
            merits.auc((truth == k).astype(np.int64), probabilities[:, k]) for k in np.unique(truth)
        ]
        return {"auc-macro": float(np.mean(aucs)), **of_any_classes}
    slope, shift = merits.slope_and_shift(truth, probabilities[:, 1])
    return {
        "auc": merits.auc(truth, probabilities[:, 1]),
        "sensitivity-at-specificity-90": merits.sensitivity_at(
            truth, probabilities[:, 1], specificity=0.9
        ),
        **of_any_classes,
        "calibration-slope": slope,
        "calibration-intercept": shift,
    }


def _short(value: float) -> float:
    return float(f"{value:.4f}")
