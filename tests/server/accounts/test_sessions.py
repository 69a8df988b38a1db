"""A person sees where they are signed in, and ends what they do not know."""

from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from jindan.server.accounts.models import KnownDevice, SignIn
from jindan.server.roles import Role
from people import Caller, is_problem

AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
    "Safari/537.36 Edg/126.0.0.0": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Mobile/15E148 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (Linux; Android 14; SM-S921N) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36": "Samsung Internet, Android",
    "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0": "Firefox, Linux",
    "python-httpx/0.27": "python-httpx",
    "<script>alert(1)</script>": "",
    "": "",
}


@pytest.fixture
def elsewhere_too(clinician):
    """The same person, signed in on another device."""
    other = Caller(user=clinician.user, password=clinician.password)
    return other.sign_in(REMOTE_ADDR="10.0.0.9", headers={"User-Agent": "python-httpx/0.27"})


def listed(person):
    return person.get("/me/sessions").json()["items"]


@pytest.mark.parametrize(("agent", "device"), AGENTS.items())
def test_a_device_has_a_plain_name(clinician, agent, device):
    clinician.sign_in(headers={"User-Agent": agent})
    assert listed(clinician)[0]["device"] == device


def test_ones_sessions_are_listed_with_device_and_address(
    clinician, elsewhere_too, caller, hospital
):
    caller(hospital, Role.CLERK)
    rows = listed(clinician)
    assert [row["is_current"] for row in rows] == [False, True]
    assert (rows[0]["device"], rows[0]["address"]) == ("python-httpx", "10.0.0.9")
    created_at, last_seen_at = (
        datetime.fromisoformat(rows[0][moment]) for moment in ("created_at", "last_seen_at")
    )
    assert abs(last_seen_at - created_at) < timedelta(seconds=5)


def test_last_seen_is_the_last_refresh(clinician):
    SignIn.objects.update(last_seen_at="2026-01-01T00:00:00Z")
    clinician.refresh()
    assert SignIn.objects.get().last_seen_at.date() == timezone.now().date()


def test_one_session_is_ended(clinician, elsewhere_too):
    [row] = [row for row in listed(clinician) if not row["is_current"]]
    assert clinician.delete(f"/me/sessions/{row['id']}").status_code == 204
    assert elsewhere_too.get("/me").status_code == 401
    assert is_problem(elsewhere_too.refresh(), "refresh-token-refused", 401)
    assert clinician.get("/me").status_code == 200


def test_all_others_are_ended(clinician, elsewhere_too):
    assert clinician.delete("/me/sessions").status_code == 204
    assert elsewhere_too.get("/me").status_code == 401
    assert [row["is_current"] for row in listed(clinician)] == [True]


def test_nobody_ends_another_persons_session(clinician, caller, hospital):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    [row] = listed(clinician)
    assert administrator.delete(f"/me/sessions/{row['id']}").status_code == 404
    assert clinician.get("/me").status_code == 200


def test_an_administrator_ends_all_without_seeing_any(clinician, elsewhere_too, caller, hospital):
    administrator = caller(hospital, Role.ADMINISTRATOR)
    assert administrator.delete(f"/users/{clinician.user.id}/sessions").status_code == 204
    for person in (clinician, elsewhere_too):
        assert person.get("/me").status_code == 401
    assert "10.0.0.9" not in administrator.get("/users").content.decode()
    assert listed(clinician.sign_in()) != []


def test_what_has_ended_is_not_listed(clinician, elsewhere_too):
    elsewhere_too.delete("/auth/session")
    assert len(listed(clinician)) == 1
    clinician.sign_in()
    SignIn.objects.filter(user=clinician.user).exclude(
        session_key=Session.objects.latest("expire_date").session_key
    ).update(created_at="2026-01-01T00:00:00Z")
    assert len(listed(clinician)) == 1


def test_a_password_change_leaves_no_row_of_a_session_that_it_ended(clinician, elsewhere_too):
    change = {"current_password": clinician.password, "new_password": "네 개의 서로 다른 낱말"}
    clinician.post("/auth/password", change)
    clinician.password = "네 개의 서로 다른 낱말"
    assert [row["is_current"] for row in listed(clinician.sign_in())] == [True]


def test_a_person_has_twenty_known_devices_at_most(clinician):
    for _ in range(25):
        clinician.sign_in()
    assert KnownDevice.objects.count() == 20


def test_a_shared_computer_is_known_of_both(clinician, caller, hospital):
    headers = {"X-Device-Token": clinician.device_token}
    other = caller(hospital, Role.CLERK)
    other.sign_in(headers=headers)
    assert other.device_token == clinician.device_token
    made_up = clinician.sign_in(headers={"X-Device-Token": "planted"}).device_token
    assert made_up != "planted"


def test_a_session_token_beside_an_access_token_counts_for_nothing(clinician, elsewhere_too):
    another = {"X-Session-Token": "0" * 32}
    assert elsewhere_too.get("/auth/totp", headers=another).json()["secret"]
    change = {
        "current_password": clinician.password,
        "new_password": "five quiet lanterns on 3 boats",
    }
    assert elsewhere_too.post("/auth/password", change, headers=another).status_code == 204
    assert clinician.try_sign_in(change["new_password"]).status_code == 200


def test_who_signs_out_leaves_no_session_behind_whatever_else_is_sent(clinician, elsewhere_too):
    gone = elsewhere_too.delete("/auth/session", headers={"X-Session-Token": "0" * 32})
    assert gone.status_code == 204
    assert elsewhere_too.get("/me").status_code == 401
    assert len(listed(clinician)) == Session.objects.count() == 1
