"""Nobody reads or changes what is not theirs: each operation, asked anonymously and from elsewhere."""

import re
import uuid

import pytest

import make
import omics_answers
import phantoms_pages
import phantoms_report
from jindan.server.artifacts import resumable, tus
from jindan.server.assays.models import RiskScore, Specimen
from jindan.server.config.api import api
from jindan.server.imaging.models import Segmentation, Series, Study
from jindan.server.jobs import events
from jindan.server.jobs.models import Job, JobPreview, State
from jindan.server.notifications import services as notifications
from jindan.server.reports import services as reports
from jindan.server.roles import Role
from jindan.server.webhooks import services as webhooks
from jindan.server.webhooks.models import Event
from jindan.typesetting.content import Draft
from server.conftest import (  # noqa: F401 - the people of the server's tests
    _own_keyring,
    _quick_passwords,
    caller,
    elsewhere,
    hospital,
    person_of,
)
from server.documents_by_code import document

pytestmark = pytest.mark.django_db

OPEN = {
    "/api/v1/auth/sign-in": 422,
    "/api/v1/auth/second-factor": 422,
    "/api/v1/auth/refresh": 422,
    "/api/v1/auth/identity-provider": 200,
    "/api/v1/auth/identity-provider/begin": 404,  # where none is set up
    "/api/v1/auth/identity-provider/complete": 422,
}
"""What is asked before a sign-in, and what an empty request is answered."""
OPERATIONS = [
    (method, path)
    for path, operations in api.get_openapi_schema()["paths"].items()
    for method in operations
]
OF_THE_INSTALLATION = {"/api/v1/omics-models/{name}"}
"""What is installed here is the same for every organisation."""
NAMING_A_RECORD = [
    (method, path) for method, path in OPERATIONS if "{" in path and path not in OF_THE_INSTALLATION
]
LISTS = [path for method, path in OPERATIONS if method == "get" and "{" not in path]

BODIES = {
    "import_study": {"artifacts": [str(uuid.uuid4())]},
    "request_segmentation": {},
    "request_risk_score": {"artifacts": [str(uuid.uuid4())], "model": "urinary-panel"},
    "request_cohort_scores": {"artifacts": [str(uuid.uuid4())], "model": "urinary-panel"},
    "review_statement": {"statement": "liver", "verdict": "accepted"},
    "sign_report": {"number": 1},
    "amend_report": {"number": 1, "reason": "a reason", "addendum": "words"},
    "amend_patient": {"sex_at_birth": "female"},
    "retitle_case": {"title": "other"},
    "amend_user": {"name": "other"},
    "read_document": {"artifact": str(uuid.uuid4())},
    "correct_document": {
        "number": 1,
        "words": [{"page": 1, "line": 1, "word": 1, "text": "다른"}],
    },
    "confirm_document": {"number": 1},
    "change_webhook": {"is_enabled": False},
}


QUERIES = {"export_document": "?form=text"}


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_anonymous_request_is_refused(client, method, path):
    answer = getattr(client, method)(re.sub(r"{\w+}", str(uuid.uuid4()), path))
    assert answer.status_code == OPEN.get(path, 401)
    is_refused = answer.status_code >= 400
    assert not is_refused or answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.fixture
def theirs(hospital, tmp_path):  # noqa: F811
    """One record of every kind that a path can name, all of one hospital."""
    clinician = make.user(organisation=hospital)
    case = make.case(by=clinician)
    artifact = make.artifact(tmp_path, case=case)
    job = _job(case)
    study = Study.objects.create(case=case, uid="2.25.1")
    series = Series.objects.create(
        study=study, job=job, uid="2.25.2", volume=artifact, facts={"remarks": []}
    )
    segmentation = Segmentation.objects.create(
        series=series, job=_job(case), version=1, network="n", remarks=[]
    )
    notice = notifications.notify(to=clinician, subject="job-completed", kind="k", link="/")
    scanned = document(tmp_path, phantoms_pages.LAB_REPORT, case=case)
    endpoint = _endpoint(hospital)
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
        "document_id": scanned.pk,
        "document_job_id": scanned.readings.get().job_id,
        "page_number": 1,
        "endpoint_id": endpoint.pk,
        "delivery_id": endpoint.deliveries.get().pk,
    }


