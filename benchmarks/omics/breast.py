"""Breast cancer subtypes (TCGA, DIABLO's split): the published test part has no protein view."""

from pathlib import Path

import numpy as np

from jindan.omics.engine.conformal import prediction_sets
from jindan.omics.training import merits
from jindan.omics.training.cohort import load, read_columns, values_of
from jindan.omics.training.fitting import fit
from jindan.omics.training.recipe import read_recipe
from jindan.omics.training.training import plans_of
from omics import plain

RECIPE = Path(__file__).parents[2] / "training" / "omics" / "breast-subtype.toml"
DIABLO = "DIABLO on the same split (re-run by hand): accuracy .929, balanced error .068"


def run(tables, *, keep, is_fast):
    print(DIABLO)
    recipe, _ = read_recipe(RECIPE)
    folder = tables / recipe.folder
    cohort, features = load(recipe, folder=folder)
    plans = plans_of(recipe, features=features, cohort=cohort)
    test, truth = _test_part(recipe, features, folder=folder)
    rows = []
    for seed in range(1 if is_fast else 5):
        kept = keep(
            f"breast/{seed}",
            lambda seed=seed: _fitted(cohort, plans, test, seed=recipe.seed + seed),
        )
        found = kept["probabilities"]
        rows.append(_merits(truth, found, kept["sets"]))
    _say("late fusion, protein missing", rows)
    right = (found.argmax(axis=1) == truth).astype(float)
    print(
        f"  bootstrap SD of accuracy on {len(truth)} patients: {merits.bootstrap_sd(right, seed=0):.3f}"
    )
    train = [cohort.values[name] for name in test]
    for name, model in {
        "stacking": plain.stacking,
        "concatenation + logistic regression": plain.concatenated_regression,
        "random forest": plain.forest,
    }.items():
        probabilities = model(train, cohort.truth, [*test.values()])
        _say(f"{name}, the two views that are there", [_merits(truth, probabilities, None)])


def _fitted(cohort, plans, test, *, seed):
    fitted = fit(cohort, plans=plans, seed=seed)
    found = fitted.probabilities(test)
    fusion = fitted.fusions[tuple(test)]
    sets = prediction_sets(found, calibration=fusion.calibration, truth=fusion.truth, level=0.9)
    return {"probabilities": found, "sets": sets}


def _test_part(recipe, features, *, folder):
    told = read_columns(folder / "test_labels.csv", specimen="sample")["subtype"]
    classes = list(dict.fromkeys(recipe.labels.classes.values()))
    specimens = tuple(told)
    values = {
        view.name: values_of(
            view.model_copy(update={"table": view.table.replace("train", "test")}),
            features[view.name], specimens, folder=folder, key="sample",
        )
        for view in recipe.views
        if (folder / view.table.replace("train", "test")).exists()
    }  # fmt: skip
    return values, np.array([classes.index(told[each]) for each in specimens])


def _merits(truth, probabilities, sets):
    told = {
        "accuracy": merits.accuracy(truth, probabilities),
        "balanced error": merits.balanced_error(truth, probabilities),
        "calibration error": merits.calibration_error(truth, probabilities, bins=5),
    }
    if sets is not None:
        told |= {
            "coverage at 90 %": merits.coverage(truth, sets),
            "set size": float(sets.sum(axis=1).mean()),
        }
    return told


def _say(name, rows):
    told = {key: [row[key] for row in rows] for key in rows[0]}
    print(
        f"{name}: " + ", ".join(f"{k} {np.mean(v):.3f} ± {np.std(v):.3f}" for k, v in told.items()),
        flush=True,
    )
