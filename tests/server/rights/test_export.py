"""A patient's records as one archive: complete for who exports it, whole or visibly broken, and made in pieces."""

import hashlib
import io
import json
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
from contracts.hospital_records import theirs  # noqa: F401 - a record of every kind, of one patient
from jindan.server.artifacts.downloads import PLACES
from jindan.server.artifacts.errors import StoredFileDamaged
from jindan.server.artifacts.models import Artifact
from jindan.server.artifacts.services import open_plain
from jindan.server.artifacts.storage.objects import storage
from jindan.server.assays.models import CohortScore
from jindan.server.audit.models import AuditEvent
from jindan.server.jobs.models import Job
from jindan.server.kit.problems import NotFound
from jindan.server.patients.models import Case, Patient
from jindan.server.reports.models import Report
from jindan.server.rights.exporting import archive_of
from jindan.server.roles import CAPABILITIES, Capability, Role
from people import is_problem
from server.test_lists import SUMMARY, Rows

pytestmark = pytest.mark.django_db

MIB = 1024 * 1024


def export(patient_id, *, by, **headers):
    return by.get(f"/patients/{patient_id}/export", headers=headers)


def opened(answer):
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def manifest_of(archive):
    return json.loads(archive.read("manifest.json"))


def kinds_in(archive):
    return {file["what"] for file in manifest_of(archive)["files"]}


def content_of(artifact):
    with open_plain(artifact) as plain:
        return plain.read()


def test_every_file_is_in_the_manifest_with_its_size_and_hash(clinician, theirs):  # noqa: F811
    archive = opened(export(theirs["patient_id"], by=clinician))
    assert archive.testzip() is None
    *names, last = archive.namelist()
    manifest = manifest_of(archive)
    assert (last, manifest["format"]) == ("manifest.json", "jindan-patient-export/1")
    assert names == [file["path"] for file in manifest["files"]]
    for file in manifest["files"]:
        content = archive.read(file["path"])
        assert len(content) == file["size"]
        assert hashlib.sha256(content).hexdigest() == file["sha256"]


def test_it_holds_every_kind_of_record(clinician, theirs):  # noqa: F811
    archive = opened(export(theirs["patient_id"], by=clinician))
    assert kinds_in(archive) == {
        "patient", "consents", "care-relations", "study", "segmentation", "risk-score", "document",
        "report", "report-content", "derived",
    }  # fmt: skip
    record = json.loads(archive.read("patient.json"))
    assert record["patient"]["id"] == str(theirs["patient_id"])
    assert [case["id"] for case in record["cases"]] == [str(theirs["case_id"])]
    reading = json.loads(archive.read(f"cases/1/documents/{theirs['document_id']}.json"))
    assert reading["fields"]
    said = json.loads(archive.read(f"cases/1/reports/{theirs['report_id']}.content.json"))
    assert said["statements"]
    assert [each["team"] for each in json.loads(archive.read("care-relations.json"))] == ["외과"]


def test_stored_files_are_byte_for_byte_what_was_stored(clinician, theirs):  # noqa: F811
    archive = opened(export(theirs["patient_id"], by=clinician))
    stored = {content_of(artifact) for artifact in Artifact.objects.filter(case=theirs["case_id"])}
    sent = {
        archive.read(file["path"])
        for file in manifest_of(archive)["files"]
        if file["what"] in ("original", "derived")
    }
    assert sent == stored


def test_an_upload_keeps_its_bytes_under_a_neutral_path(clinician, case):
    sent = io.BytesIO(b"gene,value\nA,1\n")
    sent.name = "hong-gildong.csv"
    [uploaded] = clinician.upload(f"/cases/{case.pk}/artifacts", sent).json()
    archive = opened(export(case.patient_id, by=clinician))
    path = f"cases/1/artifacts/{uploaded['id']}.csv"
    assert archive.read(path) == b"gene,value\nA,1\n"
    assert not [name for name in archive.namelist() if "hong" in name]
    [file] = [file for file in manifest_of(archive)["files"] if file["path"] == path]
    assert (file["what"], file["name"]) == ("original", "hong-gildong.csv")


def test_the_pdf_of_the_newest_version_stands_beside_its_report(clinician, theirs, tmp_path):  # noqa: F811
    report = Report.objects.get(pk=theirs["report_id"])
    version = report.versions.get()
    case = report.case
    for content in (b"%PDF earlier", b"%PDF newest"):
        version.renderings.create(
            job=Rows(case, tmp_path).job(),
            language="ko",
            artifact=make.artifact(tmp_path, case=case, content=content, name="report.pdf"),
        )
    archive = opened(export(theirs["patient_id"], by=clinician))
    assert archive.read(f"cases/1/reports/{report.pk}.ko.pdf") == b"%PDF newest"


def test_it_is_a_file_that_names_nobody_and_runs_nothing(clinician, case):
    answer = export(case.patient_id, by=clinician)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="patient-export.zip"')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_an_export_is_one_event_of_the_patient(clinician, theirs):  # noqa: F811
    before = AuditEvent.objects.count()
    opened(export(theirs["patient_id"], by=clinician))
    [event] = AuditEvent.objects.order_by("at")[before:]
    assert (event.action, event.actor_id) == ("patient.exported", clinician.user.pk)
    assert event.patient_id == theirs["patient_id"]


