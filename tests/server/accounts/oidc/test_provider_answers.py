"""What is not believed of an identity provider: tokens, ways back, descriptions; against a real one on loopback."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest

import openid_provider
from jindan.server.accounts import tallies
from jindan.server.accounts.models import Identity, Tally
from jindan.server.accounts.oidc import sign_ins
from jindan.server.accounts.tallies import BEGINNINGS, counted
from jindan.server.audit.models import AuditEvent
from openid_provider import CLIENT_ID, CLIENT_SECRET
from people import Caller, is_problem
from provider_visits import AT, began, completed, visited

pytestmark = pytest.mark.django_db


# --- tokens that are not good ---


HOUR = 3600
SPOILT = {
    "nonce of another sign-in": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "for another client": {"aud": "somebody-else"},
    "for many, without saying who asked": {"aud": [CLIENT_ID, "somebody-else"]},
    "asked for by another client": {"aud": [CLIENT_ID, "else"], "azp": "else"},
    "of another issuer": {"iss": "https://elsewhere.example"},
    "expired": {"exp": time.time() - HOUR},
    "without an end": {"exp": None},
    "from the future": {"iat": time.time() + HOUR},
    "about nobody": {"sub": None},
    "about an empty name": {"sub": ""},
}


@pytest.mark.parametrize("claims", SPOILT.values(), ids=SPOILT)
def test_a_token_that_is_not_for_this_sign_in_is_refused(provider, member, browser, claims):
    provider.claims = claims
    assert is_problem(visited(browser), "identity-provider-refused", 401)
    assert not Identity.objects.exists()
    assert AuditEvent.objects.filter(action="session.refused").count() == 1


def test_a_token_signed_by_another_key_is_refused(provider, member, browser):
    provider.signs_with = openid_provider.new_key()
    assert is_problem(visited(browser), "identity-provider-refused", 401)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anyone_or_we_could_have_signed_is_refused(
    provider, member, browser, algorithm
):
    provider.algorithm = algorithm
    provider.signs_with = "" if algorithm == "none" else CLIENT_SECRET * 3
    assert is_problem(visited(browser), "identity-provider-refused", 401)


def test_a_token_of_an_unknown_key_is_refused(provider, member, browser):
    provider.headers = {"kid": "two"}
    assert is_problem(visited(browser), "identity-provider-refused", 401)


def test_a_token_that_names_no_key_is_of_the_only_one(provider, member, browser):
    provider.headers = {}
    assert visited(browser).status_code == 200


def test_an_unsigned_answer_about_somebody_else_is_refused(provider, member, browser):
    provider.keeps_email_back = True
    provider.userinfo = {"sub": "another"}
    assert is_problem(visited(browser), "identity-provider-refused", 401)


# --- the way back ---


def test_a_code_is_good_once(provider, member, browser):
    first, second = began(browser), began(browser)
    said = openid_provider.visit(first["authorization_url"], email="kim@hospital.example")
    assert completed(browser, first, said).status_code == 200
    state = parse_qs(urlsplit(second["authorization_url"]).query)["state"][0]
    answer = completed(browser, second, said, state=state)
    assert is_problem(answer, "identity-provider-refused", 401)


def test_a_code_of_another_sign_in_does_not_fit_the_ticket(provider, member, browser):
    first, second = began(browser), began(browser)
    said = openid_provider.visit(first["authorization_url"], email="kim@hospital.example")
    state = parse_qs(urlsplit(second["authorization_url"]).query)["state"][0]
    answer = completed(browser, second, said, state=state)  # PKCE: not this verifier
    assert is_problem(answer, "identity-provider-refused", 401)


def test_a_state_is_good_once(provider, member, browser):
    begun = began(browser)
    said = openid_provider.visit(begun["authorization_url"], email="kim@hospital.example")
    assert completed(browser, begun, said).status_code == 200
    asked = len(provider.asked)
    assert is_problem(completed(browser, begun, said), "sign-in-not-begun", 401)
    assert len(provider.asked) == asked  # refused before the provider was asked


def test_a_link_that_somebody_else_sends_signs_nobody_in(provider, member, browser):
    """Login CSRF: the attacker's code and state meet the ticket of the victim's browser, or none."""
    attackers, victims = began(Caller()), began(browser)
    said = openid_provider.visit(attackers["authorization_url"], email="kim@hospital.example")
    for ticket in (victims["ticket"], "x", "A" * 200, victims["ticket"][:-8] + "AAAAAAAA"):
        answer = completed(browser, victims, said, ticket=ticket)
        assert is_problem(answer, "sign-in-not-begun", 401)


def test_a_ticket_runs_out(provider, member, browser, monkeypatch):
    monkeypatch.setattr(sign_ins, "TICKET_S", -1)
    assert is_problem(visited(browser), "sign-in-not-begun", 401)


def test_a_ticket_of_the_provider_before_is_no_good(provider, member, browser, settings):
    begun = began(browser)
    said = openid_provider.visit(begun["authorization_url"], email="kim@hospital.example")
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    assert is_problem(completed(browser, begun, said), "sign-in-not-begun", 401)


def test_the_way_back_is_to_this_server_only(provider, browser):
    answer = browser.send("post", f"{AT}/begin?redirect_uri=https://evil.example", {})
    assert is_problem(answer, "invalid-request", 422)
    answer = browser.send("post", f"{AT}/begin", {})
    asked = parse_qs(urlsplit(answer.json()["authorization_url"]).query)
    assert asked["redirect_uri"] == ["http://testserver/app/signed-in"]
    forged = browser.post(f"{AT}/begin", headers={"Host": "evil.example"})
    assert is_problem(forged, "invalid-request", 422)


# --- a provider that is not there, or not what it should be ---


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_provider_that_is_away_is_told_in_words(provider, browser, settings, language):
    settings.OIDC_ISSUER = "http://127.0.0.1:1"
    answer = browser.post(f"{AT}/begin", headers={"Accept-Language": language})
    assert is_problem(answer, "identity-provider-away", 503)


LYING = {
    "another issuer": {"issuer": "http://127.0.0.1:1"},
    "a plain address on the network": {"token_endpoint": "http://10.0.0.1/token"},
    "another scheme": {"jwks_uri": "file:///etc/passwd"},
    "a script": {"authorization_endpoint": "javascript:alert(1)"},
    "https elsewhere, to our own http": {"jwks_uri": "https://127.0.0.1/keys"},
    "no token endpoint": {"token_endpoint": None},
}


@pytest.mark.parametrize("said", LYING.values(), ids=LYING)
def test_a_provider_that_describes_itself_otherwise_is_not_used(provider, browser, said):
    provider.discovery = said
    assert is_problem(browser.post(f"{AT}/begin"), "identity-provider-away", 503)


def test_an_endless_answer_is_not_read_to_its_end(provider, browser):
    provider.padding = 200_000
    assert is_problem(browser.post(f"{AT}/begin"), "identity-provider-away", 503)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_provider_that_fails_half_way_is_away(provider, member, browser, status):
    begun = began(browser)
    said = openid_provider.visit(begun["authorization_url"], email="kim@hospital.example")
    provider.status = status
    assert is_problem(completed(browser, begun, said), "identity-provider-away", 503)


def _beginnings():
    return counted("begin", "address", "127.0.0.1", allowance=BEGINNINGS).key


def test_asking_too_often_is_stopped(provider, browser):
    now = tallies.timezone.now()
    Tally.objects.create(
        key=_beginnings(), failures=BEGINNINGS.free, counted_at=now, closed_until=now
    )
    answers = [browser.post(f"{AT}/begin") for _ in range(2)]
    assert answers[0].status_code == 200
    assert is_problem(answers[-1], "too-many-attempts", 429)
    assert provider.asked.count("/.well-known/openid-configuration") == 1


def test_neither_tokens_nor_addresses_are_logged(provider, member, browser, capsys, caplog):
    provider.claims = {"nonce": "another"}
    visited(browser)
    written = capsys.readouterr().out + capsys.readouterr().err + caplog.text
    assert "kim@hospital" not in written
    assert "eyJ" not in written  # a JWT
