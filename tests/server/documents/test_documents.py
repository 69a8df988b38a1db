"""A document is read, looked at, corrected, confirmed and exported, by those who may see names."""

import datetime
import io
import json

import pytest
from PIL import Image
from pypdf import PdfReader

import phantoms_pages as phantoms
from jindan.server.audit.models import AuditEvent
from jindan.server.documents.models import Document, DocumentReview, ReadingVersion
from jindan.server.jobs import engine
from jindan.server.jobs.models import Job
from jindan.server.patients.sealing import PatientIdentity
from jindan.server.patients.services import amend_patient
from jindan.server.roles import Role
from people import is_problem
from server.documents_by_code import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(case, tmp_path):
    return document(tmp_path, phantoms.LAB_REPORT, case=case)


def field(answer, name, group=None):
    return next(f for f in answer["fields"] if f["name"] == name and f["group"] == group)


def test_a_document_is_shown_with_class_fields_boxes_and_confidence(clerk, lab):
    shown = clerk.get(f"/documents/{lab.pk}").json()
    assert shown["document"]["kind"] == "lab-report"
    assert shown["document"]["review"] == "clear"
    assert field(shown, "patient-name")["value"] == "홍길동"
    assert field(shown, "lab-value", 0)["is_critical"]
    assert field(shown, "lab-analyte", 0)["code"] == "6690-2"
    assert shown["pages"][0]["lines"][0]["words"][0]["box"] == [60, 60, 160, 80]
    assert shown["document"]["low_percentile_confidence"] == 0.99


def test_a_unit_is_shown_as_people_write_it(clerk, lab):
    shown = clerk.get(f"/documents/{lab.pk}").json()
    wbc = field(shown, "lab-unit", 0)
    assert (wbc["value"], wbc["value_text"]) == ("10*3/uL", "×10^3/μL")
    assert field(shown, "lab-value", 0)["value_text"] == field(shown, "lab-value", 0)["value"]


def test_no_resident_number_is_kept_shown_or_exported(clerk, lab):
    digits = "1234567"
    shown = clerk.get(f"/documents/{lab.pk}").content.decode()
    assert "800102-1******" in shown
    assert digits not in shown
    for form in ("text", "markdown", "hocr", "alto", "fhir"):
        assert digits not in clerk.get(f"/documents/{lab.pk}/export?form={form}").content.decode()
    assert digits not in json.dumps(Job.objects.get(kind="document-reading").result)


def test_no_name_is_in_a_row(lab):
    rows = [*Job.objects.values(), *Document.objects.values(), *ReadingVersion.objects.values()]
    assert "홍길동" not in json.dumps(rows, default=str, ensure_ascii=False)


def test_a_researcher_sees_no_document_nor_any_file_of_one(caller, hospital, lab):
    researcher = caller(hospital, Role.RESEARCHER)
    assert is_problem(researcher.get("/documents"), "role-not-allowed", 403)
    assert is_problem(researcher.get(f"/documents/{lab.pk}"), "role-not-allowed", 403)
    assert is_problem(
        researcher.post("/documents/search", {"query": "홍길동"}), "role-not-allowed", 403
    )
    image = lab.readings.get().pages.get().image_id
    assert is_problem(researcher.get(f"/artifacts/{image}/content"), "not-found", 404)


def test_the_picture_of_a_page_is_authorised_and_noted(clerk, lab):
    answer = clerk.get(f"/documents/{lab.pk}/pages/1/image")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert AuditEvent.objects.filter(action="document.read", subject_id=lab.pk).exists()


