"""No row comes twice and no read finds two, however many rows each relation to many has."""

import importlib
import inspect
import pkgutil

import pytest
from django.apps import apps
from django.db.models import QuerySet

import make
from jindan.server.artifacts.models import Artifact
from jindan.server.assays.models import Assay, RiskScore, RiskScoreFile
from jindan.server.documents.models import Document, ReadingVersion
from jindan.server.findings.models import Subject
from jindan.server.imaging.models import Segment, Segmentation, SegmentationFile, Series
from jindan.server.jobs.models import Job, JobInput, JobOutput, JobPreview
from jindan.server.patients.models import Case, Patient
from jindan.server.reports.models import Rendering, Report, ReportPicture, ReportVersion
from jindan.server.roles import Role
from server.test_lists import LISTS, OF_ADMINISTRATORS, Rows

pytestmark = pytest.mark.django_db


def reads():
    """Every query of the server that asks who looks, by its name."""
    for app in apps.get_app_configs():
        if not app.name.startswith("jindan.server."):
            continue
        for module in pkgutil.walk_packages(app.module.__path__, f"{app.name}."):
            if module.name.endswith(".queries"):
                for name, read in inspect.getmembers(importlib.import_module(module.name)):
                    if (
                        name.endswith("visible_to")
                        and name != "consents_visible_to"
                        and read.__module__ == module.name
                    ):
                        yield f"{module.name.split('.')[2]}.{name}", read


@pytest.fixture
def doubled(hospital, tmp_path):
    """Two rows of every kind, and two of every kind that hangs on one of them."""
    clinician = make.user(organisation=hospital)
    rows = Rows(make.case(by=clinician), tmp_path)
    for _ in range(2):
        rows()
    double(rows)
    return rows


def double(rows):
    """Give the rows that are there two children of each kind, by hand: each kind is bound in its own way."""
    artifact = rows.artifact
    _double_jobs(list(Job.objects.all()), artifact=artifact)
    for segment in list(Segment.objects.all()):
        segmentation = segment.segmentation
        Segment.objects.create(
            segmentation=segmentation, name="x", label=99, snomed="1", disagreement=0
        )
        SegmentationFile.objects.create(segmentation=segmentation, name="more", artifact=artifact())
    for score in RiskScore.objects.all():
        score.assays.add(*Assay.objects.all())
        RiskScoreFile.objects.create(risk_score=score, name="more", artifact=artifact())
    _double_reports(rows, artifact=artifact)
    for reading in list(ReadingVersion.objects.all()):
        for what in ("field-7", "field-8"):
            reading.corrections.create(what=what)
            reading.confirmations.create(by=make.user(organisation=rows.case.organisation))


def _double_jobs(jobs, *, artifact):
    shared = artifact()
    for job in jobs:
        JobInput.objects.create(job=job, role="shared", artifact=shared)
        for name in ("more", "most"):
            JobInput.objects.create(job=job, role=name, artifact=artifact())
            JobOutput.objects.create(job=job, name=name, artifact=artifact())
            JobPreview.objects.create(
                job=job, attempt=job.attempt, name=name, media_type="x/y", stored=shared.stored
            )


def _double_reports(rows, *, artifact):
    subjects = Subject.objects.filter(case=rows.case)
    for report in list(Report.objects.filter(kind="k")):
        report.subjects.add(*subjects)
        version = ReportVersion.objects.create(
            report=report, number=2, state="final", content=artifact(), signed_by=rows.by,
            issued_at=report.created_at,
        )  # fmt: skip
        for name in ("ko", "en"):
            ReportPicture.objects.create(report=report, name=name, artifact=artifact())
            Rendering.objects.create(
                version=version, job=rows.job(), language=name, artifact=artifact()
            )


def test_a_query_gives_each_row_once(doubled):
    for role in (Role.CLINICIAN, Role.RESEARCHER, Role.CLERK, Role.ADMINISTRATOR):
        user = make.user(organisation=doubled.case.organisation, role=role)
        for name, read in reads():
            rows = read(user)
            assert isinstance(rows, QuerySet)
            keys = [row.pk for row in rows]
            assert len(keys) == len(set(keys)), (name, role)
            for key in keys[:5]:
                assert read(user).get(pk=key).pk == key


def test_a_list_shows_each_row_once(doubled, caller, hospital):
    readers = {role: caller(hospital, role) for role in (Role.ADMINISTRATOR, Role.CLINICIAN)}
    for path in sorted(LISTS):
        is_managed = path.startswith(OF_ADMINISTRATORS)
        shown = path.format(
            case_id=doubled.case.pk,
            patient_id=doubled.case.patient_id,
            series_id=doubled.series.pk,
            endpoint_id=doubled.endpoint.pk,
            document_id=doubled.document.pk,
        )
        reader = readers[Role.ADMINISTRATOR if is_managed else Role.CLINICIAN]
        answer = reader.get(f"{shown}?size=200")
        assert answer.status_code == 200, answer.json()
        rows = [str(row.get("id") or row["number"]) for row in answer.json()["items"]]
        assert len(rows) == len(set(rows)), path


GOT = {
    "/jobs/{}": Job, "/artifacts/{}": Artifact, "/cases/{}": Case, "/patients/{}": Patient,
    "/reports/{}": Report, "/documents/{}/versions": Document,
    "/risk-scores/{}": RiskScore, "/segmentations/{}": Segmentation, "/series/{}": Series,
}  # fmt: skip


def test_a_row_is_got_alone(doubled, caller, hospital):
    reader = caller(hospital, Role.CLINICIAN)
    for path, model in GOT.items():
        for row in model.objects.all()[:3]:
            answer = reader.get(path.format(row.pk))
            assert answer.status_code == 200, (path, answer.content)
