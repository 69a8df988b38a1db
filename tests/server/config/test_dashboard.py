"""The dashboard for Grafana asks for numbers that there are, under the labels that they have."""

import json
import re

import pytest

from jindan.server.artifacts.storage.metrics import metrics as of_artifacts
from jindan.server.documents.metrics import metrics as of_documents
from jindan.server.jobs.metrics import metrics as of_jobs
from jindan.server.webhooks.metrics import metrics as of_webhooks
from repository import ROOT

pytestmark = pytest.mark.django_db
PANELS = json.loads((ROOT / "deploy/grafana-dashboard.json").read_text("utf-8"))["panels"]
QUERIES = [target["expr"] for panel in PANELS for target in panel["targets"]]


def told():
    return [*of_jobs(), *of_documents(), *of_artifacts(), *of_webhooks()]


def test_every_number_that_a_panel_asks_for_is_told():
    names = {f"{m.name}{end}" for m in told() for end in ("", "_bucket", "_sum", "_count")}
    asked = {name for query in QUERIES for name in re.findall(r"jindan_\w+", query)}
    assert asked <= names
    assert {m.name for m in told()} <= {re.sub(r"_(bucket|sum|count)$", "", n) for n in asked}


def test_every_panel_of_brief_b_is_there():
    described = " ".join(panel["description"] for panel in PANELS)
    assert {f"B{number}" for number in range(184, 190)} <= set(re.findall(r"B\d+", described))


def test_the_storage_is_tried_and_nothing_stays_of_it(settings):
    [probe] = [m for m in of_artifacts() if m.name == "jindan_storage_probe_seconds"]
    assert {s.labels["operation"] for s in probe.samples} == {"write", "read"}
    assert all(sample.value > 0 for sample in probe.samples)
    location = settings.STORAGES["artifacts"]["OPTIONS"]["location"]
    assert not [path for path in location.rglob("probes/**/*") if path.is_file()]
