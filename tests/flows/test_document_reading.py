"""A scan from upload to a corrected, searchable, reported document, through HTTP and the real engine."""

import io

import pytest
from pypdf import PdfReader

from flows.worker import work
from jindan.ocr import synthetic
from jindan.server.roles import Role

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_scan_is_read_corrected_found_filed_and_reported(caller, hospital, tmp_path):
    clinician = caller(hospital, Role.CLINICIAN)
    identity = {"name": synthetic.NAME, "birth_date": synthetic.BIRTH_DATE}
    patient = clinician.post("/patients", {"code": "P-0001", "identity": identity}).json()
    case = clinician.post("/cases", {"patient_id": patient["id"], "title": ""}).json()["id"]
    scan = synthetic.write_samples(tmp_path, seed=1)[0]
    with scan.open("rb") as stream:
        [taken] = clinician.upload(f"/cases/{case}/documents", stream).json()
    work()
    assert clinician.get(f"/jobs/{taken['job']['id']}").json()["state"] == "completed"

    [listed] = clinician.get(f"/documents?case={case}").json()["items"]
    assert listed["kind"] == "lab-report"
    shown = clinician.get(f"/documents/{listed['id']}").json()
    values = {
        field["value"] for field in shown["fields"] if field["name"] in ("lab-value", "lab-analyte")
    }
    assert {"11.2", "12.8", "48.5", "wbc", "hemoglobin"} <= values
    assert "1234567" not in str(shown)

    hospital_field = next(each for each in shown["fields"] if each["name"] == "hospital")
    change = {"position": hospital_field["position"], "value": "푸른의료원"}
    clinician.post(f"/documents/{listed['id']}/corrections", {"number": 1, "fields": [change]})
    work()
    [hit] = clinician.post("/documents/search", {"query": "ㅍㄹㅇㄹㅇ"}).json()
    assert hit["places"][0]["boxes"]
    answer = clinician.get(f"/documents/{listed['id']}/export?form=pdf")
    text = PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages[0].extract_text()
    assert "48.5" in text
    assert "1234567" not in text
    reports = clinician.get(f"/cases/{case}/reports").json()["items"]
    newest = clinician.get(f"/reports/{reports[0]['id']}/content").json()
    assert "CA 19-9" in " ".join(each["text"] for each in newest["statements"])
