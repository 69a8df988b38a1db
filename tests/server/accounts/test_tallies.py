"""Who guesses waits ever longer, and nobody else does."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jindan.server.accounts import tallies
from jindan.server.accounts.errors import TooManyAttempts, WrongCredentials
from jindan.server.accounts.models import Tally
from jindan.server.accounts.tallies import ACCOUNT, ADDRESS, OWN, attempt, counted
from jindan.server.roles import Role
from people import Caller, is_problem


@pytest.fixture
def stranger(clinician):
    """Somebody who guesses at the clinician's password, and has no device of theirs."""
    return Caller(user=clinician.user)


def guess(stranger, count, *, address="10.0.0.1"):
    return [stranger.try_sign_in(f"guess {n}", REMOTE_ADDR=address.format(n)) for n in range(count)]


def wait(seconds):
    """Let time go by for all that was counted."""
    moved = timedelta(seconds=seconds)
    for row in Tally.objects.all():
        row.counted_at -= moved
        row.closed_until -= moved
        row.save()


def test_a_guesser_waits_and_is_told_how_long(stranger):
    answers = guess(stranger, 6)
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert is_problem(answers[-1], "too-many-attempts", 429)
    assert answers[-1]["Retry-After"] == "1"
    assert answers[-1].json()["values"] == {"seconds": 1}


def test_the_delays_grow(db):
    delays = []
    for _ in range(18):
        tallies.admit(counted("x", allowance=OWN))
        row = Tally.objects.get()
        delays.append(round((row.closed_until - row.counted_at).total_seconds()))
        Tally.objects.update(closed_until=tallies.timezone.now())
    assert delays[:5] == [0, 0, 0, 0, 1]
    assert delays[5:] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]


def test_hammering_lengthens_no_delay(stranger):
    guess(stranger, 5)
    before = set(Tally.objects.values_list("failures", "closed_until"))
    guess(stranger, 20)
    assert set(Tally.objects.values_list("failures", "closed_until")) == before


def test_on_a_known_device_a_person_gets_in_while_strangers_hammer(clinician, stranger):
    guess(stranger, 40, address="10.0.{}.1")
    assert guess(stranger, 1, address="10.9.9.9")[0].status_code == 429
    headers = {"X-Device-Token": clinician.device_token}
    assert clinician.try_sign_in(clinician.password, headers=headers).status_code == 200


def test_a_stranger_at_the_same_address_does_not_keep_a_known_device_out(clinician, stranger):
    guess(stranger, 6, address="127.0.0.1")
    assert stranger.try_sign_in(clinician.password).status_code == 429
    headers = {"X-Device-Token": clinician.device_token}
    assert clinician.try_sign_in(clinician.password, headers=headers).status_code == 200


def test_a_distributed_guesser_is_slowed_down(stranger):
    answers = [guess(stranger, 1, address=f"10.0.{n}.1")[0] for n in range(60)]
    assert sum(answer.status_code == 401 for answer in answers) <= ACCOUNT.free + 1
    assert 1 <= int(answers[-1]["Retry-After"]) <= ACCOUNT.longest_s


def test_even_a_person_on_a_new_device_waits_half_a_minute_at_most(clinician, stranger):
    for n in range(60):
        guess(stranger, 1, address=f"10.0.{n}.1")
        Tally.objects.update(closed_until=tallies.timezone.now())
    guess(stranger, 1, address="10.8.8.8")
    answer = clinician.try_sign_in(clinician.password, REMOTE_ADDR="10.7.7.7")
    assert int(answer["Retry-After"]) <= 30
    wait(30)
    answer = clinician.try_sign_in(clinician.password, REMOTE_ADDR="10.7.7.7")
    assert answer.status_code == 200


def test_somebody_elses_device_is_no_known_device(clinician, caller, hospital):
    other = caller(hospital, Role.CLERK)
    headers = {"X-Device-Token": other.device_token}
    guesses = [
        other.try_sign_in("guess", email=clinician.user.email, headers=headers) for _ in range(6)
    ]
    assert guesses[-1].status_code == 429


def test_a_stolen_device_is_slowed_down_alone(clinician):
    headers = {"X-Device-Token": clinician.device_token}
    guesses = [clinician.try_sign_in("guess", headers=headers) for _ in range(6)]
    assert guesses[-1].status_code == 429
    assert Caller(user=clinician.user, password=clinician.password).sign_in()


def test_a_hospital_behind_one_address_signs_in(person_of, hospital):
    people = [person_of(hospital, Role.CLINICIAN, email=f"n{n}@example.org") for n in range(40)]
    for user, password in people:
        Caller(user=user, password=password).sign_in()
        assert Caller(user=user).try_sign_in("a slip").status_code == 401
        Caller(user=user, password=password).sign_in()


def test_guessing_many_accounts_from_one_address_is_stopped(hospital):
    caller = Caller()
    answers = [
        caller.try_sign_in("guess", email=f"n{n}@example.org") for n in range(ADDRESS.free + 1)
    ]
    assert is_problem(answers[-2], "wrong-credentials", 401)
    assert is_problem(answers[-1], "too-many-attempts", 429)


