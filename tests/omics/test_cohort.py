"""Cohort mode: one line for each row, no cell that a spreadsheet would run, and nothing left after a problem."""

import csv

import numpy as np
import pytest

from jindan.analysis import Workspace
from jindan.omics.assessment import SCORES, CohortParams, RiskParams
from jindan.omics.cohort import escaped, predict_cohort
from jindan.omics.engine import storing
from jindan.omics.errors import DuplicateSpecimen, ModelNotUsable
from jindan.omics.predicting import assess
from jindan.omics.quality import EvenSample
from jindan.omics.tables import reading
from omics_phantoms import cohort, csv_of, features, model

MADE = cohort(patients=60)
PHANTOM = model(MADE)
CLASSES = PHANTOM.manifest.classes


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets")
    storing.save(PHANTOM, folder=folder / "omics" / "phantom", card="")
    storing.save(
        model(MADE, is_usable=False, name="chance"), folder=folder / "omics" / "chance", card=""
    )
    return folder


def run(folder, assets, contents, **params):
    inputs = {}
    for number, content in enumerate(contents, start=1):
        inputs[f"table-{number:03d}"] = folder / f"{number}"
        inputs[f"table-{number:03d}"].write_text(content)
    outputs = folder / "outputs"
    outputs.mkdir()
    space = Workspace(inputs=inputs, outputs=outputs, assets=assets)
    found = predict_cohort(space, CohortParams(**{"model": "phantom"} | params))
    with (outputs / SCORES).open(encoding="utf-8-sig", newline="") as stream:
        return found, list(csv.DictReader(stream))


def test_every_row_gets_a_line(tmp_path, assets):
    found, lines = run(tmp_path, assets, [csv_of(MADE, rows=60)])
    assert found.specimens == len(lines) == 60
    assert [line["specimen"] for line in lines] == list(MADE.specimens)
    assert sum(found.per_class.values()) + found.withheld == 60


def test_tables_are_joined_by_specimen_and_one_may_lack_some(tmp_path, assets):
    tables = []
    for view, table in MADE.values.items():
        kept = MADE.specimens if view == "genes" else MADE.specimens[:50]
        rows = [
            f"{name},{','.join(map(repr, map(float, table[n])))}" for n, name in enumerate(kept)
        ]
        tables.append(
            "\n".join([f"sample,{','.join(f.name for f in features(view, table))}", *rows]) + "\n"
        )
    found, lines = run(tmp_path, assets, tables)
    assert found.specimens == 60
    assert all(line["answer"] or line["why"] for line in lines)
    assert lines[59]["answer"]


def test_a_cohort_is_answered_as_its_patients_one_by_one(tmp_path, assets):
    content = csv_of(MADE, rows=60)
    head, *rows = content.splitlines()
    rows[3] = ",".join([*rows[3].split(",")[:7], *[""] * 6])  # lacks a view
    rows[7] = rows[7].replace(rows[7].split(",")[1], "900")  # is impossible
    _, lines = run(tmp_path, assets, ["\n".join([head, *rows, ""])])
    for number, (row, line) in enumerate(zip(rows, lines, strict=True)):
        path = tmp_path / f"one-{number}"
        path.write_text(f"{head}\n{row}\n")
        space = Workspace(inputs={"table": path}, outputs=tmp_path, assets=assets)
        one = assess(space, RiskParams(model="phantom"), model=PHANTOM)
        told = [(f"{s.probability:.6g}", str(int(s.is_possible))) for s in one.scores]
        assert [(line[f"p_{n}"], line[f"possible_{n}"]) for n in CLASSES if line["answer"]] == told
        assert line["withheld"] == str(int(not one.scores))
    assert lines[7]["why"].startswith("PX0 in row 9, column B lies far outside")


def test_flags_are_counted_over_all_blocks(tmp_path, assets, monkeypatch):
    monkeypatch.setattr(reading, "BLOCK", 7)
    head, *rows = csv_of(MADE, rows=60).splitlines()
    for number in (11, 30, 59):
        cells = rows[number].split(",")
        rows[number] = ",".join([*cells[:2], "", *cells[3:]])
    found, _ = run(tmp_path, assets, ["\n".join([head, *rows, ""])])
    [missing] = [each.values for each in found.notes if each.code == "omics-cells-missing"]
    assert missing == {"row": 13, "column": "C", "feature": "PX1", "count": 3}


def test_a_constant_of_the_plate_is_found_wherever_its_rows_stand(tmp_path, assets, monkeypatch):
    monkeypatch.setattr(reading, "BLOCK", 7)
    head, *rows = csv_of(MADE, rows=60).splitlines()
    for number in range(40, 60):
        cells = rows[number].split(",")
        rows[number] = ",".join([*cells[:2], "10.5", *cells[3:]])
    found, _ = run(tmp_path, assets, ["\n".join([head, *rows, ""])])
    [recurring] = [each.values for each in found.notes if each.code == "omics-value-repeated"]
    assert (recurring["row"], recurring["column"]) == (42, "C")
    assert (recurring["count"], recurring["looked"]) == (20, 60)


def test_a_sample_is_spread_evenly_over_all_rows():
    sample = EvenSample(8)
    for start in range(0, 100, 5):
        sample.add(np.arange(start, start + 5.0)[:, None], range(start, start + 5))
    assert sample.rows == list(range(0, 100, 16))
    assert [float(values[0]) for values in sample.values] == sample.rows


def test_a_specimen_named_like_a_formula_is_escaped(tmp_path, assets):
    evil = csv_of(MADE, rows=2).replace("\nS1,", "\n=cmd|' /C calc'!A0,")
    _, lines = run(tmp_path, assets, [evil])
    assert lines[1]["specimen"] == "'=cmd|' /C calc'!A0"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(cell):
    assert escaped(cell) == f"'{cell}"


def test_a_problem_in_a_late_row_leaves_no_scores(tmp_path, assets):
    table = csv_of(MADE, rows=60)
    with pytest.raises(DuplicateSpecimen) as refused:
        run(tmp_path, assets, [table + table.splitlines()[-1] + "\n"])
    assert refused.value.values["row"] == 62
    assert not list((tmp_path / "outputs").iterdir())


def test_a_model_no_better_than_chance_answers_only_when_overridden(tmp_path, assets):
    with pytest.raises(ModelNotUsable):
        run(tmp_path, assets, [csv_of(MADE)], model="chance")
    (tmp_path / "outputs").rmdir()
    found, _ = run(tmp_path, assets, [csv_of(MADE)], model="chance", overrides=True)
    assert not found.model.is_usable
