"""No administrator learns a password: the person chooses it by a link that is good once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jindan.server.accounts import links, services
from jindan.server.accounts.models import PasswordLink, User
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role
from people import Caller, is_problem

CHOSEN = "네 개의 서로 다른 낱말"


def token_of(answer):
    return answer.json()["link"].partition("#")[2]


def choose(token, password=CHOSEN):
    return Caller().post("/auth/set-password", {"token": token, "password": password})


def reset(administrator, person):
    return administrator.post(f"/users/{person.user.id}/password")


def test_no_answer_to_an_administrator_holds_a_password(administrator, clinician):
    made = administrator.post("/users", {"email": "lee@example.org", "role": "clerk"})
    again = reset(administrator, clinician)
    for answer in (made, again):
        assert set(answer.json()) == {"user", "link", "expires_at"}
        user = User.objects.get(pk=answer.json()["user"]["id"])
        assert not user.has_usable_password()
        token = token_of(answer)
        assert PasswordLink.objects.get(user=user).token_hash != token
        assert not user.check_password(token)


def test_the_token_is_behind_the_sign_that_no_server_sees(administrator, clinician):
    link = reset(administrator, clinician).json()["link"]
    assert link.startswith("http://testserver/app/set-password#")
    assert len(link.partition("#")[2]) >= 43


def test_a_link_is_good_once(administrator, clinician):
    token = token_of(reset(administrator, clinician))
    assert choose(token).json() == {"email": clinician.user.email}
    assert clinician.try_sign_in(CHOSEN).status_code == 200
    assert is_problem(choose(token, "네 개의 또 다른 낱말"), "link-void", 404)
    assert clinician.try_sign_in(CHOSEN).status_code == 200


def test_a_new_link_voids_the_one_before(administrator, clinician):
    first = token_of(reset(administrator, clinician))
    second = token_of(reset(administrator, clinician))
    assert is_problem(choose(first), "link-void", 404)
    assert choose(second).status_code == 200


def test_a_deactivation_voids_the_link_for_good(administrator, clinician):
    token = token_of(reset(administrator, clinician))
    for is_active in (False, True):
        administrator.patch(f"/users/{clinician.user.id}", {"is_active": is_active})
    assert is_problem(choose(token), "link-void", 404)


@pytest.mark.parametrize(("hours", "path"), [(72, "new"), (24, "reset")])
def test_a_link_expires(administrator, clinician, hours, path):
    if path == "new":
        made = administrator.post("/users", {"email": "lee@example.org", "role": "clerk"})
    else:
        made = reset(administrator, clinician)
    left = PasswordLink.objects.get().expires_at - timezone.now()
    assert abs(left - timedelta(hours=hours)) < timedelta(minutes=1)
    PasswordLink.objects.update(expires_at=timezone.now())
    assert is_problem(choose(token_of(made)), "link-void", 404)
    assert links.sweep() == 1


def test_a_weak_password_is_refused_and_leaves_the_link(administrator, clinician):
    token = token_of(reset(administrator, clinician))
    assert is_problem(choose(token, "password1234"), "weak-password", 422)
    assert choose(token).status_code == 200


def test_a_link_of_a_closed_account_is_void(administrator, clinician):
    token = token_of(reset(administrator, clinician))
    services.set_active(clinician.user, is_active=False, by=None)
    assert is_problem(choose(token), "link-void", 404)


def test_a_password_that_was_set_otherwise_voids_the_link(administrator, clinician):
    token = token_of(reset(administrator, clinician))
    services.set_password(clinician.user)
    assert is_problem(choose(token), "link-void", 404)


def test_a_reset_ends_sessions_and_voids_the_old_password(administrator, clinician):
    reset(administrator, clinician)
    assert clinician.get("/me").status_code == 401
    assert is_problem(clinician.try_sign_in(clinician.password), "wrong-credentials", 401)


def test_a_link_is_audited_from_its_making_to_its_use(administrator, clinician):
    choose(token_of(reset(administrator, clinician)))
    made = AuditEvent.objects.get(action="user.password-link-made")
    used = AuditEvent.objects.get(action="user.password-chosen")
    assert (made.actor_id, used.actor_id) == (administrator.user.id, clinician.user.id)


def test_a_printed_password_opens_nothing_but_its_change(hospital):
    user, password = services.create_user(
        email="a@example.org",
        organisation=hospital,
        role=Role.ADMINISTRATOR,
        must_change_password=True,
    )
    first = Caller(user=user, password=password).sign_in()
    assert first.get("/me").json()["must_change_password"]
    for path in ("/users", "/me/sessions", "/auth/totp", "/account-proposals"):
        assert is_problem(first.get(path), "password-change-required", 403)
    same = {"current_password": password, "new_password": password}
    assert is_problem(first.post("/auth/password", same), "same-password", 422)
    change = {"current_password": password, "new_password": CHOSEN}
    assert first.post("/auth/password", change).status_code == 204
    again = Caller(user=user, password=CHOSEN).sign_in()
    assert again.get("/users").status_code == 200
    assert not again.get("/me").json()["must_change_password"]
