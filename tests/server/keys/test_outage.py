"""What people and jobs meet while the master key is away, refused, or back."""

import pytest
from django.utils import timezone

import make
from jindan.server.jobs import engine
from jindan.server.jobs.models import Job, JobState
from jindan.server.keys.opening import open_keys
from jindan.server.patients.models import Patient
from jindan.server.roles import Role
from jindan.server.webhooks import sending
from jindan.server.webhooks.models import Delivery, DeliveryState, WebhookEvent
from jindan.server.webhooks.services import announce
from people import is_problem
from server.jobs import toys
from server.jobs.conftest import toy_is_installed  # noqa: F401 - for the job of this page

HONG = {"name": "홍길동", "birth_date": "1970-03-01"}
WANTED = {"code": "P-1", "identity": HONG}


@pytest.fixture
def clinician(key_service, caller, hospital):
    return caller(hospital, Role.CLINICIAN)


@pytest.fixture
def patient(clinician):
    return clinician.post("/patients", WANTED).json()


@pytest.mark.parametrize(
    ("mood", "slug"), [("failing", "key-service-away"), ("revoked", "key-service-refused")]
)
def test_a_read_says_what_is_wrong_and_succeeds_when_the_key_is_back(
    clinician, patient, key_service, later, mood, slug
):
    open_keys.cache_clear()
    key_service.mood = mood
    answer = clinician.get(f"/patients/{patient['id']}")
    assert is_problem(answer, slug, 503)
    korean = clinician.get(f"/patients/{patient['id']}", headers={"Accept-Language": "ko"}).json()
    assert "암호화된 기록을 열 수 없습니다" in korean["title"]
    key_service.mood = ""
    later(60)
    assert clinician.get(f"/patients/{patient['id']}").json()["identity"] == HONG


def test_a_write_that_cannot_be_sealed_leaves_no_row(clinician, key_service):
    key_service.mood = "failing"
    assert is_problem(clinician.post("/patients", WANTED), "key-service-away", 503)
    assert not Patient.objects.exists()


@pytest.mark.slow
def test_a_job_waits_for_the_key_service_and_then_ends_well(
    key_service, hospital, tmp_path, later, stores
):
    case = make.case(by=make.user(organisation=hospital))
    text = make.artifact(tmp_path, case=case, content=b"four")
    job = make.job(toys.toy, case=case, inputs={"text": text})
    open_keys.cache_clear()
    key_service.mood = "failing"
    for _ in range(5):  # however often
        assert engine.execute(job.pk)
        job.refresh_from_db()
        assert (job.state, job.problem) == (JobState.PENDING, None)
        assert job.available_at > timezone.now()
        Job.objects.update(available_at=timezone.now())
    key_service.mood = ""
    later(60)
    assert engine.execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.COMPLETED, {"letters": 4})


def test_a_webhook_waits_for_the_key_service(key_service, caller, hospital, later):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    administrator.post("/webhooks", {"url": "https://93.184.216.34/hook"})
    announce(WebhookEvent.JOB_COMPLETED, organisation=hospital.pk, about={"job": "1"})
    open_keys.cache_clear()
    key_service.mood = "failing"
    assert sending.send_waiting(call=lambda *_, **__: pytest.fail("sent")) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.sendings.get().error) == (
        DeliveryState.WAITING,
        "KeyServiceAway",
    )
