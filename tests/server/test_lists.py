"""A list of five costs as many queries as a list of one: no query for each row."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import make
import omics_answers
import phantoms_pages
import phantoms_report
from jindan.omics.assessment import CohortSummary
from jindan.server.accounts import changes
from jindan.server.accounts.administration import proposals
from jindan.server.accounts.models import ProposedAct, SignIn
from jindan.server.artifacts import services as artifacts
from jindan.server.assays.models import (
    Assay,
    CohortScore,
    Panel,
    RiskScoreFile,
)
from jindan.server.config.api import api
from jindan.server.documents.models import ReadingVersion
from jindan.server.imaging.models import (
    Segment,
    Segmentation,
    SegmentationFile,
    Series,
    Study,
)
from jindan.server.jobs.models import Job, JobState
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use
from jindan.server.notifications import services as notifications
from jindan.server.patients.models import CareTeam, Consent, EmergencyAccess
from jindan.server.reports.models import Rendering, Report, ReportVersion
from jindan.server.rights import services as rights
from jindan.server.rights.models import ErasureProposal, ErasureReason
from jindan.server.roles import Role
from jindan.server.webhooks import services as webhooks
from jindan.server.webhooks.models import WebhookEvent
from server.documents_by_code import document

LISTS = {
    path.removeprefix("/api/v1")
    for path, operations in api.get_openapi_schema()["paths"].items()
    if "PageOut" in str(operations.get("get", {}).get("responses", {}).get(200))
}
STATES = (JobState.PENDING, JobState.PROCESSING)
SUMMARY = CohortSummary(
    model=omics_answers.MODEL, specimens=1, withheld=0, per_class={"ill": 1}, notes=()
).model_dump(mode="json")


class Rows:
    """One more row of every kind that is listed, each time it is called."""

    def __init__(self, case, folder):
        self.case, self.by, self.folder = case, case.created_by, folder
        self.series = None
        self.document = None
        self.administrator = make.user(organisation=case.organisation, role=Role.ADMINISTRATOR)
        self.endpoint = self.webhook()

    def __call__(self):
        make.case(by=self.by)
        self.account()
        self.emergency()
        Consent.objects.create(
            patient=self.case.patient,
            purpose="research",
            decision="granted",
            basis="written",
            recorded_by=self.by,
            is_current=None,
        )
        team = CareTeam.objects.create(organisation=self.by.organisation, name=uuid.uuid4().hex)
        team.people.add(self.by)
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
            facts={"notes": []},
        )
        self.series = self.series or series
        self.segmentation()
        self.report()
        self.assay()
        made = document(self.folder, phantoms_pages.LAB_REPORT, case=self.case)
        self.document = self.document or made
        self.version()
        self.webhook()
        webhooks.announce(
            WebhookEvent.JOB_COMPLETED, organisation=self.case.organisation_id, about={}
        )

    def emergency(self):
        access = EmergencyAccess(
            organisation=self.by.organisation,
            patient=self.case.patient,
            person=self.by,
            until=timezone.now(),
        )
        access.sealed_reason = keys.seal(
            b"x",
            use=Use.EMERGENCY_ACCESS,
            organisation_id=self.by.organisation_id,
            context=f"patients.emergency.reason:{access.pk}".encode(),
        )
        access.save()

    def job(self, **columns):
        wanted = {"state": JobState.PENDING} | columns
        return Job.objects.create(
            kind="k",
            version="1",
            fingerprint=uuid.uuid4().hex,
            queue="cpu",
            case=self.case,
            organisation=self.case.organisation,
            requested_by=self.by,
            available_at=timezone.now(),
            **wanted,
        )

    def version(self):
        earlier = self.document.readings.order_by("number").last()
        made = ReadingVersion.objects.create(
            document=self.document,
            number=earlier.number + 1,
            subject=make.subject(self.case, kind="document", of=self.document.pk),
            corrected_by=self.by,
            pictures=earlier.pictures,
            content=self.artifact(artifacts.open_plain(earlier.content).read()),
            engine="e",
            engine_version="1",
            notes=[],
        )
        made.corrections.create(what="field-1")
        made.confirmations.create(by=self.by)

    def artifact(self, content=None):
        return make.artifact(self.folder, case=self.case, content=content or uuid.uuid4().bytes)

    def segmentation(self):
        made = Segmentation.objects.create(
            series=self.series,
            subject=make.subject(self.case, of=self.series.pk),
            job=self.job(),
            network="n",
            notes=[],
        )
        Segment.objects.create(
            segmentation=made, name="liver", label=1, snomed="10200004", disagreement=0
        )
        SegmentationFile.objects.create(
            segmentation=made, name="labels.nii.gz", artifact=self.artifact()
        )

    def assay(self):
        score = make.risk_score(self.case, job=self.job(), label=uuid.uuid4().hex)
        panel, _ = Panel.objects.get_or_create(name="p", model="m", version="1", features=1)
        table = self.artifact()
        assay = Assay.objects.create(
            case=self.case, specimen=score.specimen, panel=panel, table=table
        )
        score.assays.add(assay)
        RiskScoreFile.objects.create(risk_score=score, name="x.svg", artifact=self.artifact())
        CohortScore.objects.create(
            case=self.case, job=self.job(), scores=self.artifact(), summary=SUMMARY
        )

    def webhook(self):
        made, _ = webhooks.register(
            url="https://hooks.example.org/", events=list(WebhookEvent), by=self.administrator
        )
        return made

    def account(self):
        """An account that is to be an administrator's, and one more sign-in and notice of the reader."""
        user = make.user(organisation=self.by.organisation)
        proposals.propose(ProposedAct.MAKE_ADMINISTRATOR, user=user, by=self.administrator)
        changes.tell(self.by, what="renamed", by=self.administrator)
        ErasureProposal.objects.create(
            organisation=self.by.organisation,
            patient=make.case(by=self.by).patient,
            reason=ErasureReason.PATIENT_REQUEST,
            proposed_by=self.by,
            expires_at=timezone.now() + rights.VALID,
        )
        SignIn.objects.create(user=self.by, session_key=uuid.uuid4().hex)

    def report(self):
        report = Report.objects.create(case=self.case, kind="k")
        report.subjects.add(make.subject(self.case))
        version = ReportVersion.objects.create(
            report=report,
            number=1,
            state="preliminary",
            content=self.artifact(phantoms_report.content(sections=()).model_dump_json().encode()),
            issued_at=timezone.now(),
        )
        Rendering.objects.create(
            version=version, job=self.job(), language="ko", artifact=self.artifact()
        )


@pytest.fixture
def rows(clinician, tmp_path):
    return Rows(make.case(by=clinician.user), tmp_path)


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_row_more_is_no_query_more(clinician, caller, hospital, rows, path):
    is_managed = path.startswith(OF_ADMINISTRATORS)
    reader = caller(hospital, Role.ADMINISTRATOR) if is_managed else clinician
    rows()
    path = path.format(
        case_id=rows.case.pk,
        patient_id=rows.case.patient_id,
        series_id=rows.series.pk,
        endpoint_id=rows.endpoint.pk,
        document_id=rows.document.pk,
    )
    one, few = counted(reader, path)
    for _ in range(4):
        rows()
    five, more = counted(reader, path)
    assert more > few
    assert five == one


OF_ADMINISTRATORS = ("/users", "/account-proposals", "/audit-events", "/webhooks", "/erasures")


def counted(reader, path):
    """Queries that a list takes, and its rows."""
    reader.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = reader.get(path)
    assert answer.status_code == 200, answer.json()
    return len(queries), len(answer.json()["items"])
