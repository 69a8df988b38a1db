"""Pancreatic cancer from the urinary panel (Debernardi 2020), with and without plasma CA19-9."""

from pathlib import Path

import numpy as np

from jindan.omics.training import merits
from jindan.omics.training.cohort import labels_of, load
from jindan.omics.training.evaluating import Trial, figures, nth_trial, recalibration
from jindan.omics.training.recipe import read_recipe
from jindan.omics.training.training import plans_of

RECIPES = Path(__file__).parents[2] / "training" / "omics"
WANTED = {
    "urinary-panel": {"all": 0.887, "stage-1-2-against-control": 0.936},
    "urinary-panel-ca199": {"all": 0.949, "stage-1-2-against-control": 0.985},
}
SHOWN = (
    "auc",
    "sensitivity-at-specificity-90",
    "calibration-error",
    "calibration-slope",
    "coverage-90",
)


def run(tables, *, keep, is_fast):
    print("literature, urine taken before diagnosis: AUC .79; site left out by hand: AUC .844")
    for name, wanted in WANTED.items():
        _one(name, wanted, tables=tables, keep=keep, is_fast=is_fast)
    _ca199(tables / "wieand1989_ca199" / "wieand1989.csv")


def _one(name, wanted, *, tables, keep, is_fast):
    recipe, _ = read_recipe(RECIPES / f"{name}.toml")
    cohort, features = load(recipe, folder=tables / recipe.folder)
    plans = plans_of(recipe, features=features, cohort=cohort)
    for evaluation in recipe.evaluations:
        shorter = evaluation.model_copy(update={"seeds": 1, "folds": 5}) if is_fast else evaluation
        found = [
            _trial(keep, name, cohort, plans, evaluation=shorter, seed=recipe.seed, number=number)
            for number in range(shorter.seeds)
        ]
        told = {each.name.split("/")[1]: each for each in figures(found, evaluation=shorter)}
        said = ", ".join(f"{key} {told[key].value:.3f} ± {told[key].sd:.3f}" for key in SHOWN)
        target = f" (wanted AUC {wanted[evaluation.name]})" if evaluation.name in wanted else ""
        print(
            f"{name}, {evaluation.name}, {len(found[0].truth)} patients: {said}{target}", flush=True
        )
        if evaluation.by:
            site = labels_of(recipe).site
            for place, each in recalibration(cohort, found[0], site=site, seed=recipe.seed).items():
                print(f"  {place} left out: " + ", ".join(f"{k} {v:.3f}" for k, v in each.items()))


def _trial(keep, name, cohort, plans, *, evaluation, seed, number):
    """The trial of this number, as the training command makes it."""
    kept = keep(
        f"{name}/{evaluation.name}/{evaluation.folds}/{number}",
        lambda: vars(
            nth_trial(cohort, plans=plans, evaluation=evaluation, seed=seed, number=number)
        ),
    )
    return Trial(**kept)


def _ca199(path):
    """CA19-9 by itself on the Mayo set: a check of the code that computes the AUC."""
    table = np.genfromtxt(path, delimiter=",", names=True)
    found = merits.auc(table["case"].astype(int), table["ca199"])
    print(f"CA19-9 alone, Mayo set ({len(table)} patients): AUC {found:.3f} (published 0.861)")