def _endpoint(organisation):
    administrator = make.user(organisation=organisation, role=Role.ADMINISTRATOR)
    made, _ = webhooks.register(
        url="https://hooks.example.org/", events=list(Event), by=administrator
    )
    webhooks.announce(Event.JOB_COMPLETED, organisation=organisation.pk, about={})
    return made


def _job(case):
    return Job.objects.create(
        kind="k",
        version="1",
        fingerprint=uuid.uuid4().hex,
        queue="cpu",
        case=case,
        requested_by=case.created_by,
        available_at=case.created_at,
    )


def _upload(case):
    creation = tus.Creation(length=10, name="x.csv", sha256="")
    return resumable.begin(creation, case=case, by=case.created_by)


def _preview(artifact):
    """What a running job shows."""
    job = _job(artifact.case)
    job.state = State.PROCESSING
    job.save()
    return JobPreview.objects.create(
        job=job, attempt=0, name="axial.en.png", media_type="image/png", stored=artifact.stored
    )


def _risk_score(case):
    specimen = Specimen.objects.create(case=case, label="S1")
    return RiskScore.objects.create(
        specimen=specimen,
        job=_job(case),
        model="m",
        version="1",
        positive="ill",
        is_abstained=True,
        assessment=omics_answers.abstained().model_dump(mode="json"),
    )


def _report(case, folder):
    whole = phantoms_report.content()
    draft = Draft(**{name: getattr(whole, name) for name in Draft.model_fields})
    drawn = {
        role: make.artifact(folder, case=case, content=path.read_bytes(), name=path.name)
        for role, path in phantoms_report.draw_pictures(folder).items()
    }
    return reports.draft(_job(case), content=draft, pictures=drawn)


def _filled(path, theirs):
    return re.sub(r"{(\w+)}", lambda match: str(theirs[match[1]]), path).removeprefix("/api/v1")


def _role_for(path):
    """Whose work the operation is."""
    managed = ("/users/", "/webhooks/", "/webhook-deliveries/")
    return Role.ADMINISTRATOR if any(each in path for each in managed) else Role.CLINICIAN


def _asked(person, method, path, theirs):
    operation = api.get_openapi_schema()["paths"][path][method]["operationId"]
    asked = _filled(path, theirs) + QUERIES.get(operation, "")
    return person.send(method, asked, BODIES.get(operation))


@pytest.mark.parametrize(("method", "path"), NAMING_A_RECORD)
def test_another_organisations_record_is_not_found(caller, elsewhere, theirs, method, path):  # noqa: F811
    role = _role_for(path)
    answer = _asked(caller(elsewhere, role), method, path, theirs)
    assert answer.status_code == 404, answer.content
    assert method == "head" or answer.json()["type"] == "/problems/not-found"


@pytest.mark.parametrize("path", LISTS)
def test_no_list_shows_another_organisations_records(caller, elsewhere, theirs, path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(events, "STREAM_S", 0.0)  # a stream looks once
    for role in (Role.CLINICIAN, Role.ADMINISTRATOR, Role.AUDITOR):
        answer = caller(elsewhere, role).get(path.removeprefix("/api/v1"))
        shown = (answer.getvalue() if answer.streaming else answer.content).decode()
        assert not [name for name, key in theirs.items() if len(str(key)) > 8 and str(key) in shown]


def test_a_case_is_not_opened_for_another_organisations_patient(caller, elsewhere, theirs):  # noqa: F811
    answer = caller(elsewhere, Role.CLINICIAN).post(
        "/cases", {"patient_id": str(theirs["patient_id"])}
    )
    assert answer.status_code == 404


@pytest.mark.parametrize(("method", "path"), NAMING_A_RECORD)
def test_the_records_are_there_for_their_own(caller, hospital, theirs, method, path):  # noqa: F811
    """Without this, a misspelt path would pass for a closed door."""
    if "notification" in path or "/uploads/" in path:  # a person's own, not the hospital's
        return
    role = _role_for(path)
    answer = _asked(caller(hospital, role), method, path, theirs)
    answer.close()
    assert answer.status_code not in (401, 403) or path.endswith("/second-factor")
    if path.endswith(("/studies", "/readings", "-scores")) and method == "post":
        return
    assert answer.status_code != 404
