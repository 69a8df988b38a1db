"""Every sentence, row, picture and bar of every kind of report: to its findings, to their places, and through the API.

Then each finding is withdrawn in turn, and whatever names it or one derived from it is marked on the wire and in the
PDF, and nothing else.
"""

import csv
import io

import pytest
from pypdf import PdfReader

from flows.worker import work
from jindan.catalogue import text
from jindan.ocr import synthetic
from people import proof_of, signature

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TABLE = "sample,age,sex,creatinine,LYVE1,REG1B,TFF1\nU1,67,여,0.9,4.8,210.5,820.1\n"
PARTS = {"statements": "id", "rows": "id", "pictures": "role", "bars": "finding"}
"""The parts of a report on the wire, and what names each."""


def reported_ct(clinician, case, folder, drawn_ct):
    with drawn_ct.open("rb") as stream:
        files = clinician.upload(f"/cases/{case}/artifacts", stream).json()
    clinician.post(f"/cases/{case}/studies", {"artifacts": [file["id"] for file in files]})


def reported_score(clinician, case, folder, drawn_ct):
    stream = io.BytesIO(TABLE.encode())
    stream.name = "urine.csv"
    files = clinician.upload(f"/cases/{case}/artifacts", stream).json()
    body = {"artifacts": [file["id"] for file in files], "model": "urinary-panel"}
    clinician.post(f"/cases/{case}/risk-scores", body)


def reported_document(clinician, case, folder, drawn_ct):
    scan = synthetic.write_samples(folder, seed=1)[0]
    with scan.open("rb") as stream:
        clinician.upload(f"/cases/{case}/documents", stream)


REPORTED = {"series": reported_ct, "risk-score": reported_score, "document": reported_document}


@pytest.fixture(params=REPORTED)
def report(request, clinician, case, tmp_path, drawn_ct):
    """A preliminary report on one subject, made by the real analysis."""
    REPORTED[request.param](clinician, case, tmp_path, drawn_ct)
    work()
    [report] = clinician.get(f"/cases/{case}/reports").json()["items"]
    assert [subject["kind"] for subject in report["subjects"]] == [request.param]
    return report


def content_of(clinician, report):
    return clinician.get(f"/reports/{report['id']}/content").json()


def test_every_part_leads_to_findings_and_each_finding_to_its_place(clinician, report):
    content = content_of(clinician, report)
    evidence = {finding["id"]: finding for finding in content["evidence"]}
    sources = {subject["source"]: subject for subject in report["subjects"]}
    assert content["statements"] and content["rows"]
    for parts, name in PARTS.items():
        for part in content[parts]:
            named = part.get("findings", [part.get("finding")])
            assert named and set(named) <= evidence.keys(), part[name]
    for picture in content["pictures"]:
        answer = clinician.get(f"/artifacts/{picture['artifact']}/content")
        assert answer["Content-Type"] == "image/png"
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    resolve = {"series": slice_exists, "risk-score": cell_exists, "document": line_exists}
    for finding in evidence.values():
        if (place := finding["place"]) is not None:
            subject = sources[place["source"]]
            resolve[subject["kind"]](clinician, report, subject, finding)
        assert set(finding["derived_from"]) <= evidence.keys()
    assert any(finding["place"] for finding in evidence.values())


def slice_exists(clinician, report, subject, finding):
    """The slice is in the series, and the segmentation of this version says the same of the structure."""
    series = clinician.get(f"/series/{subject['id']}").json()
    assert 1 <= finding["place"]["slice"] <= series["facts"]["shape"][2]
    versions = clinician.get(f"/series/{subject['id']}/segmentations").json()["items"]
    [version] = [one for one in versions if one["source"] == finding["place"]["source"]]
    findings = [one for segment in version["segments"] for one in segment["findings"]]
    assert finding["value"] in [one["value"] for one in findings if one["id"] == finding["id"]]


def cell_exists(clinician, report, subject, finding):
    """The cell of the stored table holds the value that the finding states."""
    files = clinician.get(f"/cases/{report['case']}/artifacts").json()["items"]
    [table] = [file for file in files if file["name"].endswith(".csv")]
    content = clinician.get(f"/artifacts/{table['id']}/content")
    rows = list(csv.reader(io.StringIO(b"".join(content.streaming_content).decode())))
    place = finding["place"]
    cell = rows[place["row"] - 1][ord(place["column"]) - ord("A")]
    if finding["code"]["name"] == "measured-value" and finding["value"]["kind"] == "quantity":
        assert float(cell) == pytest.approx(finding["value"]["value"], rel=1e-3)


def line_exists(clinician, report, subject, finding):
    """The line of this version of the document says what the finding is about."""
    path = f"/documents/{subject['id']}?number={subject['version']}"
    place = finding["place"]
    [page] = [p for p in clinician.get(path).json()["pages"] if p["number"] == place["page"]]
    [line] = [one for one in page["lines"] if one["number"] == place["line"]]
    if finding["focus"]["kind"] == "patient" and finding["code"]["name"] != "diagnosis":
        assert finding["code"]["text"].split()[0] in line["text"]


def test_withdrawing_each_finding_marks_whatever_rests_on_it_and_nothing_else(
    caller, hospital, clinician, report
):
    content = content_of(clinician, report)
    clinician.post(f"/reports/{report['id']}/sign", signature(clinician))
    number, withdrawn = 2, set()
    for finding in to_withdraw(content):
        body = {"number": number, "reason": "움직임", "withdrawn": [finding]} | proof_of(clinician)
        amended = clinician.post(f"/reports/{report['id']}/amend", body)
        assert amended.status_code == 200, amended.json()
        number += 1
        withdrawn = with_derived(content, withdrawn | {finding})
        marked_exactly(content_of(clinician, report), withdrawn)
    work()
    marked = text("report-withdrawn", language="en")
    answer = clinician.get(f"/reports/{report['id']}/pdf?language=en")
    pages = PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    named = {part for kind in ("rows", "pictures") for part in named_by(content, kind, withdrawn)}
    assert printed.count(marked) >= len(named)


def to_withdraw(content):
    """Every finding that a sentence states, then those that others are derived from: the last in a chain first."""
    stated = [finding for one in content["statements"] for finding in one["findings"]]
    origins = [finding for one in content["evidence"] for finding in one["derived_from"]]
    ids = dict.fromkeys(stated + origins)
    return sorted(ids, key=lambda id: len(with_derived(content, {id})))


def with_derived(content, findings):
    derived = {f["id"] for f in content["evidence"] if findings & set(f["derived_from"])}
    return findings if derived <= findings else with_derived(content, findings | derived)


def marked_exactly(content, withdrawn):
    for kind, name in PARTS.items():
        marked = {part[name] for part in content[kind] if part["mark"]}
        assert marked == named_by(content, kind, withdrawn), kind
    assert {f["id"] for f in content["evidence"] if f["mark"]} == withdrawn


def named_by(content, kind, withdrawn):
    return {
        part[PARTS[kind]]
        for part in content[kind]
        if withdrawn & set(part.get("findings", [part.get("finding")]))
    }
