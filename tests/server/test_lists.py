"""A list of five costs as many queries as a list of one: no query for each row."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import make
import omics_answers
import phantoms_pages
from jindan.omics.findings import CohortSummary
from jindan.server.assays.models import (
    Assay,
    CohortScore,
    Panel,
    RiskScore,
    RiskScoreFile,
    Specimen,
)
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
from jindan.server.webhooks import services as webhooks
from jindan.server.webhooks.models import Event
from server.documents_by_code import document

LISTS = {
    path.removeprefix("/api/v1")
    for path, operations in api.get_openapi_schema()["paths"].items()
    if "PageOut" in str(operations.get("get", {}).get("responses", {}).get(200))
}
STATES = (State.PENDING, State.PROCESSING)
SUMMARY = CohortSummary(
    model=omics_answers.MODEL, specimens=1, abstained=0, per_class={"ill": 1}, remarks=()
).model_dump(mode="json")


class Rows:
    """One more row of every kind that is listed, each time it is called."""

    def __init__(self, case, folder):
        self.case, self.by, self.folder = case, case.created_by, folder
        self.series = None
        self.administrator = make.user(organisation=case.organisation, role=Role.ADMINISTRATOR)
        self.endpoint = self.webhook()

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
        self.assay()
        document(self.folder, phantoms_pages.LAB_REPORT, case=self.case)
        self.webhook()
        webhooks.announce(Event.JOB_COMPLETED, organisation=self.case.organisation_id, about={})

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

    def assay(self):
        specimen = Specimen.objects.create(case=self.case, label=uuid.uuid4().hex)
        panel, _ = Panel.objects.get_or_create(name="p", model="m", version="1", features=1)
        table = self.artifact()
        assay = Assay.objects.create(specimen=specimen, panel=panel, table=table)
        score = RiskScore.objects.create(
            specimen=specimen,
            job=self.job(),
            model="m",
            version="1",
            positive="ill",
            is_abstained=True,
            assessment=omics_answers.abstained().model_dump(mode="json"),
        )
        score.assays.add(assay)
        RiskScoreFile.objects.create(risk_score=score, name="x.svg", artifact=self.artifact())
        CohortScore.objects.create(
            case=self.case, job=self.job(), scores=self.artifact(), summary=SUMMARY
        )

    def webhook(self):
        made, _ = webhooks.register(
            url="https://hooks.example.org/", events=list(Event), by=self.administrator
        )
        return made

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
    is_managed = path.startswith(OF_ADMINISTRATORS)
    reader = caller(hospital, Role.ADMINISTRATOR) if is_managed else clinician
    rows()
    path = path.format(case_id=rows.case.pk, series_id=rows.series.pk, endpoint_id=rows.endpoint.pk)
    one, few = counted(reader, path)
    for _ in range(4):
        rows()
    five, more = counted(reader, path)
    assert more > few
    assert five == one


OF_ADMINISTRATORS = ("/users", "/audit-events", "/webhooks")


def counted(reader, path):
    """Queries that a list takes, and its rows."""
    reader.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = reader.get(path)
    assert answer.status_code == 200, answer.json()
    return len(queries), len(answer.json()["items"])
