"""Tables from upload to a report, through HTTP and the real engine; a problem stores nothing."""

import io

import pytest
from pypdf import PdfReader

from flows.worker import work
from jindan.server.assays.models import Assay, RiskScore, Specimen
from jindan.server.audit.models import AuditEvent
from plain_columns import columns_that_say

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HEAD = "sample,age,sex,creatinine,LYVE1,REG1B,TFF1\n"
ROW = "U1,67,여,0.9,4.8,210.5,820.1\n"


def ask(clinician, case, table, *, path="risk-scores", **asked):
    stream = io.BytesIO(table.encode())
    stream.name = "소변.csv"
    uploaded = clinician.upload(f"/cases/{case}/artifacts", stream)
    assert uploaded.status_code == 201, uploaded.json()
    body = {"artifacts": [each["id"] for each in uploaded.json()], "model": "urinary-panel"} | asked
    answer = clinician.post(f"/cases/{case}/{path}", body)
    work()
    return answer


def test_a_table_becomes_a_risk_score_and_a_report(clinician, case):
    assert ask(clinician, case, HEAD + ROW).status_code == 202
    [score] = clinician.get(f"/cases/{case}/risk-scores").json()["items"]
    positive = next(one for one in score["classes"] if one["name"] == score["positive"])
    risk = positive["finding"]["value"]
    assert 0 < risk["low"] < risk["value"] < risk["high"] < 1
    places = [part["value"]["place"] for part in score["contributions"]]
    assert {(place["row"], place["column"]) for place in places} >= {(2, "E"), (2, "D")}
    assert clinician.get(f"/risk-scores/{score['id']}").json()["id"] == score["id"]
    [panel] = score["panels"]
    counts = [panel[name]["value"]["value"] for name in ("given", "expected")]
    assert (panel["text"], *counts) == ("Urinary panel", 6, 6)
    assert {each["name"] for each in score["neighbours"]} <= {
        one["name"] for one in score["classes"]
    }
    assert "Sex" in {each["text"] for each in score["contributions"]}
    [assay] = clinician.get(f"/cases/{case}/assays").json()["items"]
    assert assay["panel"] == "urine"
    [report] = clinician.get(f"/cases/{case}/reports").json()["items"]
    for language, words in (("ko", "췌장암"), ("en", "pancreatic cancer")):
        answer = clinician.get(f"/reports/{report['id']}/pdf?language={language}")
        told = "".join(
            page.extract_text() for page in PdfReader(io.BytesIO(answer.getvalue())).pages
        )
        assert words in told
    looked = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"case.read", "risk-score.read"} <= looked


def test_a_broken_table_fails_with_its_place_and_stores_nothing(clinician, case):
    ask(clinician, case, HEAD + ROW.replace("4.8", "<0.01"))
    [job] = clinician.get(f"/jobs?case={case}").json()["items"]
    assert job["state"] == "failed"
    assert job["problem"]["type"] == "/problems/unreadable-number"
    assert not Specimen.objects.exists()
    assert not Assay.objects.exists()
    assert not RiskScore.objects.exists()


def test_the_label_of_the_laboratory_stands_in_no_column(clinician, case):
    """Neither of the row that was asked for, nor of the one that was found, nor of one in a table that is refused."""
    named = ROW.replace("U1", "Honggildong")
    ask(clinician, case, HEAD + named + ROW, specimen="Honggildong")
    ask(clinician, case, HEAD + named.replace("4.8", "<0.01"))
    [score] = clinician.get(f"/cases/{case}/risk-scores").json()["items"]
    assert score["specimen"] == "Honggildong"
    assert columns_that_say("Honggildong") == set()


def test_an_unknown_model_is_refused_at_once(clinician, case):
    answer = ask(clinician, case, HEAD + ROW, model="unknown")
    assert answer.json()["type"] == "/problems/unknown-model"


def test_a_model_tells_what_it_reads_and_shows_its_card(clinician):
    [listed] = [m for m in clinician.get("/omics-models").json() if m["name"] == "urinary-panel"]
    whole = clinician.get("/omics-models/urinary-panel").json()
    assert whole["model"] == listed
    [panel] = whole["panels"]
    assert len(panel["features"]) == listed["panels"][0]["features"]
    assert whole["card"].startswith("# Pancreatic cancer")
    assert clinician.get("/omics-models/none").json()["type"] == "/problems/unknown-model"


def test_a_cohort_becomes_a_file_of_answers(clinician, case):
    table = HEAD + "".join(ROW.replace("U1", f"U{n}") for n in range(5))
    assert ask(clinician, case, table, path="cohort-scores").status_code == 202
    [found] = clinician.get(f"/cases/{case}/cohort-scores").json()["items"]
    assert found["specimens"] == 5
    content = clinician.get(f"/artifacts/{found['scores']}/content")
    assert b"".join(content.streaming_content).count(b"\n") == 6
