"""How good a recipe is: fitted anew in every fold, on rows that it is not asked about."""

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
LABELLED = 0.3
"""The share of a site's own patients that its recalibration is given."""

NEVER = 1e-9


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One division into folds: what every row was given while it was left out, and whether its set held each class."""

    probabilities: Floats
    sets: Floats
    truth: Ints


def trials(
    cohort: Cohort, *, plans: Sequence[Plan], evaluation: Evaluation, seed: int
) -> Iterator[Trial]:
    """One trial for each seed, of the rows that are kept."""
    for number in range(evaluation.seeds):
        yield nth_trial(cohort, plans=plans, evaluation=evaluation, seed=seed, number=number)


def nth_trial(
    cohort: Cohort, *, plans: Sequence[Plan], evaluation: Evaluation, seed: int, number: int
) -> Trial:
    """The trial of this number, from 0."""
    kept = cohort.part(cohort.kept(evaluation.keep))
    chance = seed + 7919 * number
    return trial(kept, plans=plans, folds=_folds(kept, evaluation, seed=chance), seed=chance)


def trial(cohort: Cohort, *, plans: Sequence[Plan], folds: Ints, seed: int) -> Trial:
    """Every fold predicted by what was fitted on the others."""
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


def figures(found: Sequence[Trial], *, evaluation: Evaluation) -> list[Figure]:
    """Mean and standard deviation over the trials of what is looked at."""
    measured = [_merits(each) for each in found]
    how = "site-left-out" if evaluation.by else "cross-validation"
    return [
        Figure(
            name=f"{evaluation.name}/{name}",
            value=_short(float(np.mean([each[name] for each in measured]))),
            sd=_short(float(np.std([each[name] for each in measured]))),
            how=how,
        )
        for name in measured[0]
    ]


def recalibration(
    cohort: Cohort, found: Trial, *, site: str, seed: int
) -> dict[str, dict[str, float]]:
    """For each site that was left out: calibration before and after it was given some of its own labels."""
    sites = np.array(cohort.columns[site])
    told: dict[str, dict[str, float]] = {}
    for place in np.unique(sites):
        here = np.flatnonzero(sites == place)
        truth, probability = found.truth[here], found.probabilities[here, 1]
        if min(np.count_nonzero(truth == k) for k in (0, 1)) < 20:
            continue
        own = assign(truth, np.arange(len(here)), count=10, seed=seed) < round(10 * LABELLED)
        scores = np.log(np.clip(found.probabilities[here], NEVER, 1.0))
        slope, shifts = fit_site(scores[own], truth[own])
        after = recalibrated(scores[~own], slope=slope, shifts=shifts)[:, 1]
        told[str(place)] = {
            "auc": merits.auc(truth, probability),
            **_calibration("before", truth[~own], probability[~own]),
            **_calibration("after", truth[~own], after),
        }
    return told


def _calibration(when: str, truth: Ints, probability: Floats) -> dict[str, float]:
    both = np.column_stack([1 - probability, probability])
    brier = float(((probability - truth) ** 2).mean())
    return {f"error-{when}": merits.calibration_error(truth, both, bins=5), f"brier-{when}": brier}


def _folds(cohort: Cohort, evaluation: Evaluation, *, seed: int) -> Ints:
    if not evaluation.by:
        return assign(cohort.truth, cohort.groups, count=evaluation.folds, seed=seed)
    words = {word: n for n, word in enumerate(sorted(set(cohort.columns[evaluation.by])))}
    return np.array([words[word] for word in cohort.columns[evaluation.by]])


def _merits(found: Trial) -> Mapping[str, float]:
    truth, probabilities = found.truth, found.probabilities
    told = {
        "accuracy": merits.accuracy(truth, probabilities),
        "balanced-error": merits.balanced_error(truth, probabilities),
        "calibration-error": merits.calibration_error(truth, probabilities),
        "coverage-90": merits.coverage(truth, found.sets),
        "set-size-90": float(found.sets.sum(axis=1).mean()),
    }
    if probabilities.shape[1] > 2:
        one = [
            merits.auc((truth == k).astype(np.int64), probabilities[:, k]) for k in np.unique(truth)
        ]
        return {"auc-macro": float(np.mean(one)), **told}
    slope, shift = merits.slope_and_shift(truth, probabilities[:, 1])
    return {
        "auc": merits.auc(truth, probabilities[:, 1]),
        "sensitivity-at-specificity-90": merits.sensitivity_at(
            truth, probabilities[:, 1], specificity=0.9
        ),
        **told,
        "calibration-slope": slope,
        "calibration-intercept": shift,
    }


def _short(value: float) -> float:
    return float(f"{value:.4f}")
