"""Training by a recipe: the same files each time, no chance model called usable, survival included."""

import numpy as np
import pytest

from jindan.analysis import Workspace
from jindan.omics.assessment import RiskParams
from jindan.omics.errors import BadRecipe
from jindan.omics.predicting import predict
from jindan.omics.training import survival
from jindan.omics.training.training import train
from omics_phantoms import cohort, csv_of

RECIPE = """
name = "made-up"
version = "1"
title_en = "Made up"
title_ko = "만들어 낸 것"
seed = 7
cohort = "made by code"
source = "none"
licence = "none"
citation = "none"
keeps_reference = true
limits = ["research"]
subgroups = ["half"]
[labels]
table = "labels.csv"
specimen = "sample"
column = "ill"
classes = { "0" = "healthy", "1" = "ill" }
site = "half"
[[views]]
name = "all"
table = "table.csv"
kind = "other"
knots = 3
[[evaluations]]
name = "all"
folds = 3
seeds = 1
[[evaluations]]
name = "site"
by = "half"
seeds = 1
"""


def written(folder, *, shift):
    made = cohort(patients=60, shift=shift)
    (folder / "table.csv").write_text(csv_of(made, rows=60))
    rows = [f"{name},{made.truth[n]},{'ab'[n // 2 % 2]}" for n, name in enumerate(made.specimens)]
    (folder / "labels.csv").write_text("\n".join(["sample,ill,half", *rows]) + "\n")
    (folder / "recipe.toml").write_text(RECIPE)
    return folder / "recipe.toml"


@pytest.mark.slow
def test_the_same_recipe_gives_the_same_files_to_the_bit(tmp_path):
    recipe = written(tmp_path, shift=1.5)
    for name in ("first", "second"):
        assert train(recipe, tables=tmp_path, into=tmp_path / name).is_usable
    for file in ("parameters.json", "manifest.toml", "card.md"):
        first, second = (tmp_path / name / "made-up" / file for name in ("first", "second"))
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.slow
def test_what_is_no_better_than_chance_is_not_usable(tmp_path):
    found = train(written(tmp_path, shift=0.0), tables=tmp_path, into=tmp_path)
    assert not found.is_usable
    assert "No better than chance" in (tmp_path / "made-up" / "card.md").read_text()


ESTIMATORS = {
    "forest": "{ n_estimators = 10 }",
    "boosting": "{ n_estimators = 10 }",
    "svm": "{ C = 0.5 }",
    "pls-da": "{ n_components = 3 }",
    "stacking": "{ forest__n_estimators = 5, cv = 2 }",
}


@pytest.mark.slow
@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_every_estimator_goes_from_a_recipe_to_an_answer(estimator, tmp_path):
    recipe = written(tmp_path, shift=1.5)
    told = f'estimator = "{estimator}"\nparameters = {ESTIMATORS[estimator]}'
    one_evaluation = RECIPE.rpartition("[[evaluations]]")[0]
    recipe.write_text(one_evaluation.replace("knots = 3", told))
    manifest = train(recipe, tables=tmp_path, into=tmp_path / "omics")
    assert manifest.is_usable
    assert set(manifest.estimators_sha256) == {"all"}
    head, *rows = csv_of(cohort(patients=60, shift=1.5), rows=60).splitlines()
    found = []
    for row in rows[:2]:
        (tmp_path / "one.csv").write_text(f"{head}\n{row}\n")
        space = Workspace(inputs={"table": tmp_path / "one.csv"}, outputs=tmp_path, assets=tmp_path)
        found.append(predict(space, RiskParams(model="made-up")))
    healthy, ill = (each.scores[1].probability for each in found)
    assert healthy < 0.5 < ill
    assert {part.feature for part in found[1].contributions} & {"PX0", "PX1", "GX0", "GX1"}
    assert "omics-contributions-estimated" in {note.code for note in found[1].notes}


@pytest.mark.parametrize("estimator", ESTIMATORS)
def test_a_parameter_that_an_estimator_lacks_is_refused(estimator, tmp_path):
    recipe = written(tmp_path, shift=1.5)
    told = f'estimator = "{estimator}"\nparameters = {{ leaves = 3 }}'
    recipe.write_text(RECIPE.replace("knots = 3", told))
    with pytest.raises(BadRecipe, match="leaves"):
        train(recipe, tables=tmp_path, into=tmp_path)


def test_a_recipe_with_a_mistake_is_refused_by_name(tmp_path):
    recipe = written(tmp_path, shift=1.0)
    recipe.write_text(RECIPE.replace('kind = "other"', 'kind = "unknown"'))
    with pytest.raises(BadRecipe, match="kind"):
        train(recipe, tables=tmp_path, into=tmp_path)


def outcomes(*, patients=120, effect):
    chance = np.random.default_rng(4)
    columns = chance.normal(size=(patients, 8))
    time = chance.exponential(np.exp(-effect * columns[:, 0]))
    return columns, survival.SurvivalOutcome(time=time, event=np.ones(patients, dtype=np.int64))


def test_concordance_by_hand():
    outcome = survival.SurvivalOutcome(time=np.array([1.0, 2.0, 3.0]), event=np.array([1, 1, 0]))
    assert survival.concordance(outcome, np.array([3.0, 1.0, 2.0])) == pytest.approx(2 / 3)


def test_cox_finds_the_effect_that_is_there():
    columns, outcome = outcomes(effect=1.0)
    found = survival.fit_cox(columns, outcome, penalty=0.01)
    assert found[0] == pytest.approx(1.0, abs=0.3)
    assert np.abs(found[1:]).max() < 0.3


def test_the_bound_of_a_mean_over_splits_is_below_it():
    assert survival.lower_bound([0.6, 0.5, 0.7], test_share=0.2) < 0.6
