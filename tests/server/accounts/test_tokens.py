"""Tokens that are not good are refused: J1 of the hostile inputs; and the rule of refreshing."""

import base64
import json
import threading
import time
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.db import connection
from django.utils import timezone

from jindan.server.accounts import sign_ins
from jindan.server.accounts.models import SignIn
from jindan.server.audit.models import AuditEvent
from people import is_problem

OWN_KEY = settings.HEADLESS_JWT_PRIVATE_KEY


def claims(token):
    return jwt.decode(token, options={"verify_signature": False})


def unsigned(payload, algorithm):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part(payload)}."


def rsa_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


FORGERIES = {
    "alg none": lambda c: unsigned(c, "none"),
    "alg None": lambda c: unsigned(c, "None"),
    "no signature": lambda c: unsigned(c, "HS256"),
    "another secret": lambda c: jwt.encode(c, "x" * 64, algorithm="HS256"),
    "Django's secret": lambda c: jwt.encode(c, settings.SECRET_KEY, algorithm="HS256"),
    "another algorithm": lambda c: jwt.encode(c, OWN_KEY, algorithm="HS512"),
    "public key": lambda c: jwt.encode(c, rsa_key(), algorithm="RS256"),
    "key in the header": lambda c: jwt.encode(
        c, "y" * 64, algorithm="HS256", headers={"jwk": {"kty": "oct", "k": "eXl5"}, "kid": "y"}
    ),
    "key by address": lambda c: jwt.encode(
        c, "y" * 64, algorithm="HS256", headers={"jku": "https://evil.example/keys", "x5u": "x"}
    ),
    "missing exp": lambda c: jwt.encode(without(c, "exp"), OWN_KEY),
    "expired": lambda c: jwt.encode(c | {"exp": int(time.time()) - 1}, OWN_KEY),
    "not yet valid": lambda c: jwt.encode(c | {"nbf": int(time.time()) + 600}, OWN_KEY),
    "issued in the future": lambda c: jwt.encode(c | {"iat": int(time.time()) + 600}, OWN_KEY),
    "another issuer": lambda c: jwt.encode(c | {"iss": "elsewhere"}, OWN_KEY),
    "missing issuer": lambda c: jwt.encode(without(c, "iss"), OWN_KEY),
    "missing session": lambda c: jwt.encode(without(c, "sid"), OWN_KEY),
    "unknown session": lambda c: jwt.encode(c | {"sid": "AAAA"}, OWN_KEY),
    "no use": lambda c: jwt.encode(without(c, "token_use"), OWN_KEY),
    "another person": lambda c: jwt.encode(c | {"sub": str(SignIn().id)}, OWN_KEY),
    "not a person": lambda c: jwt.encode(c | {"sub": "1 OR 1=1"}, OWN_KEY),
    "empty": lambda c: "",
    "nonsense": lambda c: "한글.토큰.아님",
    "long": lambda c: "a" * 5000,
}


def without(payload, name):
    return {key: value for key, value in payload.items() if key != name}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_bad_access_token_is_refused(clinician, forge):
    token = forge(claims(clinician.tokens["access_token"]))
    answer = clinician.client.get(
        "/api/v1/me", headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    )
    assert is_problem(answer, "unauthorised", 401)
    assert answer["WWW-Authenticate"] == "Bearer"


REFRESHABLE = {name: forge for name, forge in FORGERIES.items() if "issuer" not in name}


@pytest.mark.parametrize("forge", REFRESHABLE.values(), ids=REFRESHABLE)
def test_a_bad_refresh_token_is_refused_and_ends_nothing(clinician, forge):
    answer = clinician.refresh(forge(claims(clinician.tokens["refresh_token"])) or "-")
    assert answer.status_code in (401, 422)
    assert clinician.get("/me").status_code == 200


def test_a_refresh_token_is_no_access_token(clinician):
    answer = clinician.get("/me", token=clinician.tokens["refresh_token"])
    assert is_problem(answer, "unauthorised", 401)


def test_an_access_token_is_no_refresh_token(clinician):
    answer = clinician.refresh(clinician.tokens["access_token"])
    assert is_problem(answer, "refresh-token-refused", 401)
    assert clinician.get("/me").status_code == 200


