"""Names that files bring and people type are shown to roles that may identify patients, and stand nowhere in plain."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

import make
import phantoms_files as files
import phantoms_report
from jindan.report.wording import phrase
from jindan.server.accounts.proofs.acts import ProofMethod
from jindan.server.artifacts.models import Artifact
from jindan.server.assays.models import Assay, CohortScore, RiskScore, Specimen
from jindan.server.assays.sealing import seal_label
from jindan.server.config.api import api
from jindan.server.jobs import events
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import Job, JobInput, JobPreview, JobState
from jindan.server.jobs.sealing import sealed_columns
from jindan.server.kit.problems import NotFound
from jindan.server.patients import services as patients
from jindan.server.reports import reviewing
from jindan.server.reports import services as reports
from jindan.server.roles import Role
from plain_columns import columns_that_say
from server.documents_by_code import document
from server.test_lists import SUMMARY, Rows

NAME = "Honggildong"
ENCODED = re.compile(NAME.encode(), re.IGNORECASE)
READS = [
    path.removeprefix("/api/v1")
    for path, operations in api.get_openapi_schema()["paths"].items()
    if "get" in operations
]


@pytest.fixture
def planted(clinician, tmp_path, monkeypatch):
    """A case in which every file and every field that a person fills says the name. Gives the ids of what there is."""
    monkeypatch.setattr(events, "STREAM_S", 0.0)
    rows = Rows(make.case(by=clinician.user), tmp_path)
    rows()
    case = rows.case
    patients.retitle_case(case, by=clinician.user, title=f"{NAME}, mass?")
    originals = sent(clinician, case)
    table = Artifact.objects.get(pk=originals[2]["id"])
    job = rows.job(state=JobState.PROCESSING)
    preview = JobPreview.objects.create(
        job=job, attempt=0, name="scores.csv", media_type="text/csv", stored=table.stored
    )
    report = typed_into(rows, tmp_path, by=clinician.user)
    score = RiskScore.objects.get()
    label(score)
    Assay.objects.update(table=table)
    scores = make.artifact(tmp_path, case=case, content=f"specimen\n{NAME}".encode(), name="s.csv")
    CohortScore.objects.create(case=case, job=rows.job(), scores=scores, summary=SUMMARY)
    scanned = document(tmp_path, f"{NAME}\nHb 13.5 g/dL", case=case)
    return {
        "case_id": [case.pk],
        "patient_id": [case.patient_id],
        "artifact_id": [*Artifact.objects.values_list("pk", flat=True)],
        "job_id": [*Job.objects.values_list("pk", flat=True)],
        "preview_id": [preview.pk],
        "series_id": [rows.series.pk],
        "segmentation_id": [rows.series.segmentations.get().pk],
        "report_id": [report.pk],
        "risk_score_id": [score.pk],
        "document_id": [scanned.pk],
        "page_number": [1],
        "name": ["urinary-panel"],
    }


def label(score):
    """The laboratory has labelled the specimen with the name, and a job was asked of it and answered."""
    organisation_id = score.case.organisation_id
    sealed = seal_label(NAME, score.specimen_id, organisation_id=organisation_id)
    Specimen.objects.filter(pk=score.specimen_id).update(sealed_label=sealed)
    values = {"specimen": NAME}
    columns = sealed_columns(
        score.job_id, organisation_id=organisation_id, params=values, result=values
    )
    Job.objects.filter(pk=score.job_id).update(
        state=JobState.COMPLETED, finished_at=score.created_at, **columns
    )


def sent(clinician, case):
    """Files of all kinds that say the name, in their names and within."""
    tag = b"\x10\x00\x10\x00PN" + len(NAME).to_bytes(2, "little") + NAME.encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{NAME}/1.dcm", files.dicom())
    named = {
        "dcm": files.dicom() + tag,
        "zip": packed.getvalue(),
        "csv": f"sample,age\n{NAME},67\n".encode(),
        "nii": files.nifti()[:148] + NAME.encode().ljust(80, b"\0") + files.nifti()[228:],
        "png": files.PNG + NAME.encode(),
    }
    streams = [SimpleUploadedFile(f"{NAME}.{kind}", content) for kind, content in named.items()]
    answer = clinician.upload(f"/cases/{case.pk}/artifacts", *streams)
    assert answer.status_code == 201, answer.json()
    return answer.json()


def typed_into(rows, folder, *, by):
    """A report that names nobody until a clinician types the name wherever something can be typed."""
    drawn = {
        role: make.artifact(folder, case=rows.case, content=path.read_bytes(), name=path.name)
        for role, path in phantoms_report.draw_pictures(folder).items()
    }
    report = reports.draft(
        rows.job(),
        title=phrase("ct-report-title"),
        facts=(),
        chapters=[phantoms_report.chapter()],
        subjects=[make.subject(rows.case)],
        pictures=drawn,
        is_deidentified=True,
    )
    reviewing.review(
        report, statement="ct-1/v1/liver", verdict="amended", reason=NAME, words=NAME, by=by
    )
    reports.sign(report, by=by, reviews=1, proof=ProofMethod.PASSWORD)
    reports.amend(report, reason=NAME, addendum=NAME, by=by, proof=ProofMethod.PASSWORD)
    return report


def answers(reader, ids):
    """What every read of the API answers to a person: status, headers and body by address."""
    for path in READS:
        names = re.findall(r"{(\w+)}", path)
        if any(name not in ids for name in names):
            continue
        for key in ids[names[0]] if names else [""]:
            first = path.replace(f"{{{names[0]}}}", str(key), 1) if names else path
            filled = re.sub(r"{(\w+)}", lambda match: str(ids[match[1]][0]), first)
            for query in ("", "?form=text", "?number=1", "?number=3") if names else ("",):
                answer = reader.get(filled + query)
                body = answer.getvalue() if answer.streaming else answer.content
                yield filled + query, answer.status_code, str(answer.headers).encode() + body


@pytest.mark.django_db
def test_a_researcher_is_told_no_name(planted, caller, hospital):
    researcher = caller(hospital, Role.RESEARCHER)
    seen = list(answers(researcher, planted))
    assert [address for address, _, answer in seen if ENCODED.search(answer)] == []
    assert {status for _, status, _ in seen} <= {200, 403, 404, 409, 422}
    shown = {address for address, status, _ in seen if status == 200}
    assert f"/reports/{planted['report_id'][0]}/content" in shown
    assert f"/cases/{planted['case_id'][0]}/artifacts" in shown


@pytest.mark.django_db
def test_a_clinician_is_told_them(planted, clinician):
    """Without this, a name that was planted nowhere would pass for one that is hidden."""
    told = {address for address, _, answer in answers(clinician, planted) if ENCODED.search(answer)}
    case, report = planted["case_id"][0], planted["report_id"][0]
    score = planted["risk_score_id"][0]
    assert told >= {
        "/cases", f"/cases/{case}", f"/cases/{case}/artifacts", f"/cases/{case}/assays", "/jobs",
        f"/reports/{report}", f"/reports/{report}/content", f"/risk-scores/{score}",
        f"/jobs/previews/{planted['preview_id'][0]}", "/documents",
    }  # fmt: skip
    assert sum(address.endswith("/content") and "/artifacts/" in address for address in told) >= 5


@pytest.mark.django_db
def test_an_original_is_not_found_by_a_researcher(planted, caller, hospital):
    researcher = caller(hospital, Role.RESEARCHER)
    for original in Artifact.objects.filter(is_received=True):
        for address in (f"/artifacts/{original.pk}", f"/artifacts/{original.pk}/content"):
            assert researcher.get(address).status_code == 404
        case, body = original.case_id, {"artifacts": [str(original.pk)]}
        assert researcher.post(f"/cases/{case}/studies", body).status_code == 404


@pytest.mark.django_db
def test_a_researcher_works_with_what_they_sent(caller, hospital):
    researcher = caller(hospital, Role.RESEARCHER)
    case = make.case(by=researcher.user)
    [table, *_] = researcher.upload(
        f"/cases/{case.pk}/artifacts", SimpleUploadedFile(f"{NAME}.csv", files.CSV)
    ).json()
    assert re.fullmatch(r"CSV-\d{4}-\d\d-\d\d-[0-9a-f]{8}\.csv", table["name"])
    content = researcher.get(f"/artifacts/{table['id']}/content")
    assert content.getvalue() == files.CSV
    assert table["name"] in content["Content-Disposition"]
    colleague = caller(hospital, Role.RESEARCHER, email="colleague@example.org")
    assert colleague.get(f"/artifacts/{table['id']}").status_code == 404


@pytest.mark.django_db
def test_a_job_on_hidden_files_is_neither_repeated_nor_offered(
    planted, caller, clinician, hospital
):
    researcher = caller(hospital, Role.RESEARCHER)
    job = Job.objects.filter(state=JobState.PENDING).first()
    hidden = Artifact.objects.filter(is_received=True).first()
    JobInput.objects.create(job=job, role="table", artifact=hidden)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.CANCELLED, finished_at=job.created_at, kind="omics-risk"
    )
    with pytest.raises(NotFound):
        jobs.repeat(Job.objects.get(pk=job.pk), by=researcher.user)
    assert not researcher.get(f"/jobs/{job.pk}").json()["may_change"]
    assert clinician.get(f"/jobs/{job.pk}").json()["may_change"]


@pytest.mark.django_db(transaction=True)
def test_no_name_stands_in_the_database(planted):
    """In no column, and on SQLite nowhere in its file or its log."""
    assert columns_that_say(NAME) == set()
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        logs = [log for log in file.parent.glob(f"{file.name}*") if log.is_file()]
        assert file in logs
        assert not [log.name for log in logs if ENCODED.search(log.read_bytes())]
