"""The web app keeps its refresh token in a cookie that no script reads and no other site uses."""

import pytest

from jindan.server.accounts import sign_ins
from jindan.server.accounts.models import SignIn
from jindan.server.roles import Role
from people import API, Caller, is_problem

WEB = {"X-Jindan-App": "web"}
REFRESH = f"{API}/auth/refresh"


@pytest.fixture
def browser(person_of, hospital):
    user, password = person_of(hospital, Role.CLINICIAN)
    return Caller(user=user, password=password)


def refresh(browser, headers=WEB):
    return browser.client.post(REFRESH, {}, content_type="application/json", headers=headers)


def test_a_browser_gets_cookies_and_no_token_to_keep(browser):
    answer = browser.try_sign_in(browser.password, headers=WEB)
    assert answer.json()["tokens"]["refresh_token"] is None
    assert answer.json()["device_token"] is None
    for name, path in (("jindan_refresh", REFRESH), ("jindan_device", f"{API}/auth")):
        cookie = answer.cookies[name]
        assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == (path, "Strict", True)
        assert cookie.value not in answer.content.decode()


def test_behind_https_the_cookies_are_sent_by_https_only(browser, settings):
    settings.SESSION_COOKIE_SECURE = True
    answer = browser.try_sign_in(browser.password, headers=WEB)
    assert all(cookie["secure"] for cookie in answer.cookies.values())


def test_a_program_gets_no_cookie(browser):
    answer = browser.try_sign_in(browser.password)
    assert not answer.cookies
    assert answer.json()["tokens"]["refresh_token"]


def test_the_cookie_is_exchanged_for_the_next(browser):
    browser.sign_in(headers=WEB)
    first = browser.client.cookies["jindan_refresh"].value
    answer = refresh(browser)
    assert answer.json()["refresh_token"] is None
    assert browser.get("/me", token=answer.json()["access_token"]).status_code == 200
    assert browser.client.cookies["jindan_refresh"].value != first


def test_another_site_cannot_use_the_cookie(browser):
    """A page elsewhere can send a form, and no header of ours: the browser asks first, and is refused."""
    browser.sign_in(headers=WEB)
    assert is_problem(refresh(browser, headers={}), "refresh-token-refused", 401)
    assert SignIn.objects.get().generation == 0
    asked = browser.client.options(
        REFRESH,
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "x-jindan-app",
        },
    )
    assert "Access-Control-Allow-Origin" not in asked


def test_the_cookie_signs_nothing_else_in(browser):
    browser.sign_in(headers=WEB)
    assert browser.client.get(f"{API}/me", headers=WEB).status_code == 401


def test_two_tabs_at_the_same_moment_stay_signed_in(browser):
    browser.sign_in(headers=WEB)
    held = browser.client.cookies["jindan_refresh"].value
    assert refresh(browser).status_code == 200
    browser.client.cookies["jindan_refresh"] = held  # as the other tab sent it
    assert refresh(browser).status_code == 200
    assert SignIn.objects.get().generation == 1
    assert refresh(browser).status_code == 200


def test_a_cookie_used_late_ends_the_session(browser):
    browser.sign_in(headers=WEB)
    held = browser.client.cookies["jindan_refresh"].value
    refresh(browser)
    SignIn.objects.update(refreshed_at=SignIn.objects.get().created_at - sign_ins.GRACE * 2)
    browser.client.cookies["jindan_refresh"] = held
    assert is_problem(refresh(browser), "refresh-token-reused", 401)


def test_signing_out_takes_the_cookie_away_and_leaves_the_device_known(browser):
    browser.sign_in(headers=WEB)
    answer = browser.delete("/auth/session", headers=WEB)
    assert answer.cookies["jindan_refresh"].value == ""
    assert answer.cookies["jindan_refresh"]["path"] == REFRESH
    assert browser.client.cookies["jindan_device"].value


def test_on_its_known_browser_a_person_gets_in_while_strangers_hammer(browser):
    browser.sign_in(headers=WEB)
    stranger = Caller(user=browser.user)
    for _ in range(8):
        stranger.try_sign_in("guess")
    assert browser.try_sign_in(browser.password, headers=WEB).status_code == 200