def test_a_correction_is_a_version_beside_the_earlier_one(clerk, lab):
    shown = clerk.get(f"/documents/{lab.pk}").json()
    value = field(shown, "lab-value", 0)
    answer = clerk.post(
        f"/documents/{lab.pk}/corrections",
        {"number": 1, "fields": [{"position": value["position"], "value": "1.12"}]},
    )
    assert answer.status_code == 201, answer.json()
    assert field(answer.json(), "lab-value", 0)["value"] == "1.12"
    assert field(answer.json(), "lab-value", 0)["confidence"] == 1.0
    assert "1.12" in answer.json()["pages"][0]["text"]
    before = clerk.get(f"/documents/{lab.pk}?number=1").json()
    assert field(before, "lab-value", 0)["value"] == "11.2"
    newest, first = clerk.get(f"/documents/{lab.pk}/versions").json()["items"]
    assert newest["corrections"] == [f"field-{value['position']}"]
    assert (newest["corrected_by"], first["corrected_by"]) == (str(clerk.user.pk), None)
    assert answer.json()["document"]["review"] == "confirmed"
    assert AuditEvent.objects.filter(action="document.corrected", subject_id=lab.pk).exists()


def test_a_word_is_corrected_by_its_place(clerk, lab):
    answer = clerk.post(
        f"/documents/{lab.pk}/corrections",
        {"number": 1, "words": [{"page": 1, "line": 1, "word": 1, "text": "한빛병원"}]},
    )
    assert answer.json()["pages"][0]["lines"][0]["text"] == "한빛병원 진단검사의학과"


def test_what_a_person_writes_is_masked_too(clerk, lab):
    answer = clerk.post(
        f"/documents/{lab.pk}/corrections",
        {"number": 1, "words": [{"page": 1, "line": 1, "word": 1, "text": "900101-2345678"}]},
    )
    assert answer.json()["pages"][0]["lines"][0]["text"].startswith("900101-2******")


def test_a_correction_of_an_earlier_version_is_refused(clerk, lab):
    change = {"number": 1, "words": [{"page": 1, "line": 1, "word": 1, "text": "가"}]}
    assert clerk.post(f"/documents/{lab.pk}/corrections", change).status_code == 201
    again = clerk.post(f"/documents/{lab.pk}/corrections", change)
    assert is_problem(again, "document-outdated", 409)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"fields": [{"position": 999, "value": "1"}]},
        {"words": [{"page": 9, "line": 1, "word": 1, "text": "가"}]},
    ],
)
def test_a_correction_of_nothing_is_refused(clerk, lab, changes):
    answer = clerk.post(f"/documents/{lab.pk}/corrections", {"number": 1} | changes)
    assert is_problem(answer, "nothing-to-correct", 422)


def test_a_critical_value_needs_two_persons_where_the_installation_says_so(
    clerk, caller, hospital, lab, settings
):
    settings.TWO_PERSON_RULE = True
    shown = clerk.get(f"/documents/{lab.pk}").json()
    change = {"position": field(shown, "lab-value", 0)["position"], "value": "1.12"}
    after = clerk.post(f"/documents/{lab.pk}/corrections", {"number": 1, "fields": [change]}).json()
    assert after["document"]["review"] == "second"
    alone = clerk.post(f"/documents/{lab.pk}/confirmations", {"number": 2})
    assert is_problem(alone, "second-person-needed", 409)
    second = caller(hospital, Role.CLINICIAN)
    answer = second.post(f"/documents/{lab.pk}/confirmations", {"number": 2})
    assert answer.json()["review"] == "confirmed"


def test_a_value_that_cannot_harm_needs_one(clerk, lab, settings):
    settings.TWO_PERSON_RULE = True
    change = {"number": 1, "words": [{"page": 1, "line": 1, "word": 1, "text": "한빛병원"}]}
    after = clerk.post(f"/documents/{lab.pk}/corrections", change).json()
    assert after["document"]["review"] == "confirmed"


def test_uncertain_words_put_a_document_into_the_review_queue(clerk, case, tmp_path):
    dim = document(tmp_path, phantoms.LAB_REPORT, case=case, confidence=0.6)
    document(tmp_path, phantoms.REFERRAL, case=case)
    waiting = clerk.get("/documents?review=needed").json()["items"]
    assert [each["id"] for each in waiting] == [str(dim.pk)]


