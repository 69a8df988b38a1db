"""Who gets in by the hospital's identity provider, and who does not; against a real one on loopback."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache

import openid_provider
from jindan.server.accounts import services
from jindan.server.accounts.models import Identity, User
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role
from people import is_problem, totp
from provider_visits import AT, began, visited

pytestmark = pytest.mark.django_db


def events(action):
    return AuditEvent.objects.filter(action=action)


# --- who gets in ---


def test_who_has_an_account_for_the_verified_address_is_signed_in(provider, member, browser):
    answer = visited(browser)
    browser.tokens = answer.json()["tokens"]
    assert browser.get("/me").json()["email"] == "kim@hospital.example"
    assert browser.refresh().status_code == 200
    assert events("session.opened").get().actor_id == member.user.pk
    assert events("user.identity-linked").get().subject_id == member.user.pk


def test_the_address_is_not_case_sensitive(provider, member, browser):
    assert visited(browser, email="Kim@Hospital.example").status_code == 200


def test_no_cookie_is_set_and_nothing_is_cached(provider, member, browser):
    answer = visited(browser)
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"


def test_the_second_time_the_subject_counts_and_not_the_address(provider, member, browser):
    visited(browser, subject="s-1")
    again = visited(browser, subject="s-1", email="kim.new@hospital.example", unverified="1")
    assert again.status_code == 200
    assert Identity.objects.get().user == member.user
    assert events("user.identity-linked").count() == 1


def test_an_address_told_beside_the_token_counts_too(provider, member, browser):
    provider.keeps_email_back = True
    assert visited(browser).status_code == 200
    assert visited(browser).status_code == 200
    assert provider.asked.count("/userinfo") == 1  # where it decides who the person is


def test_the_provider_is_asked_for_no_more_than_is_needed(provider, browser):
    asked = parse_qs(urlsplit(began(browser)["authorization_url"]).query)
    assert asked["scope"] == ["openid email"]
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/app/signed-in"]


@pytest.mark.parametrize("method", ["client_secret_post", "client_secret_basic"])
def test_the_secret_is_sent_as_the_provider_takes_it(provider, member, browser, method):
    provider.discovery = {"token_endpoint_auth_methods_supported": [method]}
    assert visited(browser).status_code == 200


# --- who does not ---


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nobody_without_an_account_gets_one(provider, member, browser, language):
    begun = began(browser)
    said = openid_provider.visit(begun["authorization_url"], email="stranger@hospital.example")
    given = {"code": said["code"], "state": said["state"], "ticket": begun["ticket"]}
    answer = browser.post(f"{AT}/complete", given, headers={"Accept-Language": language})
    assert is_problem(answer, "no-account", 403)
    assert answer["Content-Language"] == language
    assert User.objects.count() == 1
    assert events("session.refused").count() == 1


def test_an_unverified_address_opens_no_account(provider, member, browser):
    assert is_problem(visited(browser, unverified="1"), "email-not-verified", 403)
    assert not Identity.objects.exists()
    assert events("session.refused").count() == 1


@pytest.mark.parametrize("said", ["true", 1, None, False])
def test_verified_is_what_the_provider_says_in_so_many_letters(provider, member, browser, said):
    provider.claims = {"email_verified": said}
    assert is_problem(visited(browser), "email-not-verified", 403)
    assert not Identity.objects.exists()


def test_an_account_that_is_tied_is_not_given_to_another_identity(provider, member, browser):
    visited(browser, subject="s-1")
    answer = visited(browser, subject="s-2")
    assert is_problem(answer, "account-linked-elsewhere", 403)
    assert Identity.objects.get().subject == "s-1"
    assert events("session.refused").get().subject_id == member.user.pk


def test_another_providers_subject_of_the_same_name_is_somebody_else(provider, member, browser):
    Identity.objects.create(user=member.user, issuer="https://old.example", subject="s-1")
    answer = visited(browser, subject="s-1", email="stranger@hospital.example")
    assert is_problem(answer, "no-account", 403)


@pytest.mark.parametrize("is_tied", [False, True])
def test_a_closed_account_stays_closed(provider, member, browser, is_tied):
    if is_tied:
        visited(browser)
    services.set_active(member.user, is_active=False, by=None)
    assert is_problem(visited(browser), "account-inactive", 403)
    assert Identity.objects.exists() is is_tied
    assert events("session.refused").get().subject_id == member.user.pk


# --- the second factor ---


def test_the_second_factor_is_asked_for_all_the_same(provider, member, browser):
    secret = member.sign_in().get("/auth/totp").json()["secret"]
    member.post("/auth/reauthenticate", {"password": member.password})
    assert member.post("/auth/totp", {"code": totp(secret)}).status_code == 200
    cache.clear()  # as when the next code is shown
    provider.claims = {"amr": ["mfa"]}  # said by the provider, of its own factor
    told = visited(browser).json()
    assert told["tokens"] is None
    session = {"X-Session-Token": told["second_factor"]["session_token"]}
    answer = browser.post("/auth/second-factor", {"code": totp(secret)}, headers=session)
    assert answer.json()["tokens"]["access_token"]


def test_a_role_that_must_have_a_second_factor_sets_one_up(provider, member, browser, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({Role.CLINICIAN})
    browser.tokens = visited(browser).json()["tokens"]
    assert is_problem(browser.get("/cases"), "second-factor-required", 403)
    secret = browser.get("/auth/totp").json()["secret"]  # without a password, just signed in
    assert browser.post("/auth/totp", {"code": totp(secret)}).status_code == 200
    assert browser.get("/cases").status_code == 200


# --- without one, and after one ---


def test_without_a_provider_nothing_of_it_works(db, browser):
    cache.clear()
    assert browser.get(AT).json() == {"is_set_up": False, "name": None}
    assert is_problem(browser.post(f"{AT}/begin"), "identity-provider-not-set-up", 404)
    answer = {"code": "c", "state": "s", "ticket": "t"}
    complete = browser.post(f"{AT}/complete", answer)
    assert is_problem(complete, "identity-provider-not-set-up", 404)


def test_the_sign_in_page_learns_what_the_provider_is_called(provider, browser, settings):
    assert browser.get(AT).json() == {"is_set_up": True, "name": "서울병원 통합 인증"}
    settings.OIDC_NAME = ""
    assert browser.get(AT).json()["name"] == "127.0.0.1"


def test_an_administrator_unties_an_account_and_its_sessions_end(
    provider, hospital, member, browser, caller
):
    browser.tokens = visited(browser, subject="s-1").json()["tokens"]
    administrator = caller(hospital, Role.ADMINISTRATOR)
    path = f"/users/{member.user.pk}/identities"
    assert is_problem(member.sign_in().delete(path), "role-not-allowed", 403)
    assert administrator.delete(path).status_code == 204
    assert browser.get("/me").status_code == 401
    assert events("user.identity-unlinked").get().actor_id == administrator.user.pk
    assert visited(browser, subject="s-2").status_code == 200


def test_a_password_that_somebody_else_has_seen_is_void_once_the_person_came_without(
    provider, hospital, browser
):
    user, password = services.create_user(
        email="kim@hospital.example",
        organisation=hospital,
        role=Role.CLINICIAN,
        must_change_password=True,
    )
    browser.tokens = visited(browser).json()["tokens"]
    assert browser.get("/patients").status_code == 200
    assert browser.try_sign_in(password, email=user.email).status_code == 401
