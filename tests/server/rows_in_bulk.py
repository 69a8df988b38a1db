"""A case with thousands of rows of every kind that is listed, written in bulk."""

import itertools
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

import make
import omics_answers
from jindan.omics.assessment import CohortSummary
from jindan.omics.findings import findings_of
from jindan.server.accounts.administration import proposals
from jindan.server.accounts.models import AccountChange, Proposal, ProposedAct, SignIn, User
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.artifacts.sealing import seal_name
from jindan.server.assays.models import Assay, CohortScore, Panel, RiskScore, Specimen
from jindan.server.assays.sealing import seal_assessment, seal_label
from jindan.server.audit.models import AuditEvent
from jindan.server.documents.models import Document, DocumentReview, ReadingVersion
from jindan.server.findings.models import Subject, SubjectKind
from jindan.server.findings.sealing import seal
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs.models import Job, JobState
from jindan.server.keys import services as keys
from jindan.server.keys.uses import Use
from jindan.server.notifications.models import Notification
from jindan.server.patients.models import CareTeam, Case, Consent, EmergencyAccess, Patient
from jindan.server.reports.models import Report, ReportVersion
from jindan.server.rights import services as rights
from jindan.server.rights.models import ErasureProposal, ErasureReason
from jindan.server.roles import Role
from jindan.server.webhooks.models import Delivery, Endpoint

NUMBERS = itertools.count(1)
EXAMPLE = "https://hooks.example.org/"


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Where the rows hang: what a path of the API may name."""

    case: Case
    series: Series
    endpoint: Endpoint
    document: Document


@transaction.atomic
def fill(*, by, count):
    """Write `count` rows of every listed kind into one case of the person's, and into their organisation."""
    case = make.case(by=by)
    artifacts = _artifacts(case, count=count)
    jobs = _jobs(case, count=count)
    _organisation(by, case=case, count=count)
    endpoint = _messages(by, count=count)
    series = _imaging(case, jobs=jobs, artifacts=artifacts)
    document = _documents(case, jobs=jobs, artifacts=artifacts)
    _assays(case, jobs=jobs, artifacts=artifacts)
    _reports(case, artifacts=artifacts)
    return Filled(case=case, series=series, endpoint=endpoint, document=document)


def _artifacts(case, *, count):
    stored = StoredObject.objects.bulk_create(
        StoredObject(
            organisation=case.organisation, keyed_hash=uuid.uuid4().hex, path=uuid.uuid4().hex,
            sha256="0" * 64, size=1, wrapped_key=b"x", key_id="k",
        )
        for _ in range(count)
    )  # fmt: skip
    artifacts = [
        Artifact(
            case=case, stored=each, media_type="application/x-nifti", is_received=True,
            created_by=case.created_by,
        )
        for each in stored
    ]  # fmt: skip
    for artifact in artifacts:
        sealed = seal_name("x.nii", row=artifact.pk, organisation=case.organisation_id)
        artifact.sealed_name, artifact.key_id = sealed["sealed_name"], sealed["key_id"]
    return Artifact.objects.bulk_create(artifacts)


def _jobs(case, *, count):
    return Job.objects.bulk_create(
        Job(
            kind="k", version="1", fingerprint=uuid.uuid4().hex, queue="cpu", case=case,
            organisation=case.organisation, requested_by=case.created_by, available_at=timezone.now(),
            state=JobState.CANCELLED, finished_at=timezone.now(),
        )
        for _ in range(count)
    )  # fmt: skip