def test_a_session_token_is_no_access_token(clinician):
    key = clinician.user.sign_ins.get().session_key
    assert clinician.get("/me", token=key).status_code == 401
    client = clinician.client
    assert client.get("/api/v1/me", headers={"X-Session-Token": key}).status_code == 401


def test_other_schemes_and_cookies_are_no_sign_in(clinician):
    token = clinician.tokens["access_token"]
    for value in (token, f"Basic {token}", f"Token {token}", "Bearer"):
        answer = clinician.client.get("/api/v1/me", headers={"Authorization": value})
        assert answer.status_code == 401
    clinician.client.cookies["sessionid"] = clinician.user.sign_ins.get().session_key
    assert clinician.client.get("/api/v1/me").status_code == 401


def test_the_token_does_not_hold_the_session_key_or_the_address(clinician):
    held = json.dumps(claims(clinician.tokens["access_token"]))
    assert clinician.user.sign_ins.get().session_key not in held
    assert clinician.user.email not in held


def test_refreshing_gives_tokens_that_work(clinician):
    fresh = clinician.refresh().json()
    assert fresh["expires_in"] == settings.HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN
    assert clinician.get("/me", token=fresh["access_token"]).status_code == 200
    assert clinician.refresh(fresh["refresh_token"]).status_code == 200


def age_the_last_refresh(user, by):
    SignIn.objects.filter(user=user).update(refreshed_at=timezone.now() - by)


def test_a_used_refresh_token_ends_the_session_of_thief_and_owner(clinician):
    stolen = clinician.tokens["refresh_token"]
    fresh = clinician.refresh().json()
    age_the_last_refresh(clinician.user, sign_ins.GRACE + timedelta(seconds=1))
    assert is_problem(clinician.refresh(stolen), "refresh-token-reused", 401)
    assert is_problem(clinician.refresh(fresh["refresh_token"]), "refresh-token-refused", 401)
    assert clinician.get("/me", token=fresh["access_token"]).status_code == 401
    assert AuditEvent.objects.filter(action="session.refresh-token-reused").count() == 1


def test_a_token_two_generations_old_ends_the_session_even_within_the_grace(clinician):
    stolen = clinician.tokens["refresh_token"]
    second = clinician.refresh().json()["refresh_token"]
    third = clinician.refresh(second).json()["refresh_token"]
    assert is_problem(clinician.refresh(stolen), "refresh-token-reused", 401)
    assert clinician.refresh(third).status_code == 401


def test_reuse_ends_one_session_only(clinician, hospital):
    other = type(clinician)(user=clinician.user, password=clinician.password).sign_in()
    stolen = clinician.tokens["refresh_token"]
    clinician.refresh()
    age_the_last_refresh(clinician.user, sign_ins.GRACE * 2)
    clinician.refresh(stolen)
    assert other.get("/me").status_code == 200


def test_a_repeat_within_the_grace_is_answered_with_the_same_generation(clinician):
    first, repeat = clinician.refresh().json(), clinician.refresh().json()
    of = [claims(answer["refresh_token"])["generation"] for answer in (first, repeat)]
    assert of == [1, 1]
    assert clinician.user.sign_ins.get().generation == 1


def test_a_thief_within_the_grace_is_found_at_the_next_refresh(clinician):
    owner = clinician.refresh().json()["refresh_token"]
    thief = clinician.refresh().json()["refresh_token"]
    assert clinician.refresh(thief).status_code == 200
    age_the_last_refresh(clinician.user, sign_ins.GRACE * 2)
    assert is_problem(clinician.refresh(owner), "refresh-token-reused", 401)


def test_sweeping_forgets_sign_ins_that_have_ended(clinician):
    SignIn.objects.update(created_at=timezone.now() - settings.SESSION_LIFETIME * 2)
    assert sign_ins.sweep() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_parallel_refreshes_do_not_sign_the_person_out(clinician):
    answers = []

    def refresh():
        answers.append(clinician.refresh())
        connection.close()

    threads = [threading.Thread(target=refresh) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [200] * 6
    assert {claims(a.json()["refresh_token"])["generation"] for a in answers} == {1}
    for answer in answers:
        assert clinician.get("/me", token=answer.json()["access_token"]).status_code == 200
