"""Signing in, and the end of access: J2 and J11 of the hostile inputs."""

import uuid

import pytest
from django.contrib.sessions.models import Session

from jindan.server.accounts import services
from jindan.server.accounts.models import User
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role
from people import Caller, is_problem


def test_a_person_signs_in_and_is_known(clinician, hospital):
    me = clinician.get("/me").json()
    assert me["email"] == clinician.user.email
    assert me["organisation_name"] == hospital.name
    assert "sign-reports" in me["capabilities"]
    assert AuditEvent.objects.filter(action="session.opened", actor_id=clinician.user.id).exists()


def test_the_address_is_not_case_sensitive(clinician):
    answer = clinician.try_sign_in(clinician.password, email=clinician.user.email.upper())
    assert answer.status_code == 200


def test_signing_in_again_with_an_old_token_works(clinician):
    header = {"headers": {"Authorization": f"Bearer {clinician.tokens['access_token']}"}}
    assert clinician.try_sign_in(clinician.password, **header).status_code == 200


@pytest.mark.parametrize("language", ["ko", "en"])
def test_wrong_password_and_unknown_account_look_the_same(clinician, language):
    header = {"headers": {"Accept-Language": language}}
    wrong = clinician.try_sign_in("not this one", **header)
    unknown = clinician.try_sign_in("not this one", email="nobody@example.org", **header)
    assert is_problem(wrong, "wrong-credentials", 401)
    assert wrong.json() == unknown.json()
    assert wrong["Content-Language"] == language


def test_a_failed_attempt_on_an_account_is_audited(clinician, hospital):
    clinician.try_sign_in("not this one")
    event = AuditEvent.objects.get(action="session.refused")
    assert (event.organisation_id, event.subject_id) == (hospital.id, clinician.user.id)


def test_an_unknown_address_is_noted_too_so_that_time_tells_nothing(clinician):
    clinician.try_sign_in("not this one", email="nobody@example.org")
    event = AuditEvent.objects.get(action="session.refused")
    assert event.organisation_id == event.subject_id == uuid.UUID(int=0)


def test_no_cookie_is_set(clinician):
    answer = clinician.try_sign_in(clinician.password)
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"


def test_strangers_cannot_make_accounts(client, hospital):
    for path in ("/api/v1/auth/signup", "/_allauth/app/v1/auth/signup", "/api/v1/users"):
        answer = client.post(path, {"email": "x@example.org"}, content_type="application/json")
        assert answer.status_code in (401, 404)
    assert not User.objects.filter(email="x@example.org").exists()


def test_signing_out_ends_access_at_once(clinician):
    assert clinician.delete("/auth/session").status_code == 204
    assert is_problem(clinician.get("/me"), "unauthorised", 401)
    assert is_problem(clinician.refresh(), "refresh-token-refused", 401)
    assert AuditEvent.objects.filter(action="session.closed").count() == 1


def test_signing_out_leaves_other_sessions(clinician):
    other = Caller(user=clinician.user, password=clinician.password).sign_in()
    clinician.delete("/auth/session")
    assert other.get("/me").status_code == 200


ENDS = {
    "password": services.set_password,
    "role": lambda user: services.set_role(user, role=Role.CLERK, by=None),
    "deactivation": lambda user: services.set_active(user, is_active=False, by=None),
    "sign-out everywhere": lambda user: services.end_sessions(user, by=None),
    "lost second factor": lambda user: services.remove_second_factor(user, by=None),
    "deletion": lambda user: user.delete(),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_access_ends_at_once(clinician, end):
    assert clinician.get("/me").status_code == 200
    end(User.objects.get(pk=clinician.user.pk))
    assert is_problem(clinician.get("/me"), "unauthorised", 401)
    assert is_problem(clinician.refresh(), "refresh-token-refused", 401)


def test_a_session_does_not_come_back_with_the_account(clinician):
    services.set_active(clinician.user, is_active=False, by=None)
    services.set_active(clinician.user, is_active=True, by=None)
    assert clinician.get("/me").status_code == 401


def test_a_closed_account_is_told_only_to_who_knows_the_password(clinician):
    services.set_active(clinician.user, is_active=False, by=None)
    assert is_problem(clinician.try_sign_in(clinician.password), "account-inactive", 403)
    assert is_problem(clinician.try_sign_in("guess"), "wrong-credentials", 401)


def test_a_person_changes_the_password_and_all_sessions_end(clinician):
    other = Caller(user=clinician.user, password=clinician.password).sign_in()
    change = {"current_password": clinician.password, "new_password": "네 개의 서로 다른 낱말"}
    assert clinician.post("/auth/password", change).status_code == 204
    assert clinician.get("/me").status_code == 401
    assert other.get("/me").status_code == 401
    assert clinician.try_sign_in("네 개의 서로 다른 낱말").status_code == 200


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_weak_new_password_is_refused_in_words(clinician, language):
    change = {"current_password": clinician.password, "new_password": "password1234"}
    answer = clinician.post("/auth/password", change, headers={"Accept-Language": language})
    assert is_problem(answer, "invalid-request", 422)
    error = answer.json()["errors"][0]
    assert error["where"] == ["body", "new_password"]
    assert ("비밀번호" in error["what"]) == (language == "ko")


def test_the_session_ends_however_busy(settings, clinician):
    session = clinician.user.sign_ins.get()
    row = Session.objects.get(session_key=session.session_key)
    assert abs(row.expire_date - session.created_at - settings.SESSION_LIFETIME).seconds < 5
    clinician.refresh()
    row.refresh_from_db()
    assert abs(row.expire_date - session.created_at - settings.SESSION_LIFETIME).seconds < 5
