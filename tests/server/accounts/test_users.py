"""Accounts are made and changed by administrators of the same organisation, and by nobody else."""

import unicodedata

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jindan.server.accounts import queries, services
from jindan.server.accounts.errors import (
    EmailTaken,
    OrganisationExists,
    OwnAccount,
    WeakPassword,
)
from jindan.server.accounts.models import User
from jindan.server.audit.models import AuditEvent
from jindan.server.roles import CAPABILITIES, Capability, Role, RoleNotAllowed, require
from people import Caller, is_problem


def test_an_administrator_makes_an_account_that_signs_in(administrator, hospital):
    wanted = {"email": "Kim@Example.org", "name": "김하늘", "role": "clerk"}
    answer = administrator.post("/users", wanted)
    assert answer.status_code == 201
    made = answer.json()
    user = User.objects.get(pk=made["user"]["id"])
    assert (user.email, user.organisation) == ("kim@example.org", hospital)
    chosen = {"token": made["link"].partition("#")[2], "password": "네 개의 서로 다른 낱말"}
    assert Caller().post("/auth/set-password", chosen).json() == {"email": "kim@example.org"}
    Caller(user=user, password="네 개의 서로 다른 낱말").sign_in()
    event = AuditEvent.objects.get(action="user.created", subject_id=user.pk)
    assert event.actor_id == administrator.user.id


def test_the_password_is_never_stored_or_made_twice(hospital, person_of):
    one, first = person_of(hospital, Role.CLERK, email="a@example.org")
    _, second = person_of(hospital, Role.CLERK, email="b@example.org")
    assert first != second
    assert first not in one.password
    assert len(first) == 23


@pytest.mark.parametrize("name", ["organisation_id", "is_superuser", "session_epoch", "password"])
def test_unknown_fields_are_refused(administrator, name):
    answer = administrator.post("/users", {"email": "lee@example.org", "role": "clerk", name: "9"})
    assert answer.status_code == 422
    assert not User.objects.filter(email="lee@example.org").exists()


@pytest.mark.parametrize("email", ["", "kim", "kim@", "@example.org", "a b@example.org", "x" * 300])
def test_an_address_that_is_none_is_refused(administrator, email):
    answer = administrator.post("/users", {"email": email, "role": "clerk"})
    assert is_problem(answer, "invalid-request", 422)


def test_an_unknown_role_is_refused(administrator):
    answer = administrator.post("/users", {"email": "x@example.org", "role": "root"})
    assert is_problem(answer, "invalid-request", 422)


def test_an_address_has_one_account(administrator, hospital, elsewhere):
    services.create_user(email="kim@example.org", organisation=elsewhere, role=Role.CLERK)
    answer = administrator.post("/users", {"email": "KIM@example.org", "role": "clerk"})
    assert is_problem(answer, "email-taken", 409)
    with pytest.raises(EmailTaken):
        services.create_user(email="kim@example.org", organisation=hospital, role=Role.CLERK)


def test_a_role_is_changed_and_audited(administrator, person_of, hospital):
    user, _ = person_of(hospital, Role.CLERK)
    answer = administrator.patch(f"/users/{user.id}", {"role": "researcher", "name": "이"})
    assert answer.json()["role"] == "researcher"
    user.refresh_from_db()
    assert (user.role, user.name) == ("researcher", "이")
    assert AuditEvent.objects.filter(action="user.role-changed", subject_id=user.id).exists()


def test_an_account_is_closed_and_opened(administrator, person_of, hospital):
    user, _ = person_of(hospital, Role.CLERK)
    administrator.patch(f"/users/{user.id}", {"is_active": False})
    user.refresh_from_db()
    assert not user.is_active
    administrator.patch(f"/users/{user.id}", {"is_active": True})
    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize("change", [{"role": "clerk"}, {"is_active": False}])
def test_administrators_do_not_lock_themselves_out(administrator, change):
    answer = administrator.patch(f"/users/{administrator.user.id}", change)
    assert is_problem(answer, "own-account", 409)


def test_a_refused_change_changes_nothing(administrator):
    path = f"/users/{administrator.user.id}"
    administrator.patch(path, {"name": "바뀐 이름", "role": "clerk"})
    administrator.user.refresh_from_db()
    assert administrator.user.name == ""
    with pytest.raises(OwnAccount):
        services.set_active(administrator.user, is_active=False, by=administrator.user)


def test_the_list_holds_ones_own_organisation(administrator, person_of, hospital, elsewhere):
    ours, _ = person_of(hospital, Role.CLERK)
    person_of(elsewhere, Role.CLERK)
    listed = {user["id"] for user in administrator.get("/users").json()["items"]}
    assert listed == {str(ours.id), str(administrator.user.id)}


