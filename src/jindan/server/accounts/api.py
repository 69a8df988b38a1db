"""Signing in, the second factor, and the accounts of an organisation."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from allauth.headless.account import views as account
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Header, Router, Status

from jindan.server.accounts import queries, services, sign_ins
from jindan.server.accounts.dialogue import (
    ask,
    expect_code,
    expect_good,
    expect_sign_in,
    forget_earlier,
    sign_in_out,
)
from jindan.server.accounts.errors import SecondFactorSetUp
from jindan.server.accounts.models import User
from jindan.server.accounts.schemas import (
    CodeIn,
    Credentials,
    MeOut,
    NewUserOut,
    PasswordChange,
    PasswordIn,
    RecoveryCodesOut,
    RefreshIn,
    SignInOut,
    TokensOut,
    TotpOut,
    UserIn,
    UserOut,
    UserPatch,
)
from jindan.server.accounts.security import (
    has_second_factor,
    is_second_factor_required,
    person,
    signed_in_to_enrol,
)
from jindan.server.audit import services as audit
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS
from jindan.server.roles import CAPABILITIES, Capability, Role, require

auth_router = Router(tags=["sign-in"])
router = Router(tags=["accounts"])

SIGN_IN = account.LoginView.as_api_view(client=Client.APP)
SESSION = account.SessionView.as_api_view(client=Client.APP)
REAUTHENTICATE = account.ReauthenticateView.as_api_view(client=Client.APP)
CHANGE_PASSWORD = account.ChangePasswordView.as_api_view(client=Client.APP)
SECOND_FACTOR = mfa.AuthenticateView.as_api_view(client=Client.APP)
TOTP = mfa.ManageTOTPView.as_api_view(client=Client.APP)
RECOVERY_CODES = mfa.ManageRecoveryCodesView.as_api_view(client=Client.APP)

SessionToken = Annotated[str, Header(alias="X-Session-Token")]


@auth_router.post("/sign-in", auth=None, response={200: SignInOut, **PROBLEMS})
def sign_in(request: HttpRequest, credentials: Credentials) -> SignInOut:
    """Sign in with e-mail address and password."""
    forget_earlier(request)
    return sign_in_out(expect_sign_in(ask(SIGN_IN, request=request)))


@auth_router.post("/second-factor", auth=None, response={200: SignInOut, **PROBLEMS})
def give_second_factor(request: HttpRequest, given: CodeIn, session: SessionToken) -> SignInOut:
    """Complete a sign-in with a one-time code or a recovery code."""
    return sign_in_out(expect_code(ask(SECOND_FACTOR, request=request)))


@auth_router.post("/refresh", auth=None, response={200: TokensOut, **PROBLEMS})
def refresh(request: HttpRequest, held: RefreshIn) -> sign_ins.Tokens:
    """Exchange a refresh token for the next pair of tokens; each is good once."""
    return sign_ins.refresh(held.refresh_token)


@auth_router.delete("/session", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
@transaction.atomic
def sign_out(request: HttpRequest) -> Status[None]:
    """End this session; its tokens are refused from now on."""
    user = person(request)
    ask(SESSION, request=request)
    audit.record_event("session.closed", by=user, subject=user)
    return Status(204, None)


@auth_router.post("/reauthenticate", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
def reauthenticate(request: HttpRequest, given: PasswordIn) -> Status[None]:
    """Give the password again; needed shortly before the second factor is changed."""
    expect_good(ask(REAUTHENTICATE, request=request))
    return Status(204, None)


@auth_router.post("/password", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
def change_password(request: HttpRequest, change: PasswordChange) -> Status[None]:
    """Choose another password; every session ends, this one too."""
    answer = ask(CHANGE_PASSWORD, request=request)
    if answer.status != HTTPStatus.UNAUTHORIZED:  # said of the session that has just ended
        expect_good(answer)
    return Status(204, None)


@auth_router.get("/totp", auth=signed_in_to_enrol, response={200: TotpOut, **PROBLEMS})
def get_totp(request: HttpRequest) -> TotpOut:
    """Whether a second factor is set up; if not, a new secret for the phone."""
    if has_second_factor(person(request).pk):
        return TotpOut(is_set_up=True, secret=None, url=None)
    meta = ask(TOTP, request=request).meta
    return TotpOut(is_set_up=False, secret=meta["secret"], url=meta["totp_url"])


@auth_router.post("/totp", auth=signed_in_to_enrol, response={200: RecoveryCodesOut, **PROBLEMS})
@transaction.atomic
def set_up_totp(request: HttpRequest, given: CodeIn) -> RecoveryCodesOut:
    """Set up the second factor with a code of the new secret; answers with recovery codes."""
    user = person(request)
    if has_second_factor(user.pk):
        raise SecondFactorSetUp
    expect_good(ask(TOTP, request=request))
    audit.record_event("user.second-factor-set-up", by=user, subject=user)
    return _recovery_codes(request)


@auth_router.delete("/totp", auth=signed_in_to_enrol, response={204: None, **PROBLEMS})
@transaction.atomic
def remove_totp(request: HttpRequest) -> Status[None]:
    """Remove the second factor."""
    user = person(request)
    expect_good(ask(TOTP, request=request))
    audit.record_event("user.second-factor-removed", by=user, subject=user)
    return Status(204, None)


@auth_router.post("/recovery-codes", response={200: RecoveryCodesOut, **PROBLEMS})
def renew_recovery_codes(request: HttpRequest) -> RecoveryCodesOut:
    """New recovery codes; the old ones are void."""
    return _recovery_codes(request)


@router.get("/me", auth=signed_in_to_enrol, response={200: MeOut, **PROBLEMS})
def get_me(request: HttpRequest) -> MeOut:
    """Who you are here, and what you may do."""
    user = person(request)
    return MeOut(
        id=user.id,
        email=user.email,
        name=user.name,
        role=Role(user.role),
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.name,
        capabilities=sorted(CAPABILITIES[Role(user.role)]),
        second_factor_is_set_up=has_second_factor(user.pk),
        second_factor_is_required=is_second_factor_required(user),
    )


@router.get("/users", response={200: PageOut[UserOut], **PROBLEMS})
def list_users(request: HttpRequest, paging: Paging) -> Page[User]:
    """The accounts of your organisation, newest first."""
    require(person(request), Capability.READ_AUDIT)
    return page(queries.visible_to(person(request)), cursor=paging.cursor, size=paging.size)


@router.post("/users", response={201: NewUserOut, **PROBLEMS})
def create_user(request: HttpRequest, wanted: UserIn) -> Status[NewUserOut]:
    """Make an account in your organisation; the answer holds its password, once."""
    administrator = _administrator(request)
    user, password = services.create_user(
        email=wanted.email,
        name=wanted.name,
        role=wanted.role,
        organisation=administrator.organisation,
        by=administrator,
    )
    return Status(201, NewUserOut(user=UserOut.from_orm(user), password=password))


@router.patch("/users/{user_id}", response={200: UserOut, **PROBLEMS})
def amend_user(request: HttpRequest, user_id: UUID, change: UserPatch) -> User:
    """Rename, give another role, deactivate or activate; a new role or state ends open sessions."""
    administrator = _administrator(request)
    return services.amend_user(
        _user(request, user_id),
        by=administrator,
        name=change.name,
        role=change.role,
        is_active=change.is_active,
    )


@router.post("/users/{user_id}/password", response={200: NewUserOut, **PROBLEMS})
def reset_password(request: HttpRequest, user_id: UUID) -> NewUserOut:
    """Give the person a new password to hand over; every session of theirs ends."""
    administrator = _administrator(request)
    user = _user(request, user_id)
    password = services.set_password(user, by=administrator)
    return NewUserOut(user=UserOut.from_orm(user), password=password)


@router.delete("/users/{user_id}/second-factor", response={204: None, **PROBLEMS})
def remove_second_factor(request: HttpRequest, user_id: UUID) -> Status[None]:
    """Remove the second factor of a person who lost it; every session of theirs ends."""
    administrator = _administrator(request)
    services.remove_second_factor(_user(request, user_id), by=administrator)
    return Status(204, None)


def _administrator(request: HttpRequest) -> User:
    require(person(request), Capability.MANAGE_USERS)
    return person(request)


def _user(request: HttpRequest, user_id: UUID) -> User:
    return get_object_or_404(queries.visible_to(person(request)), pk=user_id)


def _recovery_codes(request: HttpRequest) -> RecoveryCodesOut:
    answer = expect_good(ask(RECOVERY_CODES, request=request))
    return RecoveryCodesOut(recovery_codes=answer.content["unused_codes"])
