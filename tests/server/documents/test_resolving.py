"""Each flag is named, and a document stands once a person has resolved them all."""

import datetime

import pytest

import make
import phantoms_pages as phantoms
from jindan.server.documents.models import DocumentReview
from jindan.server.imaging.importing import ct_import
from jindan.server.jobs.models import Job
from jindan.server.patients.sealing import PatientIdentity
from jindan.server.patients.services import amend_patient
from jindan.server.roles import Role
from people import is_problem
from server.documents_by_code import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def dim(case, tmp_path):
    """Read so uncertainly that every word counts."""
    return document(tmp_path, phantoms.REFERRAL, case=case, confidence=0.6)


def shown(caller, document):
    return caller.get(f"/documents/{document.pk}").json()


def resolve(caller, document, *, number, flags):
    """Confirm each of the flags as it was read."""
    fields = [{"position": d["position"], "value": d["text"]} for d in flags if not d["word"]]
    words = [
        {"page": d["page"], "line": d["line"], "word": d["word"], "text": d["text"]}
        for d in flags
        if d["word"]
    ]
    body = {"number": number, "fields": fields, "words": words}
    return caller.post(f"/documents/{document.pk}/corrections", body)


def test_what_is_read_surely_has_no_flag(clerk, case, tmp_path):
    lab = document(tmp_path, phantoms.LAB_REPORT, case=case)
    assert shown(clerk, lab)["flags"] == []
    assert clerk.get(f"/documents?case={case.pk}").json()["items"][0]["flags"] == 0


def test_flags_are_in_reading_order_and_a_field_counts_once(clerk, dim):
    answer = shown(clerk, dim)
    places = [(d["page"], d["line"], d["box"][0]) for d in answer["flags"]]
    assert places == sorted(places)
    assert len(answer["flags"]) == answer["document"]["flags"]
    fields = [d["position"] for d in answer["flags"] if d["position"] is not None]
    assert fields == sorted(set(fields), key=fields.index)
    inside = [field["box"] for field in answer["fields"]]
    assert not [d for d in answer["flags"] if d["word"] and d["box"] in inside]


def test_a_correction_that_leaves_flags_does_not_confirm_the_document(clerk, dim):
    first, *others = shown(clerk, dim)["flags"]
    after = resolve(clerk, dim, number=1, flags=[first]).json()
    assert after["document"]["review"] == "needed"
    assert len(after["flags"]) == len(others)
    assert after["version"]["confirmed_by"] == []


def test_the_last_flag_resolved_confirms_it(clerk, dim):
    after = resolve(clerk, dim, number=1, flags=shown(clerk, dim)["flags"]).json()
    assert after["flags"] == []
    assert after["document"]["review"] == "confirmed"
    assert after["version"]["confirmed_by"] == [str(clerk.user.pk)]


def test_a_value_that_is_confirmed_stays_written_as_it_was(clerk, dim):
    before = shown(clerk, dim)
    after = resolve(clerk, dim, number=1, flags=before["flags"]).json()
    assert [f["value"] for f in after["fields"]] == [f["value"] for f in before["fields"]]
    assert [f["code"] for f in after["fields"]] == [f["code"] for f in before["fields"]]
    assert "1980년 1월 2일" in after["pages"][0]["text"]


def test_a_small_correction_does_not_end_the_conflict_with_the_patient(clerk, case, tmp_path):
    identity = PatientIdentity(name="김영희", birth_date=datetime.date(1980, 1, 2))
    amend_patient(case.patient, by=case.created_by, identity=identity)
    held = document(tmp_path, phantoms.LAB_REPORT, case=case)
    word = {"number": 1, "words": [{"page": 1, "line": 1, "word": 1, "text": "한빛병원"}]}
    after = clerk.post(f"/documents/{held.pk}/corrections", word).json()["document"]
    assert (after["review"], after["has_conflict"]) == ("needed", True)
    assert not Job.objects.filter(kind="document-filing").exists()


def test_a_corrected_name_ends_the_conflict(clerk, case, tmp_path):
    identity = PatientIdentity(name="홍길순", birth_date=datetime.date(1980, 1, 2))
    amend_patient(case.patient, by=case.created_by, identity=identity)
    held = document(tmp_path, phantoms.LAB_REPORT, case=case)
    name = next(f for f in shown(clerk, held)["fields"] if f["name"] == "patient-name")
    change = {"number": 1, "fields": [{"position": name["position"], "value": "홍길순"}]}
    after = clerk.post(f"/documents/{held.pk}/corrections", change).json()["document"]
    assert (after["review"], after["has_conflict"]) == ("confirmed", False)
    assert after["notes"] == []


def test_a_correction_that_names_another_patient_holds_the_document_back(clerk, case, tmp_path):
    identity = PatientIdentity(name="홍길동", birth_date=datetime.date(1980, 1, 2))
    amend_patient(case.patient, by=case.created_by, identity=identity)
    lab = document(tmp_path, phantoms.LAB_REPORT, case=case)
    name = next(f for f in shown(clerk, lab)["fields"] if f["name"] == "patient-name")
    change = {"number": 1, "fields": [{"position": name["position"], "value": "김영희"}]}
    after = clerk.post(f"/documents/{lab.pk}/corrections", change).json()["document"]
    assert (after["review"], after["has_conflict"]) == ("needed", True)
    assert len(after["notes"]) == 1


def test_a_second_person_is_not_spared_by_a_further_small_correction(
    clerk, case, tmp_path, settings
):
    settings.TWO_PERSON_RULE = True
    lab = document(tmp_path, phantoms.LAB_REPORT, case=case)
    value = next(f for f in shown(clerk, lab)["fields"] if f["name"] == "lab-value")
    change = {"number": 1, "fields": [{"position": value["position"], "value": "1.12"}]}
    clerk.post(f"/documents/{lab.pk}/corrections", change)
    word = {"number": 2, "words": [{"page": 1, "line": 1, "word": 1, "text": "한빛병원"}]}
    after = clerk.post(f"/documents/{lab.pk}/corrections", word).json()
    assert after["document"]["review"] == DocumentReview.SECOND


def test_a_clerk_cancels_and_repeats_the_reading_of_documents_only(clerk, case, tmp_path):
    document(tmp_path, phantoms.LAB_REPORT, case=case)
    filing = Job.objects.get(kind="document-filing")
    listed = {each["kind"]: each for each in clerk.get("/jobs").json()["items"]}
    assert listed["document-filing"]["may_change"]
    assert clerk.post(f"/jobs/{filing.pk}/cancel").status_code == 202
    assert clerk.post(f"/jobs/{filing.pk}/repeat").status_code == 202
    other = make.job(ct_import, case=case)
    assert is_problem(clerk.post(f"/jobs/{other.pk}/cancel"), "role-not-allowed", 403)
    assert not clerk.get(f"/jobs/{other.pk}").json()["may_change"]


def test_a_researcher_changes_no_reading_of_a_document(caller, hospital, case, tmp_path):
    document(tmp_path, phantoms.LAB_REPORT, case=case)
    filing = Job.objects.get(kind="document-filing")
    researcher = caller(hospital, Role.RESEARCHER)
    assert is_problem(researcher.post(f"/jobs/{filing.pk}/cancel"), "role-not-allowed", 403)
