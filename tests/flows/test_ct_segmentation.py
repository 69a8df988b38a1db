"""A CT from sign-in to a signed report, through HTTP and the real engine."""

import io

import pytest
from pypdf import PdfReader

from flows.worker import work
from people import signature

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def uploaded(clinician, case, path):
    with path.open("rb") as stream:
        answer = clinician.upload(f"/cases/{case}/artifacts", stream)
    assert answer.status_code == 201, answer.json()
    return [each["id"] for each in answer.json()]


def test_a_ct_becomes_a_signed_report(clinician, case, drawn_ct):
    ids = uploaded(clinician, case, drawn_ct)
    job = clinician.post(f"/cases/{case}/studies", {"artifacts": ids})
    assert job.status_code == 202
    work()

    jobs = clinician.get(f"/jobs?case={case}").json()["items"]
    assert {each["kind"]: each["state"] for each in jobs} == {
        "ct-import": "completed",
        "ct-segmentation": "completed",
        "report-rendering": "completed",
    }
    [study] = clinician.get(f"/cases/{case}/studies").json()["items"]
    [series] = study["series"]
    [segmentation] = clinician.get(f"/series/{series['id']}/segmentations").json()["items"]
    assert segmentation["version"] == 1
    assert len(segmentation["segments"]) == 8
    liver = next(each for each in segmentation["segments"] if each["name"] == "liver")
    volume = next(one for one in liver["findings"] if one["code"]["name"] == "volume")
    assert (volume["status"] == "withheld") == (volume["value"] is None)
    assert segmentation["report"]

    [report] = clinician.get(f"/cases/{case}/reports").json()["items"]
    assert report["state"] == "preliminary"
    assert pdf_text(clinician, report, language="ko").count("자동 분석 초안")

    signed = clinician.post(f"/reports/{report['id']}/sign", signature(clinician))
    assert signed.status_code in (200, 202), signed.json()
    work()
    assert "Final report" in pdf_text(clinician, report, language="en")


def test_the_same_ct_again_is_not_computed_again(clinician, case, drawn_ct):
    first = uploaded(clinician, case, drawn_ct)
    clinician.post(f"/cases/{case}/studies", {"artifacts": first})
    work()
    second = uploaded(clinician, case, drawn_ct)
    clinician.post(f"/cases/{case}/studies", {"artifacts": second})
    work()
    jobs = clinician.get(f"/jobs?case={case}&kind=ct-segmentation").json()["items"]
    assert [each["reused"] is not None for each in jobs] == [True, False]
    reports = clinician.get(f"/cases/{case}/reports").json()["items"]
    assert len(reports) == 2


def test_a_picture_of_a_cat_is_refused_by_name(clinician, case, tmp_path):
    path = tmp_path / "cat.nii"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with path.open("rb") as stream:
        answer = clinician.upload(f"/cases/{case}/artifacts", stream)
    assert answer.status_code == 415
    assert answer.json()["remedy"]


def pdf_text(clinician, report, *, language):
    answer = clinician.get(f"/reports/{report['id']}/pdf?language={language}")
    content = b"".join(answer.streaming_content)
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
