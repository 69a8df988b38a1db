"""What must not be answered is not, through HTTP and the real engine: broken tables, models no better than chance."""

import io

import numpy as np
import pytest

from jindan.omics.training.training import train
from jindan.server.artifacts.models import Artifact
from jindan.server.assays.models import Assay, CohortScore, RiskScore, Specimen
from jindan.server.jobs import engine
from jindan.server.jobs.models import Job
from jindan.server.reports.models import Report
from omics.broken_tables import tables

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TRIED = (
    *("decimal comma", "infinity", "specimen twice", "exchanged", "a million columns"),
    *("external links", "linked file", "workbook with a word", "no genotype"),
)
REFUSED_AT_ONCE = ("pickle", "bomb", "two encodings", "delimiter changes", "one cell more")
"""One or two of each kind: cells, shape, size, archives, unsafe files, text, variants."""
NOISE = """
name = "noise"
version = "1"
title_en = "Nothing that works"
title_ko = "듣지 않는 것"
seed = 7
cohort = "made by code, without any effect"
source = "none"
licence = "none"
citation = "none"
limits = ["research"]
[survival]
table = "table.csv"
specimen = "sample"
time = "time"
event = "event"
[[views]]
name = "made"
table = "table.csv"
kind = "other"
features = [{ column = "x0" }, { column = "x1" }, { column = "x2" }, { column = "x3" }]
[[evaluations]]
name = "all"
"""


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    """A survival model on which nothing works, made by the training command's own function."""
    folder = tmp_path_factory.mktemp("assets")
    chance = np.random.default_rng(2)
    table = chance.normal(size=(60, 4))
    rows = [
        f"S{n},{chance.exponential():.3f},{n % 3 and 1},{','.join(f'{v:.3f}' for v in row)}"
        for n, row in enumerate(table)
    ]
    (folder / "table.csv").write_text("\n".join(["sample,time,event,x0,x1,x2,x3", *rows, ""]))
    (folder / "noise.toml").write_text(NOISE)
    assert not train(folder / "noise.toml", tables=folder, into=folder / "omics").is_usable
    return folder


def upload(clinician, case, content):
    stream = io.BytesIO(content)
    stream.name = "table"
    return clinician.upload(f"/cases/{case}/artifacts", stream)


def ask(clinician, case, content, *, path="risk-scores", **asked):
    [table] = upload(clinician, case, content).json()
    body = {"artifacts": [table["id"]], "model": "urinary-panel"} | asked
    answer = clinician.post(f"/cases/{case}/{path}", body)
    while engine.execute_next("cpu"):
        pass
    return answer


@pytest.mark.parametrize("name", TRIED)
def test_a_broken_table_leaves_nothing_but_its_problem(name, clinician, case, tmp_path):
    [broken] = [each for each in tables(tmp_path) if each.name == name]
    answer = ask(clinician, case, broken.content)
    if answer.status_code == 202:
        [job] = clinician.get(f"/jobs?case={case}").json()["items"]
        assert job["state"] == "failed"
        assert job["problem"]["type"] == f"/problems/{broken.expected}"
        assert str(broken.row) in job["problem"]["detail"]
    for stored in (Specimen, Assay, RiskScore, CohortScore, Report):
        assert not stored.objects.exists()
    assert (
        Artifact.objects.count() <= 1
    )  # the table itself, for whoever wants to see what was wrong


@pytest.mark.parametrize("path", ["risk-scores", "cohort-scores"])
def test_a_model_no_better_than_chance_answers_only_when_overridden(
    path, clinician, case, assets, settings
):
    settings.ASSETS = assets
    table = b"sample,x0,x1,x2,x3\nU1,0.1,0.2,-0.3,0.4\n"
    refused = ask(clinician, case, table, path=path, model="noise")
    assert refused.status_code == 422
    assert refused.json()["type"] == "/problems/model-not-usable"
    assert not Job.objects.exists()
    assert ask(clinician, case, table, path=path, model="noise", override=True).status_code == 202
    [found] = clinician.get(f"/cases/{case}/{path}", headers={"Accept-Language": "en"}).json()["items"]  # fmt: skip
    assert any("no better than chance" in note["text"] for note in found["notes"])


def test_an_unusable_model_is_listed_as_such(clinician, assets, settings):
    settings.ASSETS = assets
    told = {each["name"]: each["is_usable"] for each in clinician.get("/omics-models").json()}
    assert told["noise"] is False
    assert told["urinary-panel"] is True
