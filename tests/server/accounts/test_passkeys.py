"""Passkeys: set up, named, removed; alone both factors, or the second one."""

import pytest
from allauth.mfa.models import Authenticator

from jindan.server.audit.models import AuditEvent, EventOutcome
from jindan.server.roles import Role
from passkeys import ORIGIN, Passkey, enrol
from people import Caller, is_problem


@pytest.fixture(autouse=True)
def _at_its_address(settings):
    settings.PASSKEY_ORIGIN = ORIGIN


def begun_sign_in():
    answer = Caller().post("/auth/passkeys/sign-in/begin")
    assert answer.status_code == 200, answer.content
    return answer.json()


def completed(begun, credential, *, way="sign-in"):
    headers = {"X-Session-Token": begun["session_token"]}
    return Caller().post(
        f"/auth/passkeys/{way}/complete", {"credential": credential}, headers=headers
    )


def signed_in_by(passkey):
    begun = begun_sign_in()
    return completed(begun, passkey.answer(begun["options"]))


def refusal():
    return AuditEvent.objects.get(action="session.refused")


def half_way(clinician):
    answer = clinician.try_sign_in(clinician.password).json()["second_factor"]
    headers = {"X-Session-Token": answer["session_token"]}
    options = Caller().post("/auth/passkeys/second-factor/begin", headers=headers)
    return answer | options.json()


def test_several_are_set_up_named_and_removed(clinician):
    first, second = enrol(clinician), enrol(clinician, name="Key")
    assert [row["name"] for row in clinician.get("/auth/passkeys").json()] == ["Phone", "Key"]
    assert first.recovery_codes
    assert second.recovery_codes is None
    renamed = clinician.patch(f"/auth/passkeys/{second.row}", {"name": " 병동 키 "})
    assert renamed.json()["name"] == "병동 키"
    assert clinician.delete(f"/auth/passkeys/{first.row}").status_code == 204
    assert [row["name"] for row in clinician.get("/auth/passkeys").json()] == ["병동 키"]
    acts = AuditEvent.objects.filter(action__startswith="passkey.").order_by("at")
    assert list(acts.values_list("action", flat=True)) == ["passkey.added"] * 2 + [
        "passkey.removed"
    ]


def test_setting_up_and_removing_need_the_password_again(clinician):
    passkey = enrol(clinician)
    other = Caller(user=clinician.user)
    other.tokens = signed_in_by(passkey).json()["tokens"]
    assert is_problem(other.post("/auth/passkeys/begin"), "reauthentication-required", 403)
    assert is_problem(
        other.delete(f"/auth/passkeys/{passkey.row}"), "reauthentication-required", 403
    )
    begun = other.post("/auth/passkeys/reauthentication/begin").json()
    body = {"credential": passkey.answer(begun["options"])}
    assert other.post("/auth/passkeys/reauthentication/complete", body).status_code == 204
    assert other.delete(f"/auth/passkeys/{passkey.row}").status_code == 204


def test_a_passkey_alone_signs_in(clinician):
    passkey = enrol(clinician)
    answer = signed_in_by(passkey)
    assert answer.status_code == 200, answer.content
    tokens = answer.json()["tokens"]
    assert Caller().get("/me", token=tokens["access_token"]).json()["second_factor_is_set_up"]


def test_a_passkey_is_the_second_factor_that_a_role_demands(clinician, settings):
    settings.SECOND_FACTOR_ROLES = {Role.CLINICIAN}
    assert is_problem(clinician.get("/cases"), "second-factor-required", 403)
    passkey = enrol(clinician)
    assert clinician.get("/cases").status_code == 200
    waiting = half_way(clinician)
    assert "webauthn" in waiting["methods"]
    answer = completed(waiting, passkey.answer(waiting["options"]), way="second-factor")
    assert answer.json()["tokens"], answer.content


def test_a_person_with_a_passkey_may_add_an_authenticator_app(clinician):
    enrol(clinician)
    assert clinician.get("/auth/totp").json()["secret"]


def test_anothers_passkey_completes_no_sign_in(clinician, caller, hospital):
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    enrol(clinician)
    theirs = enrol(colleague)
    waiting = half_way(clinician)
    answer = completed(waiting, theirs.answer(waiting["options"]), way="second-factor")
    assert is_problem(answer, "passkey-refused", 403)
    assert refusal().subject_id == clinician.user.pk


