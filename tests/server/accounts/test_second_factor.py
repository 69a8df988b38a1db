"""The second factor: set up, asked for, lost, required of a role."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from jindan.server.accounts import services
from jindan.server.audit.models import AuditEvent, EventOutcome
from jindan.server.keys import rotation
from jindan.server.keys import services as keys
from jindan.server.roles import Role
from people import Caller, is_problem, totp


@pytest.fixture
def enrolled(clinician):
    """A clinician with an authenticator app: its secret, and the recovery codes."""
    clinician.secret = clinician.get("/auth/totp").json()["secret"]
    clinician.post("/auth/reauthenticate", {"password": clinician.password})
    answer = clinician.post("/auth/totp", {"code": totp(clinician.secret)})
    assert answer.status_code == 200, answer.content
    clinician.recovery_codes = answer.json()["recovery_codes"]
    cache.clear()  # as when the next code is shown
    return clinician


def half_way(caller):
    """The session token of a sign-in that waits for the second factor."""
    answer = caller.try_sign_in(caller.password)
    assert answer.status_code == 200
    assert answer.json()["tokens"] is None
    return answer.json()["second_factor"]["session_token"]


def give_code(caller, session_token, code):
    return Caller().post(
        "/auth/second-factor", {"code": code}, headers={"X-Session-Token": session_token}
    )


def test_the_secret_is_offered_for_an_authenticator_app(clinician):
    offered = clinician.get("/auth/totp").json()
    assert offered["url"].startswith("otpauth://totp/")
    assert "Jindan" in offered["url"]
    assert not offered["is_set_up"]


def test_setting_up_needs_the_password_again(clinician):
    secret = clinician.get("/auth/totp").json()["secret"]
    answer = clinician.post("/auth/totp", {"code": totp(secret)})
    assert is_problem(answer, "reauthentication-required", 403)
    assert not Authenticator.objects.exists()


def test_setting_up_needs_a_right_code(clinician):
    clinician.get("/auth/totp")
    clinician.post("/auth/reauthenticate", {"password": clinician.password})
    answer = clinician.post("/auth/totp", {"code": "000000"})
    assert is_problem(answer, "invalid-request", 422)
    assert answer.json()["errors"][0]["where"] == ["body", "code"]


def test_a_wrong_password_does_not_reauthenticate(clinician):
    answer = clinician.post("/auth/reauthenticate", {"password": "guess"})
    assert is_problem(answer, "invalid-request", 422)


@pytest.mark.parametrize("code", ["000000", "00000000"])
def test_a_wrong_code_leaves_an_event_as_a_wrong_password_does(enrolled, code):
    answer = give_code(enrolled, half_way(enrolled), code)
    assert is_problem(answer, "wrong-code", 401)
    event = AuditEvent.objects.get(action="session.refused")
    assert (event.subject_id, event.outcome) == (enrolled.user.pk, EventOutcome.REFUSED)


def test_a_code_for_no_sign_in_that_waits_leaves_none(enrolled):
    assert give_code(enrolled, "unknown", "000000").status_code == 401
    assert not AuditEvent.objects.filter(action="session.refused").exists()


def test_sign_in_then_asks_for_a_code(enrolled):
    token = half_way(enrolled)
    answer = give_code(enrolled, token, totp(enrolled.secret))
    assert answer.status_code == 200, answer.content
    access = answer.json()["tokens"]["access_token"]
    assert enrolled.get("/me", token=access).json()["second_factor_is_set_up"]
    assert AuditEvent.objects.filter(action="session.opened").count() == 2


def test_half_a_sign_in_opens_nothing(enrolled):
    token = half_way(enrolled)
    for headers in ({"X-Session-Token": token}, {"Authorization": f"Bearer {token}"}):
        assert Caller().get("/me", headers=headers).status_code == 401
    answer = Caller().send("delete", "/auth/totp", headers={"X-Session-Token": token})
    assert answer.status_code == 401


def test_a_code_is_good_once(enrolled):
    code = totp(enrolled.secret)
    assert give_code(enrolled, half_way(enrolled), code).status_code == 200
    assert is_problem(give_code(enrolled, half_way(enrolled), code), "wrong-code", 401)


def test_the_code_of_the_set_up_signs_in_no_more(clinician):
    secret = clinician.get("/auth/totp").json()["secret"]
    clinician.post("/auth/reauthenticate", {"password": clinician.password})
    code = totp(secret)
    assert clinician.post("/auth/totp", {"code": code}).status_code == 200
    assert is_problem(give_code(clinician, half_way(clinician), code), "wrong-code", 401)


def test_guessing_codes_is_stopped(enrolled):
    token = half_way(enrolled)
    answers = [give_code(enrolled, token, f"00000{n}") for n in range(6)]
    assert is_problem(answers[0], "wrong-code", 401)
    assert is_problem(answers[-1], "too-many-attempts", 429)


def test_guessing_the_code_of_the_set_up_is_stopped(clinician):
    clinician.get("/auth/totp")
    clinician.post("/auth/reauthenticate", {"password": clinician.password})
    answers = [clinician.post("/auth/totp", {"code": f"00000{n}"}) for n in range(6)]
    assert is_problem(answers[-1], "too-many-attempts", 429)


def test_a_recovery_code_is_good_once(enrolled):
    code = enrolled.recovery_codes[0]
    assert give_code(enrolled, half_way(enrolled), code).status_code == 200
    assert give_code(enrolled, half_way(enrolled), code).status_code == 401


def test_a_code_without_half_a_sign_in_is_refused(enrolled):
    answer = give_code(enrolled, "madeup", totp(enrolled.secret))
    assert is_problem(answer, "unauthorised", 401)


def test_recovery_codes_are_renewed_only_with_the_password(enrolled):
    other = Caller(user=enrolled.user)
    tokens = give_code(enrolled, half_way(enrolled), totp(enrolled.secret)).json()["tokens"]
    other.tokens = tokens
    assert is_problem(other.post("/auth/recovery-codes"), "reauthentication-required", 403)
    other.post("/auth/reauthenticate", {"password": enrolled.password})
    renewed = other.post("/auth/recovery-codes").json()["recovery_codes"]
    assert not set(renewed) & set(enrolled.recovery_codes)


def test_a_second_one_is_not_set_up_over_the_first(enrolled):
    answer = enrolled.post("/auth/totp", {"code": totp(enrolled.secret)})
    assert is_problem(answer, "second-factor-set-up", 409)
    assert enrolled.get("/auth/totp").json() == {"is_set_up": True, "secret": None, "url": None}


def test_it_can_be_removed_by_its_owner(enrolled):
    assert enrolled.delete("/auth/totp").status_code == 204
    assert enrolled.try_sign_in(enrolled.password).json()["tokens"]
    assert AuditEvent.objects.filter(action="user.second-factor-removed").exists()


def test_secrets_are_sealed_and_survive_rotation(enrolled):
    def stored():
        return list(Authenticator.objects.order_by("pk").values_list("data", flat=True))

    assert enrolled.secret not in str(stored())
    before = stored()
    rotation.add_keys()
    assert not keys.current_key_ids() & services.key_ids_in_use()
    assert services.reseal() == 2
    assert services.key_ids_in_use() <= keys.current_key_ids()
    assert services.reseal() == 0
    assert all(a != b for a, b in zip(before, stored(), strict=True))
    assert give_code(enrolled, half_way(enrolled), totp(enrolled.secret)).status_code == 200


def test_a_role_can_be_made_to_have_one(settings, clinician):
    settings.SECOND_FACTOR_ROLES = frozenset({"clinician"})
    assert is_problem(clinician.get("/patients"), "second-factor-required", 403)
    me = clinician.get("/me").json()
    assert me["second_factor_is_required"]
    assert not me["second_factor_is_set_up"]


def test_who_has_it_set_up_goes_on(settings, enrolled):
    settings.SECOND_FACTOR_ROLES = frozenset({"clinician"})
    assert enrolled.get("/patients").status_code == 200


def test_other_roles_are_not_asked(settings, caller, hospital):
    settings.SECOND_FACTOR_ROLES = frozenset({"administrator"})
    assert caller(hospital, Role.CLERK).get("/patients").status_code == 200