def test_a_clerk_exports_no_results_and_is_told_so(caller, hospital, theirs):  # noqa: F811
    archive = opened(export(theirs["patient_id"], by=caller(hospital, Role.CLERK)))
    assert kinds_in(archive) == {"patient", "consents", "care-relations", "document"}
    left_out = [omission["what"] for omission in manifest_of(archive)["left_out"]]
    assert left_out == ["access-log", "results"]


def test_what_is_left_out_is_said_in_the_language_of_the_request(clinician, case):
    [omission] = manifest_of(
        opened(export(case.patient_id, by=clinician, **{"Accept-Language": "ko"}))
    )["left_out"]
    assert "접근 기록" in omission["why"]


def test_nobody_who_exports_may_read_the_audit():
    both = {Capability.IDENTIFY_PATIENTS, Capability.READ_AUDIT}
    assert not [role for role in Role if both <= CAPABILITIES[role]]


def test_tables_of_many_persons_are_left_out(clinician, case, tmp_path):
    table, scores, own = (
        make.artifact(tmp_path, case=case, content=content) for content in (b"t", b"s", b"o")
    )
    job = Rows(case, tmp_path).job()
    Job.objects.filter(pk=job.pk).update(kind="omics-cohort")
    job.inputs.create(role="table", artifact=table)
    job.outputs.create(name="scores.csv", artifact=scores)
    CohortScore.objects.create(case=case, job=job, scores=scores, summary=SUMMARY)
    archive = opened(export(case.patient_id, by=clinician))
    paths = [name for name in archive.namelist() if "/artifacts/" in name]
    assert [str(own.pk) in path for path in paths] == [True]
    left_out = {omission["what"] for omission in manifest_of(archive)["left_out"]}
    assert "tables-of-many" in left_out


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_may_not_identify_patients_exports_none(caller, hospital, case, role):
    assert is_problem(export(case.patient_id, by=caller(hospital, role)), "role-not-allowed", 403)
    assert not AuditEvent.objects.filter(action="patient.exported").exists()


def test_another_organisation_does_not_find_the_patient(caller, elsewhere, case):
    assert export(case.patient_id, by=caller(elsewhere, Role.CLINICIAN)).status_code == 404


def test_an_emergency_access_exports_nothing(case, in_emergency):
    assert is_problem(export(case.patient_id, by=in_emergency), "emergency-does-not-export", 403)


@pytest.mark.slow
def test_a_large_file_is_sent_while_it_is_read(clinician, case, tmp_path):
    content = random_bytes(64 * MIB)
    large = make.artifact(tmp_path, case=case, content=content)
    blocks = archive_of(case.patient, by=clinician.user, language="en")
    tracemalloc.start()
    with (tmp_path / "export.zip").open("wb") as sent:
        sent.writelines(blocks)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 16 * MIB
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        assert archive.read(f"cases/1/artifacts/{large.pk}.nii") == content


def test_the_first_block_comes_before_the_last_is_read(clinician, case, tmp_path):
    artifact = make.artifact(tmp_path, case=case, content=random_bytes(4 * MIB))
    blocks = archive_of(case.patient, by=clinician.user, language="en")
    assert next(blocks)
    path = Path(storage().path(artifact.stored.path))
    os.truncate(path, path.stat().st_size - 1)
    with pytest.raises(StoredFileDamaged):
        list(blocks)


def test_a_lost_file_is_named_and_leaves_an_archive_that_does_not_open(
    clinician, case, tmp_path, caplog
):
    lost = make.artifact(tmp_path, case=case, content=b"lost")
    storage().delete(lost.stored.path)
    sent = io.BytesIO()
    with pytest.raises(StoredFileDamaged):
        sent.writelines(archive_of(case.patient, by=clinician.user, language="en"))
    assert str(lost.pk) in caplog.text
    assert not zipfile.is_zipfile(sent)


def test_a_patient_who_is_hidden_meanwhile_leaves_no_whole_archive(clinician, case, tmp_path):
    for _ in range(2):
        make.artifact(tmp_path, case=case, content=random_bytes(2 * MIB))
    sent = io.BytesIO()
    blocks = archive_of(case.patient, by=clinician.user, language="en")
    sent.write(next(blocks))
    Patient.objects.filter(pk=case.patient_id).update(organisation=make.organisation())
    with pytest.raises(NotFound):
        sent.writelines(blocks)
    assert not zipfile.is_zipfile(sent)


def random_bytes(count):
    """Bytes that do not compress."""
    return hashlib.shake_128(count.to_bytes(8, "big")).digest(count)


def test_an_export_holds_a_place_until_it_is_closed(clinician, case):
    answer = export(case.patient_id, by=clinician)
    assert PLACES._taken[clinician.user.pk] == 1
    answer.close()
    assert PLACES._taken[clinician.user.pk] == 0


def test_more_files_are_no_more_queries(clinician, case, tmp_path):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            opened(export(case.patient_id, by=clinician))
        return len(asked)

    make.artifact(tmp_path, case=case, content=b"1")
    queries()
    one = queries()
    for number in range(5):
        make.artifact(tmp_path, case=case, content=b"more %d" % number)
    assert queries() == one


def test_a_case_has_a_folder_by_its_age(clinician, case, tmp_path):
    later = make.case(by=clinician.user)
    Case.objects.filter(pk=later.pk).update(patient=case.patient)
    make.artifact(tmp_path, case=later, content=b"later")
    archive = opened(export(case.patient_id, by=clinician))
    assert [name for name in archive.namelist() if name.startswith("cases/2/artifacts/")]