@pytest.mark.parametrize(
    "cheat",
    [
        {"origin": "https://jindan.example.evil.test"},
        {"origin": "https://other.jindan.example"},
        {"origin": "https://jindan.example:8443"},
        {"origin": "http://jindan.example"},
        {"verifies": False},
        {"id": b"unknown" * 4},
        {"user_handle": "AAAA"},
    ],
)
def test_a_sign_in_is_refused_to(clinician, cheat):
    passkey = enrol(clinician)
    for name, value in cheat.items():
        setattr(passkey, name, value)
    assert is_problem(signed_in_by(passkey), "passkey-refused", 403)
    assert refusal().outcome == EventOutcome.REFUSED


def test_who_does_not_confirm_by_passkey_leaves_an_event(clinician):
    passkey = enrol(clinician)
    passkey.verifies = False
    options = clinician.post("/auth/passkeys/reauthentication/begin").json()["options"]
    body = {"credential": passkey.answer(options)}
    answer = clinician.post("/auth/passkeys/reauthentication/complete", body)
    assert is_problem(answer, "passkey-refused", 403)
    assert refusal().subject_id == clinician.user.pk


@pytest.mark.parametrize("cheat", [{"origin": "https://evil.test"}, {"verifies": False}])
def test_a_passkey_made_elsewhere_is_not_stored(clinician, cheat):
    clinician.post("/auth/reauthenticate", {"password": clinician.password})
    options = clinician.post("/auth/passkeys/begin").json()["options"]
    body = {"name": "x", "credential": Passkey(**cheat).created(options)}
    assert is_problem(clinician.post("/auth/passkeys", body), "passkey-refused", 403)
    assert not Authenticator.objects.exists()


def test_a_challenge_is_answered_once(clinician):
    passkey = enrol(clinician, Passkey(counts=False))
    begun = begun_sign_in()
    answer = passkey.answer(begun["options"])
    assert completed(begun, answer).status_code == 200
    assert completed(begun, answer).status_code in (401, 403)
    again = begun_sign_in()
    assert is_problem(completed(again, answer), "passkey-refused", 403)


def test_a_copy_that_counted_less_is_refused_and_audited(clinician):
    passkey = enrol(clinician)
    assert signed_in_by(passkey).status_code == 200
    assert signed_in_by(passkey).status_code == 200
    passkey.uses -= 1  # the copy has not seen the last use
    assert is_problem(signed_in_by(passkey), "passkey-copied", 403)
    event = AuditEvent.objects.get(action="passkey.copy-refused")
    assert event.outcome == EventOutcome.REFUSED


def test_a_deactivated_person_does_not_come_in(clinician):
    passkey = enrol(clinician)
    clinician.user.is_active = False
    clinician.user.save()
    assert is_problem(signed_in_by(passkey), "account-inactive", 403)


@pytest.mark.parametrize("member", ["clientDataJSON", "authenticatorData", "signature"])
def test_bytes_that_are_nothing_are_refused(clinician, member):
    passkey = enrol(clinician)
    begun = begun_sign_in()
    answer = passkey.answer(begun["options"])
    answer["response"][member] = "AAAA"
    assert is_problem(completed(begun, answer), "passkey-refused", 403)


def test_another_persons_passkey_is_not_found(clinician, caller, hospital):
    colleague = caller(hospital, Role.CLINICIAN, email="colleague@example.org")
    theirs = enrol(colleague)
    assert clinician.patch(f"/auth/passkeys/{theirs.row}", {"name": "x"}).status_code == 404
    assert clinician.delete(f"/auth/passkeys/{theirs.row}").status_code == 404


def test_without_an_address_there_are_none_and_the_reason_is_said(clinician, settings):
    settings.PASSKEY_ORIGIN = ""
    assert is_problem(Caller().post("/auth/passkeys/sign-in/begin"), "passkeys-not-set-up", 409)
    clinician.post("/auth/reauthenticate", {"password": clinician.password})
    assert is_problem(clinician.post("/auth/passkeys/begin"), "passkeys-not-set-up", 409)


def test_at_another_address_the_right_one_is_said():
    headers = {"Origin": "http://127.0.0.1:8000"}
    answer = Caller().post("/auth/passkeys/sign-in/begin", headers=headers)
    assert is_problem(answer, "passkeys-elsewhere", 409)
    assert ORIGIN in answer.json()["detail"]


def test_on_this_machine_they_work_without_configuration(clinician, settings):
    settings.PASSKEY_ORIGIN = ""
    clinician.client.defaults["HTTP_HOST"] = "localhost:8000"
    settings.ALLOWED_HOSTS = ["localhost"]
    enrol(clinician, Passkey(origin="http://localhost:8000"))
