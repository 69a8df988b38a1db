"""The late fusion engine on made-up cohorts: exact contributions, missing views, intervals, sets, strangers, files."""

import numpy as np
import pytest

from jindan.omics.engine import storing
from jindan.omics.engine.conformal import p_values, prediction_sets
from jindan.omics.engine.recalibrating import fit_site, recalibrated
from jindan.omics.engine.scoring import expand, logit
from jindan.omics.engine.shapley import shapley
from jindan.omics.errors import CannotRecalibrate, ModelDamaged, UnknownModel, UnsafeModel
from jindan.omics.training import merits
from jindan.omics.training.fitting import fit, rounded
from omics_phantoms import cohort, model, plans


@pytest.fixture(scope="module")
def fitted():
    return model()


def columns_of(made, loaded, *, row=0, views=("proteins", "genes")):
    return {
        name: loaded.views[name].scaler.columns(made.values[name][row : row + 1]) for name in views
    }


def test_contributions_and_constants_add_up_to_the_log_odds(fitted):
    made = cohort()
    columns = columns_of(made, fitted)
    parts = fitted.contributions(columns)
    told = sum(float(each[:, 1].sum()) for each in parts.values())
    fusion = fitted.fusion(columns)
    constant = fusion.bias[1] - fusion.bias[0]
    for name, weight in zip(fusion.views, fusion.weights, strict=True):
        intercept = fitted.views[name].scorer.intercept
        constant += weight * (intercept[1] - intercept[0])
    assert told + constant == pytest.approx(float(logit(fitted.probabilities(columns))[0, 1]))


@pytest.mark.parametrize("views", [("proteins",), ("genes",), ("proteins", "genes")])
def test_it_answers_with_a_view_missing(fitted, views):
    found = fitted.probabilities(columns_of(cohort(), fitted, views=views))
    assert found.shape == (1, 2)
    assert found.sum() == pytest.approx(1)


def test_weights_are_never_negative(fitted):
    assert all((fusion.weights >= 0).all() for fusion in fitted.fusions.values())


def test_the_interval_holds_the_probability(fitted):
    columns = columns_of(cohort(), fitted)
    low, high = fitted.interval(columns)
    assert (low < fitted.probabilities(columns)[0]).all()
    assert (fitted.probabilities(columns)[0] < high).all()


def test_a_missing_value_adds_nothing(fitted):
    values = cohort().values["genes"][:1].copy()
    values[0, 3] = np.nan
    columns = fitted.views["genes"].scaler.columns(values)
    assert fitted.contributions({"genes": columns})["genes"][3, 1] == 0


def test_left_out_patients_are_told_apart_and_held_by_their_sets():
    made, fresh = cohort(patients=200), cohort(patients=400, seed=9)
    found = fit(made, plans=plans(made), seed=1)
    probabilities = found.probabilities(fresh.values)
    fusion = found.fusions["proteins", "genes"]
    sets = prediction_sets(
        probabilities, calibration=fusion.calibration, truth=fusion.truth, level=0.9
    )
    assert merits.auc(fresh.truth, probabilities[:, 1]) > 0.85
    assert merits.coverage(fresh.truth, sets) > 0.84


def test_a_p_value_is_a_rank():
    calibration = np.array([[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]])
    found = p_values(np.array([[0.5, 0.5]]), calibration=calibration, truth=np.array([0, 0, 1]))
    assert found.tolist() == [[2 / 3, 1 / 2]]


def test_a_stranger_is_known_as_one(fitted):
    view = fitted.views["genes"]
    usual = view.straight(view.scaler.columns(np.full((1, 6), 10.5)))
    strange = view.straight(view.scaler.columns(np.full((1, 6), 30.0)))
    assert view.novelty.p_values(usual)[0] > 0.05
    assert view.novelty.p_values(strange)[0] < 0.05