def known(case, *, name, birth_date):
    identity = PatientIdentity(name=name, birth_date=birth_date)
    amend_patient(case.patient, by=case.created_by, identity=identity)


def test_a_document_of_another_patient_is_held_back_until_a_person_confirms_it(
    clerk, case, tmp_path
):
    known(case, name="김영희", birth_date=datetime.date(1990, 1, 1))
    held = document(tmp_path, phantoms.LAB_REPORT, case=case)
    assert held.has_conflict
    assert held.review == DocumentReview.NEEDED
    assert not Job.objects.filter(kind="document-filing").exists()
    shown = clerk.get(f"/documents/{held.pk}").json()["document"]
    assert len(shown["notes"]) == 2
    clerk.post(f"/documents/{held.pk}/confirmations", {"number": 1})
    assert Job.objects.filter(kind="document-filing").exists()


def test_a_document_of_the_right_patient_passes(case, tmp_path):
    known(case, name="홍길동", birth_date=datetime.date(1980, 1, 2))
    assert not document(tmp_path, phantoms.LAB_REPORT, case=case).has_conflict


def test_the_same_file_read_again_is_a_further_version_of_the_same_document(case, tmp_path):
    first = document(tmp_path, phantoms.LAB_REPORT, case=case)
    again = document(tmp_path, phantoms.LAB_REPORT, case=case, source=first.source)
    assert again == first
    assert [each.number for each in first.readings.order_by("number")] == [1, 2]


@pytest.mark.slow
def test_a_document_is_filed_as_a_searchable_pdf_and_reported(clerk, caller, hospital, case, lab):
    while engine.execute_next("cpu"):
        pass
    answer = clerk.get(f"/documents/{lab.pk}/export?form=pdf")
    assert answer.status_code == 200, answer.content
    text = PdfReader(io.BytesIO(b"".join(answer.streaming_content))).pages[0].extract_text()
    assert "11.2" in text
    assert "1234567" not in text
    clinician = caller(hospital, Role.CLINICIAN)
    [report] = clinician.get(f"/cases/{case.pk}/reports").json()["items"]
    content = clinician.get(f"/reports/{report['id']}/content").json()
    told = " ".join(each["text"] for each in content["statements"])
    assert "WBC" in told
    assert "홍길동" not in json.dumps(content, ensure_ascii=False)


def test_b191_one_bad_file_of_a_batch_stops_none_of_the_others(clerk, case):
    answer = clerk.upload(
        f"/cases/{case.pk}/documents",
        named("첫째.png", png()),
        named("둘째.png", b"not a picture at all \x00\x01"),
        named("셋째.png", png() + b"\0"),
    )
    assert answer.status_code == 202, answer.json()
    taken = answer.json()
    assert [each["name"] for each in taken] == ["첫째.png", "둘째.png", "셋째.png"]
    assert [bool(each["job"]) for each in taken] == [True, False, True]
    assert taken[1]["problem"]["type"] == "/problems/unsupported-content"
    assert Job.objects.filter(kind="document-reading").count() == 2


def test_t11_each_file_of_a_batch_has_its_own_hash_and_no_job_is_orphaned(clerk, case):
    clerk.upload(f"/cases/{case.pk}/documents", named("a.png", png()), named("b.png", b""))
    [job] = Job.objects.filter(kind="document-reading")
    source = job.inputs.get().artifact
    assert source.size > 0
    assert source.sha256 != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_a_picture_is_waited_for_no_longer_than_said(clerk, case, monkeypatch):
    monkeypatch.setattr("jindan.server.documents.api.WAITED_FOR_S", 0.0)
    answer = clerk.upload(f"/cases/{case.pk}/documents/read-now", named("a.png", png()))
    assert answer.status_code == 202, answer.json()
    assert answer.json()["priority"] == "urgent"


def named(name, content):
    stream = io.BytesIO(content)
    stream.name = name
    return stream


def png():
    drawn = io.BytesIO()
    Image.new("L", (8, 8), 255).save(drawn, format="PNG")
    return drawn.getvalue()
