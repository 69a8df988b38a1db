"""One record of every kind that a path can name, all of one hospital, and each operation about them."""

import json
import re
import uuid

import pytest
from allauth.mfa.models import Authenticator

import make
import phantoms_pages
import phantoms_report
from jindan.report.wording import phrase
from jindan.server.accounts.administration import proposals
from jindan.server.accounts.models import ProposedAct, SignIn
from jindan.server.artifacts.upload import resumable, tus
from jindan.server.config.api import api
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs.models import Job, JobPreview, JobState
from jindan.server.notifications import services as notifications
from jindan.server.patients.models import (
    CareRelation,
    CareTeam,
    EmergencyAccess,
    Patient,
)
from jindan.server.reports import services as reports
from jindan.server.rights import services as rights
from jindan.server.rights.models import ErasureReason
from jindan.server.roles import Role
from jindan.server.webhooks import services as webhooks
from jindan.server.webhooks.models import WebhookEvent
from server.documents_by_code import document

OPEN = {
    "/api/v1/auth/sign-in": 415,
    "/api/v1/auth/second-factor": 415,
    "/api/v1/auth/refresh": 415,
    "/api/v1/auth/set-password": 415,
    "/api/v1/auth/passkeys/sign-in/begin": 409,  # where no address is configured
    "/api/v1/auth/passkeys/sign-in/complete": 415,
    "/api/v1/auth/passkeys/second-factor/begin": 422,
    "/api/v1/auth/passkeys/second-factor/complete": 415,
    "/api/v1/auth/identity-provider": 200,
    "/api/v1/auth/identity-provider/begin": 404,  # where none is set up
    "/api/v1/auth/identity-provider/complete": 415,
}
"""What is asked before a sign-in, and what an empty form is answered."""
PATHS = api.get_openapi_schema()["paths"]
OPERATIONS = [(method, path) for path, operations in PATHS.items() for method in operations]
OF_THE_INSTALLATION = {"/api/v1/omics-models/{name}"}
"""What is installed here is the same for every organisation."""
NAMING_A_RECORD = [
    (method, path) for method, path in OPERATIONS if "{" in path and path not in OF_THE_INSTALLATION
]
LISTS = [path for method, path in OPERATIONS if method == "get" and "{" not in path]

BODIES = {
    "import_study": {"artifacts": ["{artifact_id}"]},
    "request_segmentation": {},
    "request_risk_score": {"artifacts": ["{artifact_id}"], "model": "urinary-panel"},
    "request_cohort_scores": {"artifacts": ["{artifact_id}"], "model": "urinary-panel"},
    "review_statement": {"statement": "liver", "verdict": "accepted"},
    "begin_signature": {"number": 1},
    "sign_report": {"number": 1, "proof": {"password": "x"}},
    "begin_amendment": {"number": 1, "reason": "a reason", "addendum": "words"},
    "amend_report": {
        "number": 1,
        "reason": "a reason",
        "addendum": "words",
        "proof": {"password": "x"},
    },
    "rename_passkey": {"name": "other"},
    "amend_patient": {"sex_at_birth": "female"},
    "retitle_case": {"title": "other"},
    "amend_user": {"name": "other"},
    "propose_act": {"act": "make-administrator"},
    "read_document": {"artifact": "{artifact_id}"},
    "correct_document": {
        "number": 1,
        "words": [{"page": 1, "line": 1, "word": 1, "text": "다른"}],
    },
    "confirm_document": {"number": 1},
    "change_webhook": {"is_enabled": False},
    "add_care_relation": {"person_id": "{person_id}"},
    "protect_patient": {"label": "EMP"},
    "propose_erasure": {"reason": "patient-request"},
    "approve_erasure": {"proof": {"password": "x"}},
    "record_consent": {"purpose": "research", "decision": "granted", "basis": "written"},
    "review_emergency_access": {"verdict": "justified", "note": "as the record of the ward says"},
}


QUERIES = {"export_document": "?form=text"}


