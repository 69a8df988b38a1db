"""Opening a report costs three requests and one audit event, however much is in the case."""

import uuid

import pytest

import make
import phantoms_report
from jindan.report.wording import phrase
from jindan.server.audit.models import AuditEvent
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs.models import Job
from jindan.server.reports import services
from jindan.server.reports.models import Rendering
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db

STUDIES = 300


def segmented(case, folder):
    """One study with its series and segmentation, all of it rows only."""

    def job():
        return Job.objects.create(
            kind="k", version="1", fingerprint=uuid.uuid4().hex, queue="cpu", case=case,
            organisation=case.organisation, requested_by=case.created_by,
            available_at=case.created_at,
        )  # fmt: skip

    volume = make.artifact(folder, case=case, content=uuid.uuid4().bytes)
    study = Study.objects.create(case=case, uid="2.25.1")
    series = Series.objects.create(
        study=study, job=job(), uid="2.25.2", volume=volume, facts={"notes": []}
    )
    subject = make.subject(case, of=series.pk)
    Segmentation.objects.create(series=series, subject=subject, job=job(), network="n", notes=[])
    return subject


@pytest.fixture
def opened(caller, hospital, tmp_path):
    """A clinician, and a report on the oldest of 300 studies."""
    clinician = caller(hospital, Role.CLINICIAN)
    case = make.case(by=clinician.user)
    subjects = [segmented(case, tmp_path) for _ in range(STUDIES)]
    job = subjects[0].segmentation.job
    drawn = {
        role: make.artifact(tmp_path, case=case, content=path.read_bytes(), name=path.name)
        for role, path in phantoms_report.draw_pictures(tmp_path).items()
    }
    report = services.draft(
        job,
        title=phrase("ct-report-title"),
        facts=(),
        chapters=[phantoms_report.chapter()],
        subjects=[subjects[0]],
        pictures=drawn,
    )
    pdf = make.artifact(tmp_path, case=case, content=b"%PDF-1.7 phantom", name="report.ko.pdf")
    Rendering.objects.create(version=report.versions.get(), job=job, language="ko", artifact=pdf)
    return clinician, report, subjects[0]


@pytest.mark.slow
def test_three_requests_and_one_audit_event_lead_to_the_scan(opened):
    clinician, report, subject = opened
    before = AuditEvent.objects.count()
    about, content, pdf = (
        clinician.get(f"/reports/{report.pk}{part}") for part in ("", "/content", "/pdf")
    )
    assert {answer.status_code for answer in (about, content, pdf)} == {200}
    b"".join(pdf.streaming_content)
    [named] = about.json()["subjects"]
    assert (named["kind"], named["id"]) == ("series", str(subject.of))
    places = {f["place"]["source"] for f in content.json()["evidence"] if f["place"]}
    assert places == {named["source"]}
    assert AuditEvent.objects.count() - before == 1
