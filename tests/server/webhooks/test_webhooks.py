"""An organisation is told of its finished jobs: signed, without patient data, again where that may help."""

import json
import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

import make
from jindan.server.audit.models import AuditEvent
from jindan.server.jobs import services as jobs
from jindan.server.jobs.models import JobState
from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.kit.addresses import AddressNotAllowed
from jindan.server.kit.outgoing import CallFailed, HttpAnswer
from jindan.server.roles import Role
from jindan.server.webhooks import sending, services, signing
from jindan.server.webhooks.models import Delivery, DeliveryState, Endpoint, Sending, WebhookEvent
from people import is_problem
from server.jobs.toys import toy

pytestmark = pytest.mark.django_db

URL = "https://hooks.example.org/jindan"


@pytest.fixture
def endpoint(administrator):
    answer = administrator.post("/webhooks", {"url": URL})
    assert answer.status_code == 201, answer.json()
    return answer.json()


def announced(hospital, event=WebhookEvent.JOB_COMPLETED):
    services.announce(
        event, organisation=hospital.pk, about={"job": "1", "kind": "document-reading"}
    )
    return Delivery.objects.latest("created_at")


class Receiver:
    """Answers as it was told, and remembers what came."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.calls = []

    def __call__(self, url, **sent):
        self.calls.append(sent | {"url": url})
        answer = self.answers.pop(0) if self.answers else HttpAnswer(status=200, retry_after_s=None)
        if isinstance(answer, type):
            raise answer
        return answer


def status(number, retry_after_s=None):
    return HttpAnswer(status=number, retry_after_s=retry_after_s)


def due_now():
    Delivery.objects.update(available_at=timezone.now())


def test_w7_the_signature_is_that_of_the_specification():
    """The example of the Standard Webhooks libraries."""
    made = signing.signature(
        b'{"test": 2432232314}',
        message="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        secret="whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_w7_a_receiver_refuses_a_forged_late_or_altered_message(hospital, endpoint):
    receiver = Receiver()
    announced(hospital)
    sending.send_waiting(call=receiver)
    [sent] = receiver.calls
    now = time.time()

    def is_genuine(body=sent["body"], headers=sent["headers"], secret=endpoint["secret"], now=now):
        return signing.is_genuine(body, headers=headers, secret=secret, now=now)

    assert is_genuine()
    assert not is_genuine(body=sent["body"] + b" ")
    assert not is_genuine(secret=signing.new_secret())
    assert not is_genuine(now=now + 600)
    assert not is_genuine(now=now - 600)
    assert not is_genuine(headers={})


def test_w7_while_a_secret_is_replaced_both_sign(administrator, hospital, endpoint):
    path = f"/webhooks/{endpoint['endpoint']['id']}/secret"
    fresh = administrator.post(path).json()["secret"]
    receiver = Receiver()
    announced(hospital)
    sending.send_waiting(call=receiver)
    [sent] = receiver.calls
    for secret in (endpoint["secret"], fresh):
        assert signing.is_genuine(
            sent["body"], headers=sent["headers"], secret=secret, now=time.time()
        )
    Endpoint.objects.update(previous_until=timezone.now() - timedelta(seconds=1))
    assert len(services.keys_of(Endpoint.objects.get())) == 1


def test_t15_w9_a_finished_job_is_told_of_without_patient_data(hospital, endpoint):
    case = make.case(by=make.user(organisation=hospital))
    job = jobs.submit(toy, params=toy.params(), inputs={}, case=case, by=case.created_by)
    jobs.cancel(job, by=case.created_by)
    body = json.loads(Delivery.objects.get().body)
    assert body["type"] == "job.cancelled"
    assert body["data"] == {"job": str(job.pk), "kind": toy.kind, "case": str(case.pk)}
    assert set(body) == {"type", "timestamp", "data"}


def test_a_message_is_left_in_the_transaction_of_what_it_tells(hospital, endpoint):
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        announced(hospital)
        raise Undone
    assert not Delivery.objects.exists()


def test_only_the_organisation_s_own_endpoints_are_told(elsewhere, endpoint):
    assert services.announce(WebhookEvent.JOB_FAILED, organisation=elsewhere.pk, about={}) == 0


def test_w8_later_again_after_what_may_pass(hospital, endpoint):
    for answer in (
        status(500),
        status(503),
        status(408),
        status(409),
        status(425),
        status(429),
        CallFailed,
    ):
        delivery = announced(hospital)
        sending.send_waiting(call=Receiver(answer))
        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.WAITING
        assert delivery.available_at > timezone.now()
        delivery.delete()


def test_w8_never_again_after_what_will_not(hospital, endpoint):
    for answer in (
        status(400),
        status(401),
        status(404),
        status(302),
        status(422),
        AddressNotAllowed,
    ):
        delivery = announced(hospital)
        sending.send_waiting(call=Receiver(answer))
        delivery.refresh_from_db()
        assert delivery.state == DeliveryState.FAILED


def test_w8_the_waits_grow_and_have_a_jitter():
    waits = [sending.pause_s(attempt) for attempt in range(1, 10)]
    for wait, middle in zip(waits, services.RETRY_AFTER_S, strict=True):
        assert 0.8 * middle <= wait <= 1.2 * middle
    assert len({sending.pause_s(3) for _ in range(20)}) > 1


def test_w8_a_receiver_may_ask_for_a_longer_wait(hospital, endpoint):
    delivery = announced(hospital)
    sending.send_waiting(call=Receiver(status(429, 900.0)))
    delivery.refresh_from_db()
    assert delivery.available_at > timezone.now() + timedelta(seconds=800)


def test_w8_at_the_end_it_has_failed_and_every_attempt_is_in_the_log(
    administrator, hospital, endpoint
):
    announced(hospital)
    receiver = Receiver(*[status(500)] * services.MOST_SENDINGS)
    for _ in range(services.MOST_SENDINGS):
        due_now()
        sending.send_waiting(call=receiver)
    path = f"/webhooks/{endpoint['endpoint']['id']}/deliveries"
    [shown] = administrator.get(path).json()["items"]
    assert shown["state"] == "failed"
    assert [each["status"] for each in shown["sendings"]] == [500] * services.MOST_SENDINGS


def test_w8_410_disables_the_endpoint(administrator, hospital, endpoint):
    announced(hospital)
    sending.send_waiting(call=Receiver(status(410)))
    [shown] = administrator.get("/webhooks").json()["items"]
    assert not shown["is_enabled"]
    assert services.announce(WebhookEvent.JOB_FAILED, organisation=hospital.pk, about={}) == 0
    assert AuditEvent.objects.filter(action="webhook.gone").exists()


def test_w8_a_replay_keeps_the_id(administrator, hospital, endpoint):
    delivery = announced(hospital)
    receiver = Receiver(status(400))
    sending.send_waiting(call=receiver)
    answer = administrator.post(f"/webhook-deliveries/{delivery.pk}/replay")
    assert answer.status_code == 202, answer.json()
    sending.send_waiting(call=receiver)
    first, second = receiver.calls
    assert first["headers"]["webhook-id"] == second["headers"]["webhook-id"] == delivery.message
    assert first["body"] == second["body"]
    assert Sending.objects.count() == 2


def test_a_message_is_sent_by_one_sender_only(hospital, endpoint):
    delivery = announced(hospital)
    seen = Receiver()

    def meanwhile(url, **sent):
        assert sending.send_waiting(call=seen) == 0
        return status(200)

    assert sending.send_waiting(call=meanwhile) == 1
    delivery.refresh_from_db()
    assert (delivery.state, seen.calls) == (DeliveryState.DELIVERED, [])


@pytest.mark.parametrize(
    "url", ["http://hooks.example.org/", "https://127.0.0.1/", "https://localhost/"]
)
def test_t15_an_address_inside_is_not_registered(administrator, url):
    answer = administrator.post("/webhooks", {"url": url})
    assert is_problem(answer, "address-not-allowed", 422)


def test_only_administrators_see_endpoints(caller, hospital, endpoint):
    for role in (Role.CLINICIAN, Role.CLERK, Role.RESEARCHER, Role.AUDITOR):
        assert is_problem(caller(hospital, role).get("/webhooks"), "role-not-allowed", 403)


def test_a_secret_is_shown_once_and_kept_sealed(administrator, endpoint):
    assert "secret" not in administrator.get("/webhooks").content.decode()
    assert endpoint["secret"].encode() not in bytes(Endpoint.objects.get().sealed_secret)


def test_a_rotated_key_opens_the_secrets_all_the_same(endpoint):
    rotation.add_keys()
    assert services.reseal() == 1
    assert services.keys_of(Endpoint.objects.get()) == [endpoint["secret"]]


def test_a_secret_that_was_replaced_under_a_newer_key_is_sealed_anew_too(administrator, endpoint):
    rotation.add_keys()
    services.rotate_secret(Endpoint.objects.get(), by=administrator.user)
    assert services.reseal() == 1
    sealed = bytes(Endpoint.objects.get().sealed_previous)
    assert keys.key_id_of(sealed) in keys.current_key_ids()
    assert services.keys_of(Endpoint.objects.get())[1] == endpoint["secret"]


def test_an_organisation_has_so_many_endpoints_and_no_more(administrator, monkeypatch):
    monkeypatch.setattr(services, "MOST_ENDPOINTS", 1)
    assert administrator.post("/webhooks", {"url": URL}).status_code == 201
    assert is_problem(administrator.post("/webhooks", {"url": URL}), "too-many-endpoints", 409)


def test_a_removed_endpoint_is_forgotten(administrator, endpoint):
    path = f"/webhooks/{endpoint['endpoint']['id']}"
    assert administrator.patch(path, {"is_enabled": False}).json()["is_enabled"] is False
    assert administrator.delete(path).status_code == 204
    assert not Endpoint.objects.exists()


def test_states_of_jobs_have_an_event_each():
    finished = {JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED}
    assert {event.value for event in WebhookEvent} == {f"job.{state}" for state in finished}