def test_training_twice_gives_the_same_files(tmp_path):
    for name in ("first", "second"):
        storing.save(model(cohort(patients=60)), folder=tmp_path / name, card="")
    for file in ("parameters.json", "manifest.toml"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


def test_a_stored_model_answers_as_the_one_in_memory(tmp_path, fitted):
    storing.save(fitted, folder=tmp_path / "omics" / "phantom", card="")
    loaded = storing.load("phantom", assets=tmp_path)
    columns = columns_of(cohort(), fitted)
    assert loaded.probabilities(columns).tolist() == fitted.probabilities(columns).tolist()
    assert loaded.interval(columns)[0].tolist() == fitted.interval(columns)[0].tolist()


def test_a_changed_file_is_refused(tmp_path, fitted):
    storing.save(fitted, folder=tmp_path / "omics" / "phantom", card="")
    with (tmp_path / "omics" / "phantom" / "parameters.json").open("a") as stream:
        stream.write(" ")
    with pytest.raises(ModelDamaged):
        storing.load("phantom", assets=tmp_path)
    with pytest.raises(UnknownModel):
        storing.load("../phantom", assets=tmp_path)


@pytest.mark.parametrize("estimator", ["forest", "svm", "pls-da", "boosting"])
def test_other_estimators_are_stored_without_code(tmp_path, estimator):
    made = cohort(patients=60)
    loaded = model(made, estimator=estimator)
    storing.save(loaded, folder=tmp_path / "omics" / "phantom", card="")
    again = storing.load("phantom", assets=tmp_path)
    columns = columns_of(made, loaded)
    assert again.probabilities(columns).tolist() == loaded.probabilities(columns).tolist()
    assert again.interval(columns) is None


def test_an_estimator_of_an_unknown_type_is_refused(tmp_path):
    import hashlib

    import skops.io
    from sklearn.preprocessing import FunctionTransformer

    made = model(cohort(patients=60), estimator="svm")
    folder = tmp_path / "omics" / "phantom"
    manifest = storing.save(made, folder=folder, card="")
    evil = skops.io.dumps(FunctionTransformer(cohort))
    (folder / "genes.skops").write_bytes(evil)
    told = manifest.estimators_sha256 | {"genes": hashlib.sha256(evil).hexdigest()}
    changed = manifest.model_copy(update={"estimators_sha256": told})
    (folder / "manifest.toml").write_text(storing.as_toml(changed.model_dump(mode="json")))
    with pytest.raises(UnsafeModel):
        storing.load("phantom", assets=tmp_path)


def test_what_features_add_is_a_linear_scorers_contributions(fitted):
    for name, columns in columns_of(cohort(), fitted).items():
        view = fitted.views[name]
        found = shapley(view.scorer.scores, columns, owners=view.scaler.owners)
        assert found == pytest.approx(view.contributions(columns))


def test_what_features_add_is_shared_fairly_and_adds_up():
    def scores(columns):
        joint = columns[:, 0] * columns[:, 1] + columns[:, 2]
        return np.column_stack([-joint, joint])

    found = shapley(scores, np.array([[2.0, 3.0, 1.0, 5.0]]), owners=np.arange(4))
    assert found[:, 1].sum() == pytest.approx(7)
    assert found[:, 1].tolist() == pytest.approx([3, 3, 1, 0])


def test_with_too_many_features_it_is_not_known_what_each_adds():
    assert shapley(lambda columns: columns, np.zeros((1, 3000)), owners=np.arange(3000)) is None


def test_a_bend_is_a_tent_on_each_knot():
    found = expand(np.array([[0.0], [1.5], [9.0]]), knots=((0.0, 1.0, 2.0),))
    assert found[:, 1:].tolist() == [[1, 0, 0], [0, 0.5, 0.5], [0, 0, 1]]


def test_rounding_keeps_significant_digits():
    found = rounded(np.array([0.0, 1e-320, -0.00123456789123, 123456.789123]), digits=4)
    assert found.tolist() == [0.0, 0.0, -0.001235, 123500.0]


def test_a_sites_own_labels_mend_its_probabilities():
    chance = np.random.default_rng(0)
    truth = (chance.random(400) < 0.2).astype(int)
    odds = 0.5 * (4 * truth - 2) + chance.normal(0, 1, 400)  # one half is as likely as it says
    scores = np.column_stack([-odds / 2, odds / 2])
    slope, shifts = fit_site(scores[:200], truth[:200])
    mended = recalibrated(scores[200:], slope=slope, shifts=shifts)[:, 1]
    assert mended.mean() == pytest.approx(truth[200:].mean(), abs=0.04)
    assert shifts[1] - shifts[0] == pytest.approx(np.log(0.2 / 0.8), abs=0.4)
    with pytest.raises(CannotRecalibrate):
        fit_site(scores[:3], truth[:3])


def test_three_classes_are_mended_by_their_shares():
    chance = np.random.default_rng(1)
    truth = chance.choice(3, 600, p=[0.7, 0.2, 0.1])
    scores = 2 * np.eye(3)[truth] + chance.normal(0, 1, (600, 3))
    slope, shifts = fit_site(scores, truth)
    mended = recalibrated(scores, slope=slope, shifts=shifts)
    shares = np.bincount(truth) / 600
    assert mended.mean(axis=0).tolist() == pytest.approx(shares.tolist(), abs=1e-4)
