"""A list of five costs as many queries as a list of one: no query for each row."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import make
from jindan.server.config.api import api
from jindan.server.imaging.models import (
    Measurement,
    Segment,
    Segmentation,
    SegmentationFile,
    Series,
    Study,
)
from jindan.server.jobs.models import Job, State
from jindan.server.notifications import services as notifications
from jindan.server.reports.models import Rendering, Report, ReportVersion
from jindan.server.roles import Role

LISTS = {
    path.removeprefix("/api/v1")
    for path, operations in api.get_openapi_schema()["paths"].items()
    if "PageOut" in str(operations.get("get", {}).get("responses", {}).get(200))
}
STATES = (State.PENDING, State.PROCESSING)


class Rows:
    """One more row of every kind that is listed, each time it is called."""

    def __init__(self, case, folder):
        self.case, self.by, self.folder = case, case.created_by, folder
        self.series = None

    def __call__(self):
        make.case(by=self.by)
        make.user(organisation=self.by.organisation)
        for state in STATES:
            self.job(state=state, progress=0.5, started_at=timezone.now())
        notifications.notify(to=self.by, subject="job-completed", kind="k", link="/")
        study = Study.objects.create(case=self.case, uid="2.25.1")
        series = Series.objects.create(
            study=study,
            job=self.job(),
            uid="2.25.2",
            volume=self.artifact(),
            facts={"remarks": []},
        )
        self.series = self.series or series
        self.segmentation()
        self.report()

    def job(self, **columns):
        wanted = {"state": State.PENDING} | columns
        return Job.objects.create(
            kind="k",
            version="1",
            fingerprint=uuid.uuid4().hex,
            queue="cpu",
            case=self.case,
            requested_by=self.by,
            available_at=timezone.now(),
            **wanted,
        )

    def artifact(self):
        return make.artifact(self.folder, case=self.case, content=uuid.uuid4().bytes)

    def segmentation(self):
        made = Segmentation.objects.create(
            series=self.series,
            job=self.job(),
            version=self.series.segmentations.count() + 1,
            network="n",
            remarks=[],
        )
        segment = Segment.objects.create(
            segmentation=made,
            name="liver",
            label=1,
            snomed="10200004",
            disagreement=0,
            confidence=1,
            is_abstained=False,
            remarks=[],
        )
        Measurement.objects.create(
            segment=segment, quantity="volume", value=1, unit="mL", method="voxel-count"
        )
        SegmentationFile.objects.create(
            segmentation=made, name="labels.nii.gz", artifact=self.artifact()
        )

    def report(self):
        report = Report.objects.create(case=self.case, job=self.job())
        version = ReportVersion.objects.create(
            report=report,
            number=1,
            state="preliminary",
            content=self.artifact(),
            issued_at=timezone.now(),
        )
        Rendering.objects.create(
            version=version, job=report.job, language="ko", artifact=self.artifact()
        )


@pytest.fixture
def clinician(caller, hospital):
    return caller(hospital, Role.CLINICIAN)


@pytest.fixture
def rows(clinician, tmp_path):
    return Rows(make.case(by=clinician.user), tmp_path)


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_row_more_is_no_query_more(clinician, caller, hospital, rows, path):
    reader = caller(hospital, Role.ADMINISTRATOR) if path in OF_ADMINISTRATORS else clinician
    rows()
    path = path.format(case_id=rows.case.pk, series_id=rows.series.pk)
    one, few = counted(reader, path)
    for _ in range(4):
        rows()
    five, more = counted(reader, path)
    assert more > few
    assert five == one


OF_ADMINISTRATORS = {"/users", "/audit-events"}


def counted(reader, path):
    """Queries that a list takes, and its rows."""
    reader.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = reader.get(path)
    assert answer.status_code == 200, answer.json()
    return len(queries), len(answer.json()["items"])