@pytest.fixture
def theirs(hospital, tmp_path):
    """One record of every kind that a path can name, all of one hospital."""
    clinician = make.user(organisation=hospital)
    case = make.case(by=clinician)
    artifact = make.artifact(tmp_path, case=case)
    job = _job(case)
    study = Study.objects.create(case=case, uid="2.25.1")
    series = Series.objects.create(
        study=study, job=job, uid="2.25.2", volume=artifact, facts={"notes": []}
    )
    segmentation = Segmentation.objects.create(
        series=series,
        subject=make.subject(case, of=series.pk),
        job=_job(case),
        network="n",
        notes=[],
    )
    notice = notifications.notify(to=clinician, subject="job-completed", kind="k", link="/")
    scanned = document(tmp_path, phantoms_pages.LAB_REPORT, case=case)
    endpoint = _endpoint(hospital)
    team = CareTeam.objects.create(organisation=hospital, name="외과")
    team.people.add(clinician)
    relation = CareRelation.objects.create(patient=case.patient, team=team, added_by=clinician)
    return {
        "patient_id": case.patient_id,
        "case_id": case.pk,
        "artifact_id": artifact.pk,
        "upload_id": _upload(case).pk,
        "job_id": job.pk,
        "preview_id": _preview(artifact).pk,
        "series_id": series.pk,
        "risk_score_id": _risk_score(case).pk,
        "segmentation_id": segmentation.pk,
        "report_id": _report(case, tmp_path).pk,
        "notification_id": notice.pk,
        "user_id": clinician.pk,
        "proposal_id": _proposal(clinician).pk,
        "session_id": SignIn.objects.create(user=clinician, session_key="k").pk,
        "account_change_id": clinician.changes.get().pk,
        "passkey_id": _passkey(clinician).pk,
        "document_id": scanned.pk,
        "page_number": 1,
        "endpoint_id": endpoint.pk,
        "delivery_id": endpoint.deliveries.get().pk,
        "team_id": team.pk,
        "person_id": clinician.pk,
        "relation_id": relation.pk,
        "access_id": _emergency(case).pk,
        "erasure_id": _erasure(clinician).pk,
    }


def _proposal(user):
    administrator = make.user(organisation=user.organisation, role=Role.ADMINISTRATOR)
    return proposals.propose(ProposedAct.MAKE_ADMINISTRATOR, user=user, by=administrator)


def _passkey(user):
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "x"}
    )


def _endpoint(organisation):
    administrator = make.user(organisation=organisation, role=Role.ADMINISTRATOR)
    made, _ = webhooks.register(
        url="https://hooks.example.org/", events=list(WebhookEvent), by=administrator
    )
    webhooks.announce(WebhookEvent.JOB_COMPLETED, organisation=organisation.pk, about={})
    return made


def _emergency(case):
    return EmergencyAccess.objects.create(
        organisation=case.organisation,
        patient=case.patient,
        person=make.user(organisation=case.organisation),
        sealed_reason=b"",
        until=case.created_at,
    )


def _erasure(clinician):
    """A proposed erasure of another patient, of whom nothing must be kept."""
    patient = Patient.objects.create(
        organisation=clinician.organisation, code="P-TO-ERASE", created_by=clinician
    )
    return rights.propose_erasure(patient, reason=ErasureReason.PATIENT_REQUEST, by=clinician)


def _job(case):
    return Job.objects.create(
        kind="k",
        version="1",
        fingerprint=uuid.uuid4().hex,
        queue="cpu",
        case=case,
        organisation=case.organisation,
        requested_by=case.created_by,
        available_at=case.created_at,
    )


def _upload(case):
    creation = tus.Creation(length=10, name="x.csv", sha256="")
    return resumable.begin(creation, case=case, by=case.created_by)


def _preview(artifact):
    """What a running job shows."""
    job = _job(artifact.case)
    job.state = JobState.PROCESSING
    job.save()
    return JobPreview.objects.create(
        job=job, attempt=0, name="axial.en.png", media_type="image/png", stored=artifact.stored
    )


def _risk_score(case):
    return make.risk_score(case, job=_job(case))


def _report(case, folder):
    drawn = {
        role: make.artifact(folder, case=case, content=path.read_bytes(), name=path.name)
        for role, path in phantoms_report.draw_pictures(folder).items()
    }
    return reports.draft(
        _job(case),
        title=phrase("ct-report-title"),
        facts=(),
        chapters=[phantoms_report.chapter()],
        subjects=[make.subject(case)],
        pictures=drawn,
        is_deidentified=True,
    )


def filled(text, theirs):
    """Return a path or a body with the ids of these records in it."""
    text = re.sub(r"{(\w+)}", lambda match: str(theirs.get(match[1], "none")), text)
    return text.removeprefix("/api/v1")


def role_for(path):
    """Return the role whose work the operation is."""
    managed = (
        "/users/",
        "/account-proposals/",
        "/webhooks/",
        "/webhook-deliveries/",
        "/care-teams/",
        "/emergency-",
        "/access-log",
        "/erasures/",
    )
    return Role.ADMINISTRATOR if any(each in path for each in managed) else Role.CLINICIAN


def ask(person, method, path, theirs):
    """Send an operation about these records."""
    operation = PATHS[path][method]["operationId"]
    asked = filled(path, theirs) + QUERIES.get(operation, "")
    body = filled(json.dumps(BODIES.get(operation)), theirs)
    return person.send(method, asked, json.loads(body))