def _organisation(by, *, case, count):
    organisation = by.organisation
    users = User.objects.bulk_create(
        User(email=f"bulk-{next(NUMBERS)}@example.org", organisation=organisation, role=Role.CLERK)
        for _ in range(count)
    )
    Proposal.objects.bulk_create(
        Proposal(
            user=user, proposed_by=by, organisation=organisation, act=ProposedAct.MAKE_ADMINISTRATOR,
            expires_at=timezone.now() + proposals.VALID,
        )
        for user in users
    )  # fmt: skip
    AccountChange.objects.bulk_create(
        AccountChange(user=by, what="renamed", by=by) for _ in range(count)
    )
    SignIn.objects.bulk_create(SignIn(user=by, session_key=uuid.uuid4().hex) for _ in range(count))
    patients = Patient.objects.bulk_create(
        Patient(organisation=organisation, code=f"B-{next(NUMBERS)}", created_by=by)
        for _ in range(count)
    )
    Case.objects.bulk_create(
        Case(organisation=organisation, patient=patient, created_by=by)
        for patient in [*patients[: count // 2], *[case.patient] * (count // 2)]
    )
    CareTeam.objects.bulk_create(
        CareTeam(organisation=organisation, name=f"team {next(NUMBERS)}") for _ in range(count)
    )
    _emergencies(by, patients=patients)
    ErasureProposal.objects.bulk_create(
        ErasureProposal(
            organisation=organisation, patient=patient, reason=ErasureReason.PATIENT_REQUEST,
            proposed_by=by, expires_at=timezone.now() + rights.VALID,
        )
        for patient in patients
    )  # fmt: skip
    Consent.objects.bulk_create(
        Consent(
            patient=case.patient, purpose="research", decision="granted", basis="written",
            recorded_by=by, is_current=None,
        )
        for _ in range(count)
    )  # fmt: skip
    AuditEvent.objects.bulk_create(
        AuditEvent(
            organisation_id=organisation.pk, actor_id=by.pk, role=by.role, action="case.read",
            subject_kind="case", subject_id=case.pk, case_id=case.pk, patient_id=case.patient_id,
        )
        for _ in range(count)
    )  # fmt: skip


def _emergencies(by, *, patients):
    accesses = [
        EmergencyAccess(
            organisation=by.organisation, patient=patient, person=by, until=timezone.now()
        )
        for patient in patients
    ]
    for access in accesses:
        context = f"patients.emergency.reason:{access.pk}".encode()
        access.sealed_reason = keys.seal(
            b"x",
            use=Use.EMERGENCY_ACCESS,
            organisation_id=by.organisation_id,
            context=context,
        )
    EmergencyAccess.objects.bulk_create(accesses)


def _messages(by, *, count):
    Notification.objects.bulk_create(
        Notification(to=by, subject="job-completed", kind="k", link="/") for _ in range(count)
    )
    endpoints = Endpoint.objects.bulk_create(
        Endpoint(
            organisation=by.organisation, url=EXAMPLE, events=[], sealed_secret=b"x", created_by=by
        )
        for _ in range(count)
    )
    Delivery.objects.bulk_create(
        Delivery(
            endpoint=endpoints[0], message=uuid.uuid4().hex, event="job.completed", body="{}",
            gives_up_after=1, available_at=timezone.now(),
        )
        for _ in range(count)
    )  # fmt: skip
    return endpoints[0]


def _imaging(case, *, jobs, artifacts):
    studies = Study.objects.bulk_create(Study(case=case, uid="2.25.1") for _ in jobs)
    series = Series.objects.create(
        study=studies[0], job=jobs[0], uid="2.25.2", volume=artifacts[0], facts={"notes": []}
    )
    subjects = _subjects(case, kind=SubjectKind.SERIES, count=len(jobs))
    Segmentation.objects.bulk_create(
        Segmentation(series=series, subject=subject, job=job, network="n", notes=[])
        for subject, job in zip(subjects, jobs, strict=True)
    )
    return series


def _documents(case, *, jobs, artifacts):
    documents = Document.objects.bulk_create(
        Document(
            case=case, organisation=case.organisation, source=artifact, kind="general",
            review=DocumentReview.NEEDED, has_conflict=False,
        )
        for artifact in artifacts[: len(artifacts) // 2]
    )  # fmt: skip
    of_documents = [(document, 1) for document in documents]
    of_one = [(documents[0], number) for number in range(2, len(documents) + 2)]
    subjects = _subjects(case, kind=SubjectKind.DOCUMENT, count=len(jobs))
    readings = [
        ReadingVersion(
            document=document, number=number, subject=subject, job=job, content=artifact, engine="e",
            engine_version="1", notes=[],
        )
        for (document, number), subject, job, artifact in zip(
            of_documents + of_one, subjects, jobs, artifacts, strict=True
        )
    ]  # fmt: skip
    for reading in readings:
        reading.pictures_id = reading.pk
    ReadingVersion.objects.bulk_create(readings)
    return documents[0]


def _assays(case, *, jobs, artifacts):
    specimens = [Specimen(case=case) for _ in jobs]
    for number, specimen in enumerate(specimens):
        specimen.sealed_label = seal_label(
            f"S{number}", specimen.pk, organisation_id=case.organisation_id
        )
    Specimen.objects.bulk_create(specimens)
    panel, _ = Panel.objects.get_or_create(name="p", model="m", version="1", features=1)
    Assay.objects.bulk_create(
        Assay(case=case, specimen=specimen, panel=panel, table=artifact)
        for specimen, artifact in zip(specimens, artifacts, strict=True)
    )
    findings = findings_of(omics_answers.abstained())
    subjects = _subjects(case, kind=SubjectKind.RISK_SCORE, count=len(jobs), findings=findings)
    scores = [
        RiskScore(case=case, specimen=specimen, subject=subject, job=job, model="m", version="1")
        for specimen, subject, job in zip(specimens, subjects, jobs, strict=True)
    ]
    for score in scores:
        score.sealed_assessment = seal_assessment(
            omics_answers.abstained(), score.pk, organisation_id=case.organisation_id
        )
    RiskScore.objects.bulk_create(scores)
    summary = CohortSummary(
        model=omics_answers.MODEL, specimens=1, withheld=0, per_class={"ill": 1}, notes=()
    ).model_dump(mode="json")
    CohortScore.objects.bulk_create(
        CohortScore(case=case, job=job, scores=artifact, summary=summary)
        for job, artifact in zip(jobs, artifacts, strict=True)
    )


def _subjects(case, *, kind, count, findings=()):
    subjects = [
        Subject(case=case, kind=kind, of=uuid.uuid4(), number=n, version=1)
        for n in range(1, count + 1)
    ]
    for subject in subjects:
        subject.sealed_findings = seal(findings, subject=subject)
    return Subject.objects.bulk_create(subjects)


def _reports(case, *, artifacts):
    reports = Report.objects.bulk_create(Report(case=case, kind="k") for _ in artifacts)
    ReportVersion.objects.bulk_create(
        ReportVersion(
            report=report, number=1, state="preliminary", content=artifact, issued_at=timezone.now()
        )
        for report, artifact in zip(reports, artifacts, strict=True)
    )
