"""Survival with pancreatic cancer (TCGA-PAAD), on which nothing works: published splits, and the verdict."""

import csv
import tempfile
from pathlib import Path

import numpy as np

from jindan.omics.training import survival
from jindan.omics.training.cohort import features_of, read_columns, values_of
from jindan.omics.training.recipe import read_recipe
from jindan.omics.training.training import train

RECIPE = Path(__file__).parents[2] / "training" / "omics" / "pancreas-survival.toml"


def run(tables, *, keep, is_fast):
    recipe, _ = read_recipe(RECIPE)
    folder = tables / recipe.folder
    words = read_columns(folder / "clinical.csv", specimen="row_id")
    specimens = tuple(words["time"])
    outcome = survival.SurvivalOutcome(
        time=np.array([float(words["time"][each]) for each in specimens]),
        event=np.array([int(float(words["status"][each])) for each in specimens]),
    )
    values = {
        view.name: values_of(
            view, features_of(view, folder=folder), specimens, folder=folder, key="row_id"
        )
        for view in recipe.views
    }
    splits = _published(folder / "splits_test_rows.csv", specimens)[: 5 if is_fast else 20]
    found = [
        float(keep(f"survival/{n}", lambda t=test: {"c": _concordance(values, outcome, t)})["c"])
        for n, test in enumerate(splits)
    ]
    bound = survival.lower_bound(found, test_share=0.2)
    print(
        f"six views, {len(splits)} of the 100 published splits: "
        f"Harrell's C {np.mean(found):.3f} ± {np.std(found):.3f}, "
        f"lower bound {bound:.3f}"
    )
    told = keep("survival/trained", lambda: _trained(tables))
    print(f"jindan omics train: is_usable = {told['is_usable']}; the card says: {told['verdict']}")


def _trained(tables):
    with tempfile.TemporaryDirectory() as into:
        manifest = train(RECIPE, tables=tables, into=Path(into))
        card = (Path(into) / manifest.name / "card.md").read_text(encoding="utf-8")
    verdict = next(line for line in card.splitlines() if line.startswith("**"))
    return {"is_usable": manifest.is_usable, "verdict": verdict}


def _concordance(values, outcome, test):
    train_rows = np.setdiff1d(np.arange(len(outcome.time)), test)
    risk, _ = survival.fused_risk(
        {n: v[train_rows] for n, v in values.items()},
        outcome.part(train_rows),
        {n: v[test] for n, v in values.items()},
        seed=0,
    )
    return survival.concordance(outcome.part(test), risk)


def _published(path, specimens):
    at = {name: n for n, name in enumerate(specimens)}
    with path.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return [
        np.array([at[each] for each in row["test_row_ids"].replace(";", " ").split()])
        for row in rows
    ]
