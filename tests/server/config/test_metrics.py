"""What Prometheus scrapes is what the database holds, and says nothing of any patient."""

import re

import pytest

import make
import phantoms_pages as phantoms
from server.conftest import hospital  # noqa: F401 - an organisation
from server.documents_by_code import document

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-sixteen-or-more"
LINE = re.compile(r'[a-z_]+(\{([a-z_]+="[^"]*",?)*\})? [0-9.e+-]+')


@pytest.fixture
def scraped(client, settings):
    settings.METRICS_TOKEN = TOKEN

    def scrape():
        answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        return answer.content.decode()

    return scrape


def test_without_the_token_there_is_nothing(client, settings):
    for token in ("", TOKEN):
        settings.METRICS_TOKEN = token
        assert client.get("/metrics").status_code == 404
        assert client.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 404


def test_t19_the_numbers_are_counted_when_they_are_asked_for(scraped, hospital, tmp_path, settings):  # noqa: F811
    settings.KEYRING = tmp_path / "keyring.json"
    before = scraped()
    assert 'jindan_document_requests_total{status="success"} 0' in before
    case = make.case(by=make.user(organisation=hospital))
    document(tmp_path, phantoms.LAB_REPORT, case=case)
    document(tmp_path, phantoms.REFERRAL, case=case, confidence=0.55)
    after = scraped()
    assert 'jindan_document_requests_total{status="success"} 2' in after
    assert 'jindan_queue_length{queue="cpu"} 2' in after  # their filing waits
    assert 'jindan_document_confidence_bucket{le="0.6"} 1' in after
    assert 'jindan_document_confidence_bucket{le="+Inf"} 2' in after
    assert 'jindan_documents{review="needed"} 1' in after
    assert 'jindan_job_duration_seconds_bucket{kind="document-reading",le="300"}' in after


def test_t19_no_label_names_a_patient_or_a_record(scraped, hospital, tmp_path, settings):  # noqa: F811
    settings.KEYRING = tmp_path / "keyring.json"
    case = make.case(by=make.user(organisation=hospital))
    document(tmp_path, phantoms.LAB_REPORT, case=case)
    text = scraped()
    assert "홍길동" not in text
    assert str(case.pk) not in text
    assert str(hospital.pk) not in text
    assert all(LINE.fullmatch(line) for line in text.splitlines() if not line.startswith("#"))
