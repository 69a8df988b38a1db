"""The traps of Brief B, by number, as they show on documents; the others are in the tests of their subjects."""

import io
import logging
import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

import make
import phantoms_pages as phantoms
from jindan.confinement.errors import ProblemReported
from jindan.server.artifacts import services as artifacts
from jindan.server.artifacts.models import Artifact, StoredObject
from jindan.server.documents.contents import content_of
from jindan.server.documents.reading import document_reading
from jindan.server.jobs import queries, services
from jindan.server.jobs.endings import refuse
from jindan.server.jobs.metrics import metrics
from jindan.server.jobs.models import Job, JobState
from jindan.server.keys import rotation
from jindan.server.roles import Role
from people import API
from repository import ROOT
from server.documents_by_code import document

pytestmark = pytest.mark.django_db


@pytest.fixture
def lab(case, tmp_path):
    return document(tmp_path, phantoms.LAB_REPORT, case=case)


def reading_job(case, tmp_path, **params):
    source = make.artifact(tmp_path, case=case, content=png(), name="scan.png")
    return make.job(document_reading, case=case, inputs={"document": source}, **params)


def png(name=None):
    drawn = io.BytesIO()
    drawn.name = name
    Image.new("L", (8, 8), 255).save(drawn, format="PNG")
    drawn.seek(0)
    return drawn if name else drawn.getvalue()


def test_every_trap_of_brief_b_has_a_test_with_its_number():
    names = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py")
    )
    tests = re.findall(r"def (test_\w+)", names)
    numbered = {int(number) for name in tests for number in re.findall(r"_t(\d+)(?=_)", name)}
    assert set(range(1, 28)) <= numbered


def test_t3_a_korean_name_is_kept(caller, hospital, case):
    clerk = caller(hospital, Role.CLERK)
    answer = clerk.upload(f"/cases/{case.pk}/documents", png("진단서.png"))
    assert answer.json()[0]["name"] == "진단서.png"
    assert Artifact.objects.get(is_received=True).name == "진단서.png"


def test_t5_t6_what_is_away_is_tried_three_times_and_failed_is_said_once(case, tmp_path):
    job = reading_job(case, tmp_path)
    away = ProblemReported(slug="engine-missing", values={}, is_unavailable=True)
    states = []
    for attempt in (1, 2, 3):
        Job.objects.filter(pk=job.pk).update(state=JobState.PROCESSING, attempt=attempt)
        job.refresh_from_db()
        refuse(job, away)
        job.refresh_from_db()
        states.append(job.state)
    assert states == [JobState.PENDING, JobState.PENDING, JobState.FAILED]
    assert job.problem["slug"] == "engine-missing"


def test_t8_a_killed_worker_leaves_no_job_processing_for_ever(case, tmp_path):
    job = reading_job(case, tmp_path)
    long_ago = timezone.now() - timedelta(minutes=10)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.PROCESSING, attempt=1, heartbeat_at=long_ago
    )
    assert services.put_back_lost() == 1
    job.refresh_from_db()
    assert job.state == JobState.PENDING


def test_t9_the_row_is_there_first_and_a_worker_is_woken_on_commit(
    case, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as waiting, transaction.atomic():
        job = reading_job(case, tmp_path)
        assert Job.objects.filter(pk=job.pk).exists()
    assert waiting


def test_t10_too_many_sign_ins_are_answered_with_429_and_when_to_come_back(person_of, hospital):
    user, _ = person_of(hospital, Role.CLERK)
    body = {"email": user.email, "password": "wrong"}
    for _ in range(30):
        answer = Client().post(f"{API}/auth/sign-in", body, content_type="application/json")
        if answer.status_code == 429:
            break
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_t12_another_organisation_s_reading_of_the_same_file_is_never_used(
    case, elsewhere, tmp_path
):
    first = reading_job(case, tmp_path)
    Job.objects.filter(pk=first.pk).update(
        state=JobState.COMPLETED, sealed_result=b"", finished_at=timezone.now()
    )
    theirs = reading_job(make.case(by=make.user(organisation=elsewhere)), tmp_path)
    assert theirs.fingerprint == first.fingerprint
    assert queries.reusable(theirs) is None
    assert queries.reusable(reading_job(case, tmp_path)) == first


def test_t16_the_time_of_a_job_is_without_its_wait(case, tmp_path):
    job = reading_job(case, tmp_path)
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(
        state=JobState.COMPLETED, sealed_result=b"", created_at=now - timedelta(hours=1),
        started_at=now - timedelta(seconds=3), finished_at=now,
    )  # fmt: skip
    [timed] = [each for each in metrics() if each.name == "jindan_job_duration_seconds"]
    [whole] = [
        s.value
        for s in timed.samples
        if s.suffix == "_sum" and s.labels["kind"] == "document-reading"
    ]
    assert whole == pytest.approx(3, abs=0.1)


def test_t17_an_old_document_is_still_there(lab):
    years_ago = timezone.now() - timedelta(days=3650)
    StoredObject.objects.update(stored_at=years_ago)
    artifacts.sweep_strays()
    assert content_of(lab.readings.get().content).fields


def test_t18_what_is_stored_is_encrypted_and_opens_after_a_new_key(lab, settings):
    rotation.add_keys()
    kept = list(settings.STORAGES["artifacts"]["OPTIONS"]["location"].rglob("*"))
    stored = [path.read_bytes() for path in kept if path.is_file()]
    assert stored
    assert not [content for content in stored if "홍길동".encode() in content]
    assert content_of(lab.readings.get().content).reading.text.count("홍길동") == 1


def test_t20_the_log_goes_to_the_stream_and_to_no_file():
    assert not [h for h in logging.getLogger().handlers if isinstance(h, logging.FileHandler)
                and type(h).__module__.startswith("logging")]  # fmt: skip


def test_t24_a_fault_of_ours_shows_nothing_of_itself(caller, hospital, monkeypatch):
    def fail(*_, **__):
        message = "/srv/jindan/keyring.json"
        raise RuntimeError(message)

    clerk = caller(hospital, Role.CLERK)
    monkeypatch.setattr("jindan.server.documents.services.viewing.search", fail)
    clerk.client.raise_request_exception = False
    answer = clerk.post("/documents/search", {"query": "홍길동"})
    assert answer.status_code == 500
    assert "keyring" not in answer.content.decode()
