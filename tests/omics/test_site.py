"""A model is fitted to a site by the site's own labelled rows, written as a model of its own, and then asked."""

import csv
import json

import numpy as np
import pytest
from click.testing import CliRunner

from jindan.cli.main import main
from jindan.omics import installed
from jindan.omics.assessment import SCORES
from jindan.omics.engine import storing
from omics_phantoms import cohort, csv_of, model

RARE = np.concatenate([np.flatnonzero(np.arange(400) % 2 == 0), np.arange(1, 400, 2)[:40]])
"""Of 400 patients, all 200 of one class and 40 of the other."""


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets")
    for name, is_usable in (("phantom", True), ("chance", False)):
        made = model(name=name, is_usable=is_usable)
        storing.save(made, folder=folder / "omics" / name, card="The card of the model.")
    return folder


@pytest.fixture
def patients():
    """A site whose classes are spread otherwise than in training."""
    return cohort(patients=400, seed=9).part(RARE)


def files(folder, patients, *, rows=None):
    rows = len(patients) if rows is None else rows
    (folder / "table.csv").write_text(csv_of(patients, rows=rows))
    told = zip(patients.specimens, patients.truth, strict=True)
    lines = [f"{name},{'ill' if truth else 'class-0'}" for name, truth in told]
    (folder / "labels.csv").write_text("\n".join(["sample,class", *lines, ""]))
    return [str(folder / "table.csv"), "--labels", str(folder / "labels.csv")]


def run(assets, command, *arguments, into):
    told = ["omics", command, *arguments, "--assets", str(assets), "--into", str(into)]
    return CliRunner().invoke(main, [*told, "--language", "en"])


def fit(assets, arguments, *, into=None, name="phantom", further=()):
    told = [*arguments, "--model", name, "--site", "north", "--class", "ill=class-1", *further]
    return run(assets, "recalibrate", *told, into=into or assets / "omics")


def mean_probability(assets, folder, table, *, name):
    into = folder / name
    asked = run(assets, "predict", table, "--cohort", "--model", name, into=into)
    assert asked.exit_code == 0, asked.output
    with (into / SCORES).open(encoding="utf-8-sig") as stream:
        return np.mean(
            [float(line["p_class-1"]) for line in csv.DictReader(stream) if line["answer"]]
        )


def test_probabilities_follow_the_sites_own_patients(tmp_path, assets, patients):
    arguments = files(tmp_path, patients)
    told = fit(assets, arguments)
    assert told.exit_code == 0, told.output
    assert "site/brier-after" in told.output
    before, after = (
        mean_probability(assets, tmp_path, arguments[0], name=name)
        for name in ("phantom", "phantom-north")
    )
    assert after == pytest.approx(patients.truth.mean(), abs=0.02)
    assert abs(before - patients.truth.mean()) > 0.05


def test_the_card_and_the_manifest_say_what_was_done(tmp_path, assets, patients):
    fit(assets, files(tmp_path, patients))
    manifest = installed.describe("phantom-north", assets=assets)
    assert manifest.recalibration.model == "phantom"
    assert sum(manifest.recalibration.per_class.values()) + manifest.recalibration.left_out == 240
    assert "recalibrated" in manifest.limits
    assert manifest.share_of_positive == pytest.approx(1 / 6, abs=0.02)
    card = (assets / "omics" / "phantom-north" / "card.md").read_text()
    assert "The card of the model." in card
    assert "valid for patients like those" in card


def test_the_new_model_answers_one_patient_with_a_view_missing(tmp_path, assets, patients):
    fit(assets, files(tmp_path, patients))
    table = tmp_path / "one.csv"
    cells = [line.split(",")[:7] for line in csv_of(patients, rows=1).splitlines()]
    table.write_text("\n".join(",".join(each) for each in cells) + "\n")
    told = run(assets, "predict", str(table), "--model", "phantom-north", into=tmp_path / "one")
    assert told.exit_code == 0, told.output
    found = json.loads((tmp_path / "one" / "assessment.json").read_text())
    assert found["model"]["name"] == "phantom-north"
    assert {each["view"] for each in found["views"]} == {"proteins"}


def test_too_few_labelled_patients_are_refused(tmp_path, assets, patients):
    few = patients.part(np.arange(len(patients)) < 210)
    told = fit(assets, files(tmp_path, few), into=tmp_path / "models")
    assert "Recalibration needs 20 patients of each class" in told.output
    assert not list((tmp_path / "models").iterdir())


def test_what_would_not_help_is_refused(tmp_path, assets):
    same = cohort(patients=120)
    told = fit(assets, files(tmp_path, same), into=tmp_path / "models")
    assert "Recalibration would not help here" in told.output
    assert not list((tmp_path / "models").iterdir())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["--class", "well=healthy"], "healthy: not among class-0, class-1"),
        (["--column", "outcome"], "no column outcome"),
        (["--site", "North Wing"], "site:"),
    ],
)
def test_a_mistake_in_what_is_asked_is_named(change, said, tmp_path, assets, patients):
    told = fit(assets, [*files(tmp_path, patients)], further=change, into=tmp_path / "models")
    assert told.exit_code == 1
    assert said in told.output


def test_a_specimen_with_two_labels_is_refused(tmp_path, assets, patients):
    arguments = files(tmp_path, patients)
    with (tmp_path / "labels.csv").open("a") as stream:
        stream.write(f"{patients.specimens[3]},ill\n")
    told = fit(assets, arguments, into=tmp_path / "models")
    assert "242" in told.output
    assert not list((tmp_path / "models").iterdir())


@pytest.mark.parametrize("name", ["chance", "phantom-north"])
def test_a_model_that_must_not_be_recalibrated_is_refused(name, tmp_path, assets, patients):
    arguments = files(tmp_path, patients)
    fit(assets, arguments)
    told = fit(assets, arguments, name=name, into=tmp_path / "models")
    assert "This model cannot be recalibrated" in told.output
