"""What lets one person act as another needs two administrators, and the person is told."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from jindan.server.accounts import services
from jindan.server.accounts.administration import proposals
from jindan.server.accounts.models import Proposal
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import Role
from people import Caller, is_problem

REMOVE = {"act": "remove-second-factor"}
REMOVE_AND_RESET = {"act": "remove-second-factor-and-reset"}


@pytest.fixture
def second(caller, hospital):
    return caller(hospital, Role.ADMINISTRATOR, email="second@example.org")


@pytest.fixture
def clinician(caller, hospital):
    """A clinician with a second factor."""
    person = caller(hospital, Role.CLINICIAN)
    add_factor(person)
    return person


def add_factor(person):
    Authenticator.objects.create(user=person.user, type=Authenticator.Type.TOTP, data={})


def propose(by, about, act=REMOVE):
    return by.post(f"/users/{about.user.id}/proposals", act)


def approve(by, proposal):
    return by.post(f"/account-proposals/{proposal.json()['id']}/approval")


def has_factor(person):
    return Authenticator.objects.filter(user=person.user).exists()


def test_one_administrator_alone_does_not_remove_a_second_factor(administrator, clinician):
    proposal = propose(administrator, clinician)
    assert proposal.status_code == 201
    assert is_problem(approve(administrator, proposal), "own-proposal", 409)
    assert administrator.delete(f"/users/{clinician.user.id}/second-factor").status_code == 404
    assert has_factor(clinician)


def test_a_second_administrator_approves(administrator, second, clinician):
    answer = approve(second, propose(administrator, clinician))
    assert answer.json()["link"] is None
    assert not has_factor(clinician)
    assert clinician.get("/me").status_code == 401
    assert clinician.try_sign_in(clinician.password).json()["tokens"]


def test_with_a_reset_the_approval_has_the_link(administrator, second, clinician):
    answer = approve(second, propose(administrator, clinician, REMOVE_AND_RESET))
    assert "#" in answer.json()["link"]
    assert clinician.try_sign_in(clinician.password).status_code == 401


def test_a_reset_alone_leaves_the_second_factor(administrator, clinician):
    link = administrator.post(f"/users/{clinician.user.id}/password").json()["link"]
    body = {"token": link.partition("#")[2], "password": "네 개의 서로 다른 낱말"}
    assert Caller().post("/auth/set-password", body).status_code == 200
    assert has_factor(clinician)
    answer = clinician.try_sign_in("네 개의 서로 다른 낱말").json()
    assert answer["tokens"] is None
    assert answer["second_factor"]


def test_a_proposal_is_approved_once(administrator, second, clinician):
    proposal = propose(administrator, clinician)
    approve(second, proposal)
    assert approve(second, proposal).status_code == 404


def test_a_proposal_expires(administrator, second, clinician):
    proposal = propose(administrator, clinician)
    Proposal.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert approve(second, proposal).status_code == 404
    assert propose(administrator, clinician).status_code == 201
    assert Proposal.objects.count() == 1


def test_a_proposal_falls_with_who_made_it(administrator, second, clinician):
    proposal = propose(administrator, clinician)
    services.set_active(administrator.user, is_active=False, by=None)
    assert is_problem(approve(second, proposal), "proposal-void", 409)
    assert has_factor(clinician)


def test_nobody_approves_what_concerns_themselves(administrator, second):
    add_factor(second)
    proposal = propose(administrator, second)
    assert is_problem(approve(second, proposal), "own-proposal", 409)
    assert is_problem(propose(administrator, administrator), "own-account", 409)


@pytest.mark.parametrize("role", set(Role) - {Role.ADMINISTRATOR})
def test_other_roles_see_and_decide_nothing(administrator, clinician, caller, hospital, role):
    proposal = propose(administrator, clinician)
    other = caller(hospital, role, email="other@example.org")
    assert is_problem(approve(other, proposal), "role-not-allowed", 403)
    assert is_problem(other.get("/account-proposals"), "role-not-allowed", 403)


def test_another_organisation_sees_and_decides_nothing(administrator, clinician, caller, elsewhere):
    proposal = propose(administrator, clinician)
    other = caller(elsewhere, Role.ADMINISTRATOR)
    assert approve(other, proposal).status_code == 404
    assert other.get("/account-proposals").json()["items"] == []


def test_a_proposal_can_be_refused(administrator, second, clinician):
    proposal = propose(administrator, clinician).json()["id"]
    assert second.delete(f"/account-proposals/{proposal}").status_code == 204
    assert second.get("/account-proposals").json()["items"] == []
    assert has_factor(clinician)


def test_one_proposal_at_a_time_and_only_where_it_changes_something(
    administrator, second, clinician, caller, hospital
):
    propose(administrator, clinician)
    assert is_problem(propose(second, clinician), "proposal-pending", 409)
    clerk = caller(hospital, Role.CLERK)
    assert is_problem(propose(administrator, clerk), "proposal-not-needed", 409)
    answer = propose(administrator, clerk, {"act": "reset-administrator"})
    assert is_problem(answer, "proposal-not-needed", 409)


def test_nobody_makes_the_second_administrator_who_then_approves(administrator, clinician):
    wanted = {"email": "puppet@example.org", "role": "administrator"}
    assert is_problem(administrator.post("/users", wanted), "two-persons-needed", 403)
    path = f"/users/{clinician.user.id}"
    answer = administrator.patch(path, {"role": "administrator"})
    assert is_problem(answer, "two-persons-needed", 403)


def test_nobody_resets_the_second_administrator_who_then_approves(administrator, second):
    answer = administrator.post(f"/users/{second.user.id}/password")
    assert is_problem(answer, "two-persons-needed", 403)
    assert second.get("/me").status_code == 200


def test_two_administrators_make_a_third(administrator, second, clinician):
    answer = approve(second, propose(administrator, clinician, {"act": "make-administrator"}))
    assert answer.json()["user"]["role"] == "administrator"


def test_the_operator_approves_where_there_is_one_administrator(administrator, clinician):
    propose(administrator, clinician)
    proposals.approve(Proposal.objects.get(), by=None)
    assert not has_factor(clinician)
    event = AuditEvent.objects.get(action="user.remove-second-factor-approved")
    assert event.actor_id is None


def test_everything_is_audited(administrator, second, clinician):
    approve(second, propose(administrator, clinician))
    actors = dict(
        AuditEvent.objects.filter(action__contains="second-factor").values_list(
            "action", "actor_id"
        )
    )
    assert actors == {
        "user.remove-second-factor-proposed": administrator.user.id,
        "user.remove-second-factor-approved": second.user.id,
        "user.second-factor-removed": second.user.id,
    }


def told(person):
    fresh = Caller(user=person.user, password=person.password).sign_in()
    return [(row["what"], row["by"]) for row in fresh.get("/me/account-changes").json()["items"]]


def test_the_person_is_told_by_whom_and_when(administrator, second, clinician):
    approve(second, propose(administrator, clinician))
    assert told(clinician) == [
        ("second-factor-removed", "second@example.org"),
        ("remove-second-factor-proposed", administrator.user.email),
    ]


def test_every_change_by_another_is_told_and_ones_own_is_not(administrator, caller, hospital):
    clerk = caller(hospital, Role.CLERK)
    path = f"/users/{clerk.user.id}"
    administrator.patch(path, {"role": "researcher"})
    administrator.delete(f"{path}/sessions")
    administrator.patch(path, {"is_active": False})
    administrator.patch(path, {"is_active": True, "name": "이"})
    assert [what for what, _ in told(clerk)][::-1] == [
        "role-changed",
        "sessions-ended",
        "deactivated",
        "renamed",
        "activated",
    ]


def test_what_was_seen_is_noted(administrator, caller, hospital):
    clerk = caller(hospital, Role.CLERK)
    administrator.delete(f"/users/{clerk.user.id}/sessions")
    clerk.sign_in()
    [change] = clerk.get("/me/account-changes").json()["items"]
    assert change["seen_at"] is None
    clerk.post(f"/me/account-changes/{change['id']}/seen")
    [change] = clerk.get("/me/account-changes").json()["items"]
    assert change["seen_at"]
    path = f"/me/account-changes/{change['id']}/seen"
    assert administrator.post(path).status_code == 404