PATHS = [("patch", ""), ("post", "/password"), ("delete", "/sessions"), ("post", "/proposals")]
BODY = {"act": "remove-second-factor"}


@pytest.mark.parametrize(("method", "tail"), PATHS)
def test_another_organisations_account_is_not_there(
    administrator, person_of, elsewhere, method, tail
):
    user, _ = person_of(elsewhere, Role.CLERK)
    body = {"name": "other"} if method == "patch" else BODY
    answer = administrator.send(method, f"/users/{user.id}{tail}", body)
    assert is_problem(answer, "not-found", 404)


@pytest.mark.parametrize("role", set(Role) - {Role.ADMINISTRATOR})
@pytest.mark.parametrize(("method", "tail"), PATHS)
def test_other_roles_do_not_touch_accounts(caller, hospital, role, method, tail):
    person = caller(hospital, role)
    answer = person.send(method, f"/users/{person.user.id}{tail}", BODY)
    assert is_problem(answer, "role-not-allowed", 403)
    wanted = {"email": "x@example.org", "role": "administrator"}
    assert is_problem(person.post("/users", wanted), "role-not-allowed", 403)


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.RESEARCHER, Role.CLERK])
def test_others_see_their_own_account_only(person_of, hospital, role):
    user, _ = person_of(hospital, role)
    person_of(hospital, Role.AUDITOR)
    assert list(queries.visible_to(user)) == [user]


def test_names_are_composed(hospital):
    decomposed = unicodedata.normalize("NFD", "홍길동")
    user, _ = services.create_user(
        email="h@example.org", organisation=hospital, role=Role.CLERK, name=decomposed
    )
    assert user.name == "홍길동"


def test_organisations_have_one_name_each(hospital):
    with pytest.raises(OrganisationExists):
        services.create_organisation(name=hospital.name)


@pytest.mark.parametrize("password", ["short", "password1234", "clerk@example.org"])
def test_a_weak_given_password_is_refused(hospital, password):
    with pytest.raises(WeakPassword):
        services.create_user(
            email="clerk@example.org", organisation=hospital, role=Role.CLERK, password=password
        )
    assert not User.objects.exists()


def test_every_role_has_its_capabilities_and_only_clinicians_sign():
    assert set(CAPABILITIES) == set(Role)
    signing = {role for role, held in CAPABILITIES.items() if Capability.SIGN_REPORTS in held}
    assert signing == {Role.CLINICIAN}
    assert {c for held in CAPABILITIES.values() for c in held} == set(Capability)


def test_who_looks_after_the_installation_sees_no_patients():
    content = {Capability.READ_PATIENTS, Capability.IDENTIFY_PATIENTS, Capability.READ_FINDINGS}
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert not CAPABILITIES[role] & content
    assert Capability.IDENTIFY_PATIENTS not in CAPABILITIES[Role.RESEARCHER]


def test_require_lets_pass_or_raises(person_of, hospital):
    user, _ = person_of(hospital, Role.AUDITOR)
    require(user, Capability.READ_AUDIT)
    with pytest.raises(RoleNotAllowed):
        require(user, Capability.SIGN_REPORTS)


def test_the_list_says_who_has_a_second_factor(administrator, caller, hospital):
    passkeys, nothing = (
        caller(hospital, Role.CLERK, email=f"{name}@example.org").user for name in ("a", "b")
    )
    Authenticator.objects.create(user=passkeys, type=Authenticator.Type.WEBAUTHN, data={})
    Authenticator.objects.create(user=nothing, type=Authenticator.Type.RECOVERY_CODES, data={})
    users = {user["id"]: user for user in administrator.get("/users").json()["items"]}
    assert users[str(passkeys.pk)]["second_factor_is_set_up"]
    assert not users[str(nothing.pk)]["second_factor_is_set_up"]


def test_the_list_says_whose_hospital_account_is_linked(administrator, caller, hospital):
    clerk = caller(hospital, Role.CLERK).user
    clerk.identities.create(issuer="https://login.example.org", subject="1")
    users = {user["id"]: user for user in administrator.get("/users").json()["items"]}
    assert users[str(clerk.pk)]["hospital_account_is_linked"]
    assert not users[str(administrator.user.pk)]["hospital_account_is_linked"]


def test_the_list_asks_for_all_second_factors_at_once(administrator, caller, hospital):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            administrator.get("/users")
        return len(asked)

    queries()  # the first look is noted
    before = queries()
    for name in "abc":
        caller(hospital, Role.CLERK, email=f"{name}@example.org")
    assert queries() == before
