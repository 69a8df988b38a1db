"""Pages leave only where the operator offers the service and the organisation's administrator has consented."""

import json

import pytest

import make
from jindan.ocr.remote.access import ATTEMPTS, DEADLINE_S, MOST_BYTES
from jindan.server.artifacts.models import Artifact
from jindan.server.audit.models import AuditEvent
from jindan.server.config.env import environment
from jindan.server.documents.models import SendingConsent
from jindan.server.jobs.models import Job
from jindan.server.roles import Role

pytestmark = pytest.mark.django_db

CONSENT = "/document-engines/upstage/consent"
KEY = "up_a-key-of-the-tests"


@pytest.fixture
def _offered(settings):
    settings.UPSTAGE_API_KEY = KEY


@pytest.fixture
def source(clinician, tmp_path):
    case = make.case(by=clinician.user)
    return make.artifact(tmp_path, case=case, content=b"\x89PNG phantom", name="scan.png")


def asked(clinician, source, **headers):
    body = {"artifact": str(source.pk), "engine": "upstage"}
    return clinician.post(f"/cases/{source.case_id}/readings", body, **headers)


def slug(answer):
    return answer.json()["type"].removeprefix("/problems/")


@pytest.mark.usefixtures("_offered")
def test_consent_is_none_until_given_and_both_acts_are_noted(administrator, clinician):
    none = clinician.get(CONSENT).json()
    assert (none["is_offered"], none["given_at"], none["given_by"]) == (True, None, None)
    first = administrator.send("put", CONSENT).json()["given_at"]
    assert administrator.send("put", CONSENT).json()["given_at"] == first
    assert clinician.get(CONSENT).json()["given_at"] == first
    for _ in range(2):
        assert administrator.send("delete", CONSENT).status_code == 204
    noted = AuditEvent.objects.filter(action__startswith="sending-consent").order_by("pk")
    assert {event.action for event in noted} == {
        "sending-consent.given",
        "sending-consent.withdrawn",
    }
    assert noted.count() == 2


@pytest.mark.usefixtures("_offered")
def test_the_consent_says_who_gave_it_where_pages_go_and_what_limits_a_sending(administrator):
    said = administrator.send("put", CONSENT).json()
    assert said["given_by"] in (administrator.user.name, administrator.user.email)
    assert said["address"] == "https://api.upstage.ai"
    assert said["limits"] == {
        "page_bytes": MOST_BYTES,
        "attempts": ATTEMPTS,
        "answer_seconds": DEADLINE_S,
        "run_seconds": 900,
    }


@pytest.mark.usefixtures("_offered")
@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.CLERK, Role.RESEARCHER, Role.AUDITOR])
def test_only_an_administrator_consents(caller, hospital, role):
    person = caller(hospital, role)
    assert person.send("put", CONSENT).status_code == 403
    assert person.send("delete", CONSENT).status_code == 403
    assert not SendingConsent.objects.exists()


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.AUDITOR])
def test_who_reads_no_documents_does_not_see_the_consent(caller, hospital, role):
    assert caller(hospital, role).get(CONSENT).status_code == 403


@pytest.mark.usefixtures("_offered")
def test_a_consent_holds_for_its_own_organisation(caller, elsewhere, clinician, source):
    caller(elsewhere, Role.ADMINISTRATOR).send("put", CONSENT)
    assert clinician.get(CONSENT).json()["given_at"] is None
    assert slug(asked(clinician, source)) == "consent-missing"


def test_without_a_key_the_service_is_not_offered(administrator, clinician, source):
    assert not clinician.get(CONSENT).json()["is_offered"]
    assert slug(administrator.send("put", CONSENT)) == "reading-service-off"
    assert slug(asked(clinician, source)) == "reading-service-off"
    assert not Job.objects.exists()


@pytest.mark.usefixtures("_offered")
@pytest.mark.parametrize(("language", "word"), [("ko", "동의"), ("en", "consent")])
def test_without_consent_a_request_is_refused_in_words(clinician, source, language, word):
    answer = asked(clinician, source, headers={"Accept-Language": language})
    assert (answer.status_code, slug(answer)) == (409, "consent-missing")
    assert word in answer.json()["remedy"]
    assert not Job.objects.exists()


@pytest.mark.usefixtures("_offered")
@pytest.mark.parametrize("path", ["documents", "documents/read-now"])
def test_without_consent_no_file_of_a_batch_is_stored(clinician, source, path):
    before = Artifact.objects.count()
    answer = clinician.upload(f"/cases/{source.case_id}/{path}?engine=upstage")
    assert (answer.status_code, slug(answer)) == (409, "consent-missing")
    assert Artifact.objects.count() == before


@pytest.mark.usefixtures("_offered")
def test_with_consent_each_request_is_a_reading_of_its_own_and_holds_no_key(
    administrator, clinician, source
):
    administrator.send("put", CONSENT)
    for _ in range(2):
        assert asked(clinician, source).status_code == 202
    for job in Job.objects.all():
        assert (job.kind, job.is_fresh) == ("remote-document-reading", True)
        assert KEY not in json.dumps(job.params)


@pytest.mark.parametrize(
    "address",
    ["http://api.upstage.ai", "https://127.0.0.1", "https://10.0.0.7", "https://api.upstage.ai/v1"],
)
def test_an_operator_cannot_send_pages_to_an_inner_address(monkeypatch, address):
    monkeypatch.setenv("JINDAN_UPSTAGE_ADDRESS", address)
    with pytest.raises(ValueError, match="JINDAN_UPSTAGE_ADDRESS"):
        environment()


def test_a_test_server_on_this_machine_may_be_allowed(monkeypatch):
    monkeypatch.setenv("JINDAN_UPSTAGE_ADDRESS", "http://127.0.0.1:9000")
    monkeypatch.setenv("JINDAN_UPSTAGE_TO_LOOPBACK", "1")
    assert environment().upstage_address == "http://127.0.0.1:9000"