def test_an_ipv6_network_is_one_address(hospital):
    caller = Caller()
    answers = [
        caller.try_sign_in("guess", email="n@example.org", REMOTE_ADDR=f"2001:db8::{n}")
        for n in range(1, 7)
    ]
    assert is_problem(answers[-1], "too-many-attempts", 429)


def test_a_forged_forwarding_header_does_not_lift_the_limit(hospital):
    caller = Caller()
    answers = [
        caller.try_sign_in(
            "guess", email="n@example.org", headers={"X-Forwarded-For": f"10.9.8.{n}"}
        )
        for n in range(6)
    ]
    assert is_problem(answers[-1], "too-many-attempts", 429)


@pytest.mark.parametrize("forwarded", ["10.1.1.1, 10.9.8.{}", "{}, 1.2.3.4", "nonsense {}"])
def test_own_proxies_alone_say_where_a_request_comes_from(settings, hospital, forwarded):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    caller = Caller()
    answers = [
        caller.try_sign_in(
            "guess", email="n@example.org", headers={"X-Forwarded-For": forwarded.format(n)}
        )
        for n in range(6)
    ]
    is_told_apart = forwarded.endswith("10.9.8.{}")
    assert (answers[-1].status_code == 401) == is_told_apart


def test_an_address_without_an_account_is_answered_alike(clinician):
    of_nobody = Caller()
    known = guess(Caller(user=clinician.user), 7)
    unknown = [
        of_nobody.try_sign_in("guess", email="nobody@example.org", REMOTE_ADDR="10.0.0.1")
        for _ in range(7)
    ]
    assert [a.status_code for a in known] == [a.status_code for a in unknown]
    assert known[-1].json() == unknown[-1].json()


def test_failures_are_forgotten(stranger):
    guess(stranger, 5)
    wait(OWN.forget_s * 5)
    assert guess(stranger, 1)[0].status_code == 401
    assert guess(stranger, 1)[0].status_code == 401


def test_a_guess_within_a_session_delays_that_session_only(clinician):
    other = Caller(user=clinician.user, password=clinician.password).sign_in()
    answers = [clinician.post("/auth/reauthenticate", {"password": "guess"}) for _ in range(6)]
    assert is_problem(answers[-1], "too-many-attempts", 429)
    change = {"current_password": "guess", "new_password": "네 개의 서로 다른 낱말"}
    assert is_problem(clinician.post("/auth/password", change), "too-many-attempts", 429)
    assert other.post("/auth/reauthenticate", {"password": other.password}).status_code == 204


def test_forged_refresh_tokens_are_stopped_and_good_ones_are_not(clinician):
    answers = [Caller().refresh("forged") for _ in range(ADDRESS.free + 1)]
    assert is_problem(answers[0], "refresh-token-refused", 401)
    assert is_problem(answers[-1], "too-many-attempts", 429)
    assert clinician.refresh().status_code == 200


def test_refreshing_without_end_is_stopped(clinician):
    token = clinician.tokens["refresh_token"]
    statuses = []
    for _ in range(80):
        answer = clinician.refresh(token)
        statuses.append(answer.status_code)
        token = answer.json().get("refresh_token", token)
    assert statuses[:55] == [200] * 55
    assert statuses[-1] == 429


def test_guessing_links_is_stopped(hospital):
    body = {"token": "x", "password": "네 개의 서로 다른 낱말"}
    answers = [Caller().post("/auth/set-password", body) for _ in range(ADDRESS.free + 1)]
    assert is_problem(answers[0], "link-void", 404)
    assert is_problem(answers[-1], "too-many-attempts", 429)


def test_a_tally_names_nobody(stranger):
    guess(stranger, 1)
    keys = list(Tally.objects.values_list("key", flat=True))
    assert {len(key) for key in keys} == {64}


def test_an_address_written_otherwise_is_the_same_account(person_of, hospital):
    user, _ = person_of(hospital, Role.CLERK, email="session@example.org")
    spelt = ["session", "SESSION", "ſession", "seſsion", "sesſion", "ſeſsion"]
    answers = [Caller(user=user).try_sign_in("x", email=f"{name}@example.org") for name in spelt]
    assert answers[-1].status_code == 429


def test_old_tallies_are_swept(stranger):
    guess(stranger, 1)
    Tally.objects.update(counted_at=timezone.now() - tallies.KEPT * 2)
    assert tallies.sweep() > 0
    assert not Tally.objects.exists()


def test_only_failures_stay_counted(db):
    thing = counted("x", allowance=ADDRESS)
    with attempt(thing, failures=(WrongCredentials,)):
        pass
    with pytest.raises(KeyError), attempt(thing, failures=(WrongCredentials,)):
        raise KeyError
    with pytest.raises(WrongCredentials), attempt(thing, failures=(WrongCredentials,)):
        raise WrongCredentials
    assert Tally.objects.get().failures == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_are_all_counted_before_any_is_made():
    made = []

    def guess_once():
        try:
            with attempt(counted("x", allowance=OWN), failures=(WrongCredentials,)):
                made.append(1)
                raise WrongCredentials
        except (WrongCredentials, TooManyAttempts):
            pass
        connection.close()

    threads = [threading.Thread(target=guess_once) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == OWN.free
